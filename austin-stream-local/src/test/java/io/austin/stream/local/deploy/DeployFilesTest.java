package io.austin.stream.local.deploy;

import static io.austin.stream.local.deploy.DeployFiles.DEPLOY;
import static io.austin.stream.local.deploy.DeployFiles.ROOT;
import static io.austin.stream.local.deploy.DeployFiles.compose;
import static io.austin.stream.local.deploy.DeployFiles.kubernetes;
import static io.austin.stream.local.deploy.DeployFiles.pom;
import static io.austin.stream.local.deploy.DeployFiles.substituted;
import static io.austin.stream.local.deploy.DeployFiles.texts;
import static io.austin.stream.local.deploy.DeployFiles.version;
import static io.austin.stream.local.deploy.DeployFiles.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.austin.stream.job.AustinStreamJob;
import io.austin.stream.options.ConsoleOptionDefinitions;
import io.austin.stream.options.Option;
import io.austin.stream.options.OptionDefinitions;
import io.austin.stream.options.OptionValues;
import io.austin.stream.options.OptionsCommandLine;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The deployment files agree with the code, the pom and each other. Nothing is started. */
class DeployFilesTest {
  private static final String REPORTER = "metrics.reporter.prom.";
  private static final Pattern SECRET =
      Pattern.compile(
          "(?im)^[ -]*[\\w.-]*(?:password|token|secret|requirepass|auth)\\w*[:=] *(.+)$");
  private static final Pattern USER_INFO = Pattern.compile("redis://[^:@\\s]*:([^@\\s]+)@");

  @Test
  void yamlAndJsonParse() throws IOException {
    int parsed = 0;
    for (Path file : DeployFiles.all()) {
      String name = file.getFileName().toString();
      if (name.endsWith(".yml") || name.endsWith(".yaml")) {
        assertThat(yaml(file)).as(name).isNotEmpty();
        parsed++;
      } else if (name.endsWith(".json")) {
        assertThat(new ObjectMapper().readTree(file.toFile()).isObject()).as(name).isTrue();
        parsed++;
      }
    }
    assertThat(parsed).isGreaterThan(8);
  }

  @Test
  void imagesHaveTheProjectsVersionsAndNeverTheLatest() throws IOException {
    Set<String> images = new HashSet<>();
    compose().get("services").forEach(service -> images.add(service.get("image").asText()));
    images.add(kubernetes("flinkdeployment.yaml").at("/spec/image").asText());
    images.add(kubernetes("console.yaml").at("/spec/template/spec/containers/0/image").asText());
    for (String dockerfile : List.of("job", "console")) {
      images.add(from(dockerfile));
    }

    assertThat(images)
        .allMatch(image -> image.matches("[a-z0-9-]+(/[a-z0-9-]+)?:[A-Za-z]?\\d[\\w.-]+"))
        .noneMatch(image -> image.endsWith("latest"))
        .contains(
            "apache/kafka:" + pom("kafka.version"),
            "flink:" + pom("flink.version") + "-java17",
            "austin-stream-job:" + version(),
            "austin-stream-console:" + version());
    String[] flink = pom("flink.version").split("\\.");
    assertThat(kubernetes("flinkdeployment.yaml").at("/spec/flinkVersion").asText())
        .isEqualTo("v" + flink[0] + "_" + flink[1]);
  }

  @Test
  void jarsAndClassesAreThoseOfTheBuild() throws IOException {
    String job = Files.readString(DEPLOY.resolve("job/Dockerfile"));
    String console = Files.readString(DEPLOY.resolve("console/Dockerfile"));
    JsonNode deployment = kubernetes("flinkdeployment.yaml");

    assertThat(job)
        .contains("austin-stream-job/target/austin-stream-job-" + version() + ".jar ")
        .contains(
            deployment.at("/spec/job/jarURI").asText().replace("local://", " "),
            "-t austin-stream-job:" + version());
    assertThat(console)
        .contains("austin-stream-console/target/austin-stream-console-" + version() + "-all.jar ");
    assertThat(deployment.at("/spec/job/entryClass").asText())
        .isEqualTo(AustinStreamJob.class.getName());
    assertThat(compose().at("/services/jobmanager/command"))
        .extracting(JsonNode::asText)
        .containsExactly("standalone-job", "--job-classname", AustinStreamJob.class.getName());
  }

