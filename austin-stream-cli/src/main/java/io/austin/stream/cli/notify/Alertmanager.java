package io.austin.stream.cli.notify;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Prometheus' Alertmanager, by version 2 of its API. An alert is a rule and a scope; what is not
 * posted again in time it takes for resolved.
 *
 * @param token what it wants in {@code Authorization: Bearer}
 * @param every how often it is posted to
 * @see <a href="https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml">the
 *     API</a>
 */
record Alertmanager(IncidentFilter filter, Optional<String> token, Duration every)
    implements IncidentTeller {
  private static final String ALERTS = "api/v2/alerts";

  /** As Prometheus does: so many posts may get lost before an alert resolves by itself. */
  private static final int LIVES = 4;

  /** What Kafka keeps by default: a job that began anew does not end what it found before. */
  private static final Duration FORGOTTEN = Duration.ofDays(7);

  private static final JsonMapper JSON = new JsonMapper();

  @Override
  public boolean forgets() {
    return true;
  }

  @Override
  public Optional<Request> request(String path, News news, Instant now, String page) {
    ArrayNode alerts = JSON.createArrayNode();
    for (ToldIncident incident : news.byRule()) {
      if (incident.opened() > now.minus(FORGOTTEN).toEpochMilli()) {
        add(alerts.addObject(), incident, now, page);
      }
    }
    if (alerts.isEmpty()) {
      return Optional.empty();
    }
    List<String> headers = new ArrayList<>(List.of(Request.JSON));
    token.ifPresent(it -> headers.add("Authorization: Bearer " + it));
    String below = path.endsWith("/") ? path : path + "/";
    return Optional.of(new Request(below + ALERTS, headers, alerts.toString(), false));
  }

  private void add(ObjectNode alert, ToldIncident incident, Instant now, String page) {
    ObjectNode labels =
        alert
            .putObject("labels")
            .put("alertname", incident.rule())
            .put("severity", incident.severity())
            .put("scope", incident.scope())
            .put("kind", incident.kind())
            .put("job", "austin-stream");
    if (incident.scope().startsWith("template ")) {
      labels.put("template", incident.scope().substring("template ".length()));
    }
    alert
        .putObject("annotations")
        .put("summary", incident.english())
        .put("summary_zh", incident.chinese())
        .put("description", incident.figures("bound"))
        .put("incident", incident.id());
    Instant end =
        incident.isOpen()
            ? now.plus(every.multipliedBy(LIVES))
            : Instant.ofEpochMilli(Math.max(incident.begun() + 1, incident.ended()));
    alert.put("startsAt", Instant.ofEpochMilli(incident.begun()).toString());
    alert.put("endsAt", end.toString());
    if (!page.isEmpty()) {
      alert.put("generatorURL", page);
    }
  }
}
