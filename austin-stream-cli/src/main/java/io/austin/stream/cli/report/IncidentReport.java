package io.austin.stream.cli.report;

import io.austin.stream.functions.alert.AlertRule.Kind;
import io.austin.stream.functions.alert.Incident;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Incidents, as text and as JSON. */
public final class IncidentReport {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE uuuu-MM-dd HH:mm:ss", Locale.ENGLISH);

  private final PrintWriter out;
  private final ZoneId zone;

  /** On this output, with times in this zone. */
  public IncidentReport(PrintWriter out, ZoneId zone) {
    this.out = out;
    this.zone = zone;
  }

  /** Prints each in a line, and what is told below. */
  public void print(List<Incident> incidents, Instant since, Instant clock) {
    for (Incident incident : incidents) {
      out.printf(
          "%s  %-8s %s, %s: %s, %s%n    %s%n",
          time(incident.begun()),
          incident.severity().word(),
          incident.rule(),
          incident.scope(),
          incident.isOpen() ? "still open" : "for " + length(incident.ended() - incident.begun()),
          figures(incident),
          incident.english());
    }
    TreeMap<String, Long> byRule =
        incidents.stream()
            .collect(Collectors.groupingBy(Incident::rule, TreeMap::new, Collectors.counting()));
    out.printf(
        "%,d incidents from %s to %s%s%n",
        incidents.size(),
        time(since.toEpochMilli()),
        time(clock.toEpochMilli()),
        byRule.entrySet().stream()
            .map(rule -> "%s %,d".formatted(rule.getKey(), rule.getValue()))
            .collect(Collectors.joining(" · ", incidents.isEmpty() ? "" : ": ", "")));
    out.flush();
  }

  /** Prints them as one object; its names are public. */
  public void printJson(List<Incident> incidents, Instant since, Instant clock) throws IOException {
    JsonReport.print(
        out,
        json -> {
          json.writeNumberField("since", since.toEpochMilli());
          json.writeNumberField("until", clock.toEpochMilli());
          json.writeArrayFieldStart("incidents");
          for (Incident incident : incidents) {
            json.writeRawValue(incident.toJson());
          }
          json.writeEndArray();
        });
  }

  /** What was compared when it opened, and the worst since. */
  static String figures(Incident incident) {
    String opened = value(incident, incident.value());
    String worst = value(incident, incident.worst());
    String counts =
        switch (incident.kind()) {
          case RATE, SLOW -> " (%,d of %,d)".formatted(incident.count(), incident.of());
          case UNLIKE_BEFORE -> " (%,d in place of %,d)".formatted(incident.count(), incident.of());
          default -> "";
        };
    return "%s%s, bound %s%s"
        .formatted(
            opened,
            counts,
            value(incident, incident.bound()),
            worst.equals(opened) ? "" : ", at worst " + worst);
  }

  private static String value(Incident incident, double value) {
    if (incident.share()) {
      return "%.1f %%".formatted(100 * value);
    }
    if (incident.kind() == Kind.SLOW) {
      return "%,.1f s".formatted(value / 1_000);
    }
    return incident.kind() == Kind.UNLIKE_BEFORE
        ? "%.2f times".formatted(value)
        : "%,.0f".formatted(value);
  }

  private static String length(long millis) {
    Duration length = Duration.ofMillis(millis);
    return length.toHours() > 0
        ? "%d h %02d min".formatted(length.toHours(), length.toMinutesPart())
        : "%d min %02d s".formatted(length.toMinutes(), length.toSecondsPart());
  }

  private String time(long millis) {
    return TIME.format(Instant.ofEpochMilli(millis).atZone(zone));
  }
}