  @Test
  void theOptionsAreOnesThatJobAndConsoleTake() throws IOException {
    JsonNode services = compose().get("services");
    OptionValues job = read(OptionDefinitions.job(), environment(services.get("jobmanager")));
    OptionValues console = read(OptionDefinitions.console(), environment(services.get("console")));

    assertThat(job.get(OptionDefinitions.ZONE)).isEqualTo(console.get(OptionDefinitions.ZONE));
    assertThat(job.get(OptionDefinitions.REDIS_URI))
        .isEqualTo(console.get(OptionDefinitions.REDIS_URI));
    assertThat(console.find(ConsoleOptionDefinitions.CONSOLE_TOKEN)).isPresent();
  }

  @Test
  void soAreThoseInKubernetes() throws IOException {
    Map<String, String> shared = texts(kubernetes("configmap.yaml").get("data"));
    Map<String, String> secret = texts(kubernetes("secret.yaml").get("stringData"));
    Map<String, String> ofJob = new TreeMap<>(shared);
    for (JsonNode variable :
        container(kubernetes("flinkdeployment.yaml").at("/spec/podTemplate")).get("env")) {
      ofJob.put(variable.get("name").asText(), value(variable, secret));
    }
    Map<String, String> ofConsole = new TreeMap<>(shared);
    ofConsole.putAll(secret);
    ofConsole.put("AUSTIN_STREAM_CONSOLE_TOKEN", "0123456789abcdef");
    JsonNode console = container(kubernetes("console.yaml").at("/spec/template"));
    for (JsonNode variable : console.get("env")) {
      ofConsole.put(variable.get("name").asText(), value(variable, secret));
    }

    OptionValues jobValues = read(OptionDefinitions.job(), ofJob);
    OptionValues consoleValues = read(OptionDefinitions.console(), ofConsole);
    assertThat(jobValues.get(OptionDefinitions.ZONE))
        .isEqualTo(consoleValues.get(OptionDefinitions.ZONE));
    assertThat(consoleValues.get(ConsoleOptionDefinitions.CONSOLE_PORT))
        .isEqualTo(console.at("/ports/0/containerPort").asInt());
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

  @Test
  void portsFit() throws IOException {
    JsonNode services = compose().get("services");
    String reporter = composeFlink().get(REPORTER + "port");
    JsonNode scrape =
        yaml(DEPLOY.resolve("prometheus/prometheus.yml"))
            .get(0)
            .at("/scrape_configs/0/dns_sd_configs/0");
    assertThat(scrape.get("port").asText()).isEqualTo(reporter);
    for (JsonNode name : scrape.get("names")) {
      assertThat(services.has(name.asText())).as(name.asText()).isTrue();
    }
    JsonNode podTemplate = kubernetes("flinkdeployment.yaml").at("/spec/podTemplate");
    assertThat(podTemplate.at("/metadata/annotations/prometheus.io~1port").asText())
        .isEqualTo(kubernetesFlink().get(REPORTER + "port"))
        .isEqualTo(container(podTemplate).at("/ports/0/containerPort").asText());

    JsonNode console = services.get("console");
    String port = console.at("/environment/AUSTIN_STREAM_CONSOLE_PORT").asText();
    assertThat(console.at("/ports/0").asText()).isEqualTo("127.0.0.1:" + port + ":" + port);
    assertThat(Files.readString(DEPLOY.resolve("console/Dockerfile"))).contains("EXPOSE " + port);
    JsonNode service = yaml(DEPLOY.resolve("kubernetes/console.yaml")).get(1);
    JsonNode container = container(kubernetes("console.yaml").at("/spec/template"));
    assertThat(service.at("/spec/ports/0/targetPort").asText())
        .isEqualTo(container.at("/ports/0/name").asText());
    for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
      assertThat(container.at("/" + probe + "/httpGet/path").asText()).isEqualTo("/login");
    }
    assertThat(container.get("resources").has("limits")).isTrue();
  }

