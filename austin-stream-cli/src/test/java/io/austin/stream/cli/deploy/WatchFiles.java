package io.austin.stream.cli.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The alerts and the dashboard. */
public final class WatchFiles {
  static final Path ALERTS = Path.of("..", "deploy", "prometheus", "alerts.yml");
  static final Path DASHBOARD =
      Path.of("..", "deploy", "grafana", "dashboards", "austin-stream.json");

  private static final String NOTIFY = "austin_stream_notify_";

  private WatchFiles() {}

  /** All expressions of both. */
  public static List<PromQl> expressions() throws IOException {
    return Stream.concat(
            alerts().stream().map(alert -> alert.get("expr").asText()),
            new ObjectMapper().readTree(DASHBOARD.toFile()).findValuesAsText("expr").stream())
        .map(PromQl::parse)
        .toList();
  }

  /** Those that the job has something to say to. */
  public static List<PromQl> ofTheJob() throws IOException {
    return expressions().stream()
        .filter(it -> !it.text().contains("\"austin_stream_insights\""))
        .filter(it -> !it.text().contains(NOTIFY))
        .toList();
  }

  /** Those that what tells targets has something to say to. */
  public static List<PromQl> ofNotify() throws IOException {
    return expressions().stream().filter(it -> it.text().contains(NOTIFY)).toList();
  }

  /** Those that the insights job has something to say to. */
  public static List<PromQl> ofInsights() throws IOException {
    return expressions().stream().filter(it -> it.text().contains("_insights")).toList();
  }

  static List<JsonNode> alerts() throws IOException {
    List<JsonNode> alerts = new ArrayList<>();
    for (JsonNode group : DeployFiles.yaml(ALERTS).get(0).get("groups")) {
      group.get("rules").forEach(alerts::add);
    }
    return alerts;
  }
}
