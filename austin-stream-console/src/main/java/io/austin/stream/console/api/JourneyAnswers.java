package io.austin.stream.console.api;

import io.austin.stream.console.api.Answers.Freshness;
import io.austin.stream.console.api.Answers.Template;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parts of answers that journeys give, as openapi.yaml names them. */
final class JourneyAnswers {
  private JourneyAnswers() {}

  /** How far journeys are known. */
  record Journeys(
      String verdict,
      boolean vouches,
      @Nullable Long clockAt,
      @Nullable String clockTime,
      @Nullable Long behindMillis,
      @Nullable Long saidAgeMillis) {}

  /** How many are stuck, on another page. */
  record StuckNow(
      @Nullable Long total,
      @Nullable Long oldestAt,
      @Nullable String oldestTime,
      Journeys journeys) {}

  /** How many are stuck for so long. */
  record Age(long fromMillis, @Nullable Long toMillis, long count) {}

  /** A template that has stuck journeys. */
  record StuckTemplate(
      String businessId,
      @Nullable Template template,
      long count,
      @Nullable Long oldestAt,
      @Nullable String oldestTime,
      List<Age> ages) {}

  record Stuck(
      @Nullable Long total,
      @Nullable Long oldestAt,
      @Nullable String oldestTime,
      boolean truncated,
      PageRequest.Page page,
      List<StuckTemplate> templates,
      Journeys journeys,
      Freshness freshness) {}

  /** A stuck journey. */
  record StuckExample(String messageId, String receiver, String sealed, long at, String time) {}

  record StuckOfTemplate(
      String businessId,
      @Nullable Template template,
      @Nullable Long total,
      List<Age> ages,
      List<StuckExample> examples,
      Journeys journeys,
      Freshness freshness) {}

  /** How long messages took. */
  record Took(
      long count,
      @Nullable Long p50,
      @Nullable Long p95,
      @Nullable Long p99,
      @Nullable Double withinTarget) {}

  /** How long those took that were answered in an hour or a minute. */
  record TookIn(long at, String time, Took took) {}

  /** A slow one. */
  record Slow(String businessId, String messageId, String receiver, String sealed, long millis) {}

  record Latency(
      @Nullable String businessId,
      @Nullable Template template,
      @Nullable String day,
      long targetMillis,
      Took took,
      long negative,
      List<TookIn> hours,
      List<TookIn> minutes,
      List<Slow> slowest,
      int templates,
      boolean truncated,
      Journeys journeys,
      Freshness freshness) {}
}
