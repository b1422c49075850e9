package io.austin.stream.cli.deploy;

import static io.austin.stream.cli.deploy.DeployFiles.DEPLOY;
import static io.austin.stream.cli.deploy.DeployFiles.REPORTER;
import static io.austin.stream.cli.deploy.DeployFiles.compose;
import static io.austin.stream.cli.deploy.DeployFiles.composeFlink;
import static io.austin.stream.cli.deploy.DeployFiles.container;
import static io.austin.stream.cli.deploy.DeployFiles.environment;
import static io.austin.stream.cli.deploy.DeployFiles.kubernetes;
import static io.austin.stream.cli.deploy.DeployFiles.kubernetesFlink;
import static io.austin.stream.cli.deploy.DeployFiles.pom;
import static io.austin.stream.cli.deploy.DeployFiles.read;
import static io.austin.stream.cli.deploy.DeployFiles.texts;
import static io.austin.stream.cli.deploy.DeployFiles.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.austin.stream.options.ConsoleOptionDefinitions;
import io.austin.stream.options.InsightsOptionDefinitions;
import io.austin.stream.options.NotifyOptionDefinitions;
import io.austin.stream.options.Option;
import io.austin.stream.options.OptionDefinitions;
import io.austin.stream.options.OptionValues;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.junit.jupiter.api.Test;

/**
 * The options in the deployment files are ones that the job, the console and Flink take. Nothing is
 * started.
 */
class DeployOptionsTest {
  @Test
  void theOptionsAreOnesThatJobAndConsoleTake() throws IOException {
    JsonNode services = compose().get("services");
    OptionValues job = read(OptionDefinitions.job(), environment(services.get("jobmanager")));
    OptionValues insights =
        read(OptionDefinitions.insights(), environment(services.get("insights-jobmanager")));
    OptionValues console = read(OptionDefinitions.console(), environment(services.get("console")));

    assertThat(job.get(OptionDefinitions.ZONE)).isEqualTo(console.get(OptionDefinitions.ZONE));
    assertSameStream(insights, job);
    assertThat(job.get(OptionDefinitions.REDIS_URI))
        .isEqualTo(console.get(OptionDefinitions.REDIS_URI));
    assertThat(console.find(ConsoleOptionDefinitions.CONSOLE_TOKEN)).isPresent();
  }

  @Test
  void soAreThoseInKubernetes() throws IOException {
    Map<String, String> shared = texts(kubernetes("configmap.yaml").get("data"));
    Map<String, String> secret = texts(kubernetes("secret.yaml").get("stringData"));
    Map<String, String> ofConsole = new TreeMap<>(shared);
    ofConsole.putAll(secret);
    ofConsole.put("AUSTIN_STREAM_CONSOLE_TOKEN", "0123456789abcdef");
    JsonNode console = container(kubernetes("console.yaml").at("/spec/template"));
    for (JsonNode variable : console.get("env")) {
      ofConsole.put(variable.get("name").asText(), value(variable, secret));
    }

    OptionValues jobValues =
        read(OptionDefinitions.job(), ofDeployment("flinkdeployment.yaml", shared, secret));
    assertSameStream(
        read(OptionDefinitions.insights(), ofDeployment("insights.yaml", shared, secret)),
        jobValues);
    OptionValues consoleValues = read(OptionDefinitions.console(), ofConsole);
    assertThat(jobValues.get(OptionDefinitions.ZONE))
        .isEqualTo(consoleValues.get(OptionDefinitions.ZONE));
    assertThat(consoleValues.get(ConsoleOptionDefinitions.CONSOLE_PORT))
        .isEqualTo(console.at("/ports/0/containerPort").asInt());
  }