  @Test
  void theComposeFileIsWholeAndShowsNothingToTheNetwork() throws IOException {
    JsonNode compose = compose();
    JsonNode services = compose.get("services");
    assertThat(texts(services).keySet())
        .contains(
            "kafka", "redis", "jobmanager", "taskmanager", "console", "prometheus", "grafana");
    Set<String> volumes = texts(compose.get("volumes")).keySet();
    for (JsonNode service : services) {
      for (JsonNode port : service.path("ports")) {
        assertThat(port.asText()).startsWith("127.0.0.1:");
      }
      for (JsonNode volume : service.path("volumes")) {
        String source = volume.asText().split(":")[0];
        assertThat(
                source.startsWith("./")
                    ? Files.exists(DEPLOY.resolve(source))
                    : volumes.contains(source))
            .as(source)
            .isTrue();
      }
      for (String other : names(service.path("depends_on"))) {
        assertThat(services.has(other)).as(other).isTrue();
      }
    }
    for (String service : List.of("jobmanager", "taskmanager", "console", "kafka", "redis")) {
      assertThat(services.at("/" + service + "/environment/TZ").asText())
          .as(service)
          .isEqualTo("${TZ:-Asia/Shanghai}");
    }
    assertThat(services.at("/topics/command/0").asText())
        .contains(
            read(OptionDefinitions.job(), environment(services.get("jobmanager")))
                    .get(OptionDefinitions.KAFKA_TOPIC)
                    .get(0)
                + ":")
        .contains(
            services.at("/jobmanager/environment/AUSTIN_STREAM_DEAD_LETTER_TOPIC").asText() + ":");
  }

  @Test
  void noSecretIsWritten() throws IOException {
    for (Path file : DeployFiles.all()) {
      String text = Files.readString(file);
      Stream.concat(SECRET.matcher(text).results(), USER_INFO.matcher(text).results())
          .map(found -> found.group(1).strip())
          .forEach(
              value ->
                  assertThat(value)
                      .as("a secret in " + file)
                      .matches("(\\$\\{\\w+:\\?[^}]*\\}|REPLACE|\\|)"));
    }
    String compose = Files.readString(DEPLOY.resolve("docker-compose.yml"));
    List<String> example = Files.readAllLines(DEPLOY.resolve(".env.example"));
    assertThat(DeployFiles.variables(compose))
        .allSatisfy(
            variable -> assertThat(example).anyMatch(line -> line.startsWith(variable + "=")));
    assertThat(example.stream().filter(line -> line.matches("\\w*(PASSWORD|TOKEN)=.*")))
        .allMatch(line -> line.endsWith("="));
    assertThat(ConsoleOptionDefinitions.CONSOLE_TOKEN.type().accepted()).contains("16");
    assertThat(
            texts(kubernetes("secret.yaml").get("stringData")).get("AUSTIN_STREAM_CONSOLE_TOKEN"))
        .hasSizeLessThan(16);
  }

  @Test
  void theCommandsInTheReadmeNameWhatThereIs() throws IOException {
    String readme = Files.readString(DEPLOY.resolve("README.md"));
    Matcher files = Pattern.compile("(?:-f |cp )(deploy/[\\w./-]+)").matcher(readme);
    int found = 0;
    while (files.find()) {
      assertThat(ROOT.resolve(files.group(1))).exists();
      found++;
    }
    assertThat(found).isGreaterThan(8);
    JsonNode services = compose().get("services");
    assertThat(services.has("taskmanager")).isTrue();
    for (JsonNode service : services) {
      for (JsonNode port : service.path("ports")) {
        String published = port.asText().split(":")[1];
        assertThat(readme.contains("127.0.0.1:" + published) || published.equals("6379"))
            .as(port.asText())
            .isTrue();
      }
    }
    for (String build : List.of("job", "console")) {
      String dockerfile = Files.readString(DEPLOY.resolve(build).resolve("Dockerfile"));
      Matcher command = Pattern.compile("# +(docker build .*)").matcher(dockerfile);
      assertThat(command.find()).isTrue();
      assertThat(readme).contains(command.group(1));
    }
  }

