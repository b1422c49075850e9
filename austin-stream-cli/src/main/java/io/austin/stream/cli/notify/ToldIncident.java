package io.austin.stream.cli.notify;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Locale;

/**
 * An incident as a topic tells of it; {@code docs/alerts.md} says what is in it.
 *
 * @param data the event's data
 */
record ToldIncident(JsonNode data) {
  private static final long SECOND = 1_000;

  String id() {
    return text("incident");
  }

  boolean isOpen() {
    return !text("state").equals("ended");
  }

  String rule() {
    return text("rule");
  }

  String scope() {
    return text("scope");
  }

  String severity() {
    return text("severity");
  }

  String kind() {
    return text("kind");
  }

  long begun() {
    return data.path("begun").asLong();
  }

  long opened() {
    return data.path("opened").asLong();
  }

  long ended() {
    return data.path("ended").asLong();
  }

  boolean isLate() {
    return data.path("late").asBoolean();
  }

  String english() {
    return text("en");
  }

  String chinese() {
    return text("zh");
  }

  Duration length() {
    return Duration.ofMillis(Math.max(0, ended() - begun()));
  }

  /** What was compared when it opened: {@code 21.4% (89/416), bound 20.0%}, the word given. */
  String figures(String bound) {
    boolean parts =
        kind().equals("rate") || kind().equals("slow") || kind().equals("unlike-before");
    String of =
        parts ? " (%d/%d)".formatted(data.path("count").asLong(), data.path("of").asLong()) : "";
    return value("value") + of + ", " + bound + " " + value("bound");
  }

  private String value(String name) {
    double value = data.path(name).asDouble();
    if (data.path("share").asBoolean()) {
      return String.format(Locale.ROOT, "%.1f%%", 100 * value);
    }
    return switch (kind()) {
      case "slow" -> String.format(Locale.ROOT, "%.1f s", value / SECOND);
      case "unlike-before" -> String.format(Locale.ROOT, "%.2f×", value);
      default -> String.format(Locale.ROOT, "%.0f", value);
    };
  }

  private String text(String name) {
    return data.path(name).asText();
  }
}