  /** They read the same topic, show it in the same Redis and end days at the same hour. */
  private static void assertSameStream(OptionValues one, OptionValues other) {
    for (Option<?> option :
        List.of(
            OptionDefinitions.KAFKA_BOOTSTRAP_SERVERS,
            OptionDefinitions.KAFKA_TOPIC,
            OptionDefinitions.REDIS_URI,
            OptionDefinitions.ZONE)) {
      assertThat((Object) one.get(option)).isEqualTo(other.get(option));
    }
  }

  private static Map<String, String> ofDeployment(
      String deployment, Map<String, String> shared, Map<String, String> secret)
      throws IOException {
    Map<String, String> environment = new TreeMap<>(shared);
    for (JsonNode variable : container(kubernetes(deployment).at("/spec/podTemplate")).get("env")) {
      environment.put(variable.get("name").asText(), value(variable, secret));
    }
    return environment;
  }

  @Test
  void insightsHasFlinksSettingsToo() throws IOException {
    JsonNode job = kubernetes("flinkdeployment.yaml").at("/spec/flinkConfiguration");
    JsonNode insights = kubernetes("insights.yaml").at("/spec/flinkConfiguration");
    assertThat(texts(insights).keySet()).isEqualTo(texts(job).keySet());
    assertThat(insights.toString().replace("/insights/", "/")).isEqualTo(job.toString());
    String ofJob = compose().at("/x-flink-environment/FLINK_PROPERTIES").asText();
    String ofInsights = compose().at("/x-insights-environment/FLINK_PROPERTIES").asText();
    assertThat(ofInsights.replace("/insights/", "/").replace("insights-", "")).isEqualTo(ofJob);
  }

  @Test
  void theToolsAreToldWhatTheJobIsTold() throws IOException {
    JsonNode services = compose().get("services");
    assertThat(services.at("/tools/profiles/0").asText()).isEqualTo("tools");
    Map<String, String> job = environment(services.get("jobmanager"));
    assertThat(environment(services.get("tools")))
        .allSatisfy((name, value) -> assertThat(job).containsEntry(name, value));

    JsonNode tools = container(kubernetes("tools.yaml").at("/spec/template"));
    JsonNode jobs = container(kubernetes("flinkdeployment.yaml").at("/spec/podTemplate"));
    assertThat(tools.get("envFrom")).isEqualTo(jobs.get("envFrom"));
    assertThat(jobs.get("env")).contains(tools.at("/env/0"));
    String dockerfile = Files.readString(DEPLOY.resolve("cli/Dockerfile"));
    String folder = services.at("/tools/volumes/0").asText().split(":")[1];
    assertThat(dockerfile).contains("AUSTIN_STREAM_DATA=" + folder + " ");
    assertThat(tools.at("/args/0").asText()).isEqualTo("verify");
  }