  @Test
  void grafanaFindsItsDashboardAndItsSource() throws IOException {
    JsonNode provider =
        yaml(DEPLOY.resolve("grafana/provisioning/dashboards/austin-stream.yml")).get(0);
    JsonNode source =
        yaml(DEPLOY.resolve("grafana/provisioning/datasources/prometheus.yml")).get(0);
    JsonNode grafana = compose().at("/services/grafana");
    String path = provider.at("/providers/0/options/path").asText();

    assertThat(grafana.get("volumes"))
        .extracting(JsonNode::asText)
        .contains("./grafana/dashboards:" + path + ":ro");
    assertThat(grafana.at("/environment/GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH").asText())
        .isEqualTo(path + "/" + WatchFiles.DASHBOARD.getFileName());
    JsonNode dashboard = new ObjectMapper().readTree(WatchFiles.DASHBOARD.toFile());
    assertThat(new HashSet<>(dashboard.findValuesAsText("datasource"))).hasSizeLessThanOrEqualTo(1);
    assertThat(dashboard.findValues("datasource"))
        .allMatch(it -> it.get("uid").asText().equals(source.at("/datasources/0/uid").asText()));
  }

  @Test
  void everyAlertSaysWhatToDoAndIsExplained() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/metrics.md"));
    List<JsonNode> alerts = WatchFiles.alerts();
    assertThat(alerts).hasSizeGreaterThan(8);
    for (JsonNode alert : alerts) {
      String name = alert.get("alert").asText();
      assertThat(alert.at("/annotations/summary").asText()).as(name).isNotBlank();
      assertThat(alert.at("/annotations/action").asText()).as(name).isNotBlank();
      assertThat(alert.at("/labels/severity").asText()).as(name).isIn("page", "ticket");
      assertThat(page).as("docs/metrics.md").contains("`" + name + "`");
    }
    assertThat(alerts).extracting(alert -> alert.get("alert").asText()).doesNotHaveDuplicates();
    assertThat(WatchFiles.expressions()).isNotEmpty();
  }

  private static String from(String dockerfile) throws IOException {
    return Files.readAllLines(DEPLOY.resolve(dockerfile).resolve("Dockerfile")).stream()
        .filter(line -> line.startsWith("FROM "))
        .map(line -> line.substring("FROM ".length()))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, String> environment(JsonNode service) {
    Map<String, String> environment = new TreeMap<>();
    texts(service.get("environment"))
        .forEach((name, text) -> environment.put(name, substituted(text)));
    return environment;
  }

  /** Throws where an option is unknown, invalid or missing. */
  private static OptionValues read(List<Option<?>> options, Map<String, String> environment) {
    OptionsCommandLine line = OptionsCommandLine.of(options);
    CommandSpec spec = CommandSpec.create();
    line.addTo(spec);
    return line.read(new CommandLine(spec).parseArgs(), environment);
  }

  private static Map<String, String> composeFlink() throws IOException {
    String properties = compose().at("/services/taskmanager/environment/FLINK_PROPERTIES").asText();
    return texts(yaml(properties).get(0));
  }

  private static Map<String, String> kubernetesFlink() throws IOException {
    JsonNode spec = kubernetes("flinkdeployment.yaml").get("spec");
    Map<String, String> settings = texts(spec.get("flinkConfiguration"));
    settings.put(
        "taskmanager.memory.process.size", spec.at("/taskManager/resource/memory").asText());
    settings.put("jobmanager.memory.process.size", spec.at("/jobManager/resource/memory").asText());
    return settings;
  }

  private static JsonNode container(JsonNode podTemplate) {
    return podTemplate.at("/spec/containers/0");
  }

  private static String value(JsonNode variable, Map<String, String> secret) {
    return variable.has("value")
        ? variable.get("value").asText()
        : secret.get(variable.at("/valueFrom/secretKeyRef/key").asText());
  }

  private static List<String> names(JsonNode dependsOn) {
    return dependsOn.isArray()
        ? Stream.iterate(0, i -> i < dependsOn.size(), i -> i + 1)
            .map(i -> dependsOn.get(i).asText())
            .toList()
        : List.copyOf(texts(dependsOn).keySet());
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
