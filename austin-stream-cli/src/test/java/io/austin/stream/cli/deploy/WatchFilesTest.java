package io.austin.stream.cli.deploy;

import static io.austin.stream.cli.deploy.DeployFiles.DEPLOY;
import static io.austin.stream.cli.deploy.DeployFiles.ROOT;
import static io.austin.stream.cli.deploy.DeployFiles.compose;
import static io.austin.stream.cli.deploy.DeployFiles.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Grafana finds its dashboard, and every alert says what to do. Nothing is started. */
class WatchFilesTest {
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
}