  @Test
  void notifyReadsWhatInsightsMayTell() throws IOException {
    JsonNode services = compose().get("services");
    OptionValues insights =
        read(OptionDefinitions.insights(), environment(services.get("insights-jobmanager")));
    OptionValues inCompose =
        read(OptionDefinitions.notifying(), environment(services.get("notify")));
    Map<String, String> variables = new TreeMap<>(texts(kubernetes("configmap.yaml").get("data")));
    JsonNode container = container(kubernetes("notify.yaml").at("/spec/template"));
    container
        .get("env")
        .forEach(it -> variables.put(it.get("name").asText(), it.get("value").asText()));
    OptionValues inKubernetes = read(OptionDefinitions.notifying(), variables);

    assertThat(services.at("/notify/profiles/0").asText()).isEqualTo("notify");
    String example = Files.readString(DEPLOY.resolve(".env.example"));
    String topics = services.at("/topics/command/0").asText();
    for (OptionValues values : List.of(inCompose, inKubernetes)) {
      String outcomes = values.get(InsightsOptionDefinitions.OUTCOMES_TOPIC);
      assertThat(values.get(InsightsOptionDefinitions.ALERTS_TOPIC))
          .isEqualTo(insights.get(InsightsOptionDefinitions.ALERTS_TOPIC));
      assertThat(example).contains("OUTCOMES_TOPIC=" + outcomes);
      assertThat(topics)
          .contains(
              " " + insights.get(InsightsOptionDefinitions.ALERTS_TOPIC) + ":",
              "--topic " + insights.get(InsightsOptionDefinitions.ALERTS_RULES_TOPIC) + " ",
              " " + outcomes + ":",
              " " + values.get(NotifyOptionDefinitions.NOTIFY_DEAD_LETTER_TOPIC) + ":");
    }
    assertThat(inCompose.get(NotifyOptionDefinitions.NOTIFY_METRICS_PORT))
        .isEqualTo(inKubernetes.get(NotifyOptionDefinitions.NOTIFY_METRICS_PORT));
    String file = inCompose.get(NotifyOptionDefinitions.NOTIFY_TARGETS).toString();
    assertThat(file)
        .startsWith(services.at("/notify/volumes/0").asText().split(":")[1] + "/")
        .isEqualTo(inKubernetes.get(NotifyOptionDefinitions.NOTIFY_TARGETS).toString())
        .startsWith(container.at("/volumeMounts/0/mountPath").asText() + "/");
    JsonNode secret = yaml(DEPLOY.resolve("kubernetes/notify.yaml")).get(1);
    assertThat(kubernetes("notify.yaml").findValue("projected").findValue("name"))
        .isEqualTo(secret.at("/metadata/name"));
    assertThat(file).endsWith("/" + secret.get("stringData").fieldNames().next());
  }

  @Test
  void flinksSettingsAreFlinks() throws IOException {
    Set<String> known = flinkKeys();
    for (Map<String, String> settings : List.of(composeFlink(), kubernetesFlink())) {
      assertThat(settings.keySet().stream().filter(key -> !key.startsWith(REPORTER)))
          .isSubsetOf(known);
      assertThat(settings)
          .containsEntry("taskmanager.memory.managed.size", "0")
          .containsEntry("heartbeat.interval", "1 s")
          .containsEntry("heartbeat.timeout", "5 s")
          .containsEntry("taskmanager.jvm-exit-on-oom", "true")
          .containsEntry(
              REPORTER + "factory.class",
              "org.apache.flink.metrics.prometheus.PrometheusReporterFactory");
      Configuration configuration = Configuration.fromMap(settings);
      // Flink's own arithmetic: throws when the parts don't fit into the whole.
      assertThat(TaskExecutorProcessUtils.processSpecFromConfig(configuration).getTaskHeapSize())
          .isGreaterThanOrEqualTo(MemorySize.ofMebiBytes(256));
      JobManagerProcessUtils.processSpecFromConfig(configuration);
      assertThat(configuration.get(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT)).hasSeconds(5);
    }
    assertThat(composeFlink()).containsEntry("taskmanager.numberOfTaskSlots", "4");
    assertThat(kubernetesFlink()).containsEntry("env.java.opts.all", pom("jvm.add-opens"));
  }

  private static String value(JsonNode variable, Map<String, String> secret) {
    return variable.has("value")
        ? variable.get("value").asText()
        : secret.get(variable.at("/valueFrom/secretKeyRef/key").asText());
  }

  private static Set<String> flinkKeys() {
    Set<String> keys = new HashSet<>();
    for (Class<?> options :
        List.of(
            CheckpointingOptions.class,
            CoreOptions.class,
            HeartbeatManagerOptions.class,
            HighAvailabilityOptions.class,
            JobManagerOptions.class,
            MetricOptions.class,
            TaskManagerOptions.class)) {
      Arrays.stream(options.getFields())
          .filter(field -> Modifier.isStatic(field.getModifiers()))
          .filter(field -> field.getType() == ConfigOption.class)
          .forEach(
              field -> {
                try {
                  keys.add(((ConfigOption<?>) field.get(null)).key());
                } catch (IllegalAccessException hidden) {
                  throw new IllegalStateException(hidden);
                }
              });
    }
    return keys;
  }
}
