package io.austin.stream.cli.deploy;

import static io.austin.stream.cli.deploy.DeployFiles.DEPLOY;
import static io.austin.stream.cli.deploy.DeployFiles.REPORTER;
import static io.austin.stream.cli.deploy.DeployFiles.compose;
import static io.austin.stream.cli.deploy.DeployFiles.composeFlink;
import static io.austin.stream.cli.deploy.DeployFiles.container;
import static io.austin.stream.cli.deploy.DeployFiles.environment;
import static io.austin.stream.cli.deploy.DeployFiles.kubernetes;
import static io.austin.stream.cli.deploy.DeployFiles.kubernetesFlink;
import static io.austin.stream.cli.deploy.DeployFiles.read;
import static io.austin.stream.cli.deploy.DeployFiles.texts;
import static io.austin.stream.cli.deploy.DeployFiles.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.austin.stream.options.OptionDefinitions;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Ports, volumes and services of the deployment files fit together. Nothing is started. */
class DeployNetworkTest {
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

    JsonNode scrapeNotify =
        yaml(DEPLOY.resolve("prometheus/prometheus.yml"))
            .get(0)
            .at("/scrape_configs/1/dns_sd_configs/0");
    JsonNode notify = kubernetes("notify.yaml").at("/spec/template");
    assertThat(scrapeNotify.at("/names/0").asText()).isEqualTo("notify");
    assertThat(scrapeNotify.get("port").asText())
        .isEqualTo(services.at("/notify/environment/AUSTIN_STREAM_NOTIFY_METRICS_PORT").asText())
        .isEqualTo(notify.at("/metadata/annotations/prometheus.io~1port").asText())
        .isEqualTo(container(notify).at("/ports/0/containerPort").asText());
    assertThat(container(notify).at("/livenessProbe/httpGet/path").asText()).isEqualTo("/healthz");

    JsonNode console = services.get("console");
    String port = console.at("/environment/AUSTIN_STREAM_CONSOLE_PORT").asText();
    assertThat(console.at("/ports/0").asText()).isEqualTo("127.0.0.1:" + port + ":" + port);
    assertThat(Files.readString(DEPLOY.resolve("console/Dockerfile"))).contains("EXPOSE " + port);
    JsonNode service = yaml(DEPLOY.resolve("kubernetes/console.yaml")).get(1);
    JsonNode container = container(kubernetes("console.yaml").at("/spec/template"));
    assertThat(service.at("/spec/ports/0/targetPort").asText())
        .isEqualTo(container.at("/ports/0/name").asText());
    for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
      assertThat(container.at("/" + probe + "/httpGet/path").asText()).isEqualTo("/healthz");
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
    for (String service :
        List.of("jobmanager", "taskmanager", "console", "tools", "kafka", "redis")) {
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

  private static List<String> names(JsonNode dependsOn) {
    return dependsOn.isArray()
        ? Stream.iterate(0, i -> i < dependsOn.size(), i -> i + 1)
            .map(i -> dependsOn.get(i).asText())
            .toList()
        : List.copyOf(texts(dependsOn).keySet());
  }
}
