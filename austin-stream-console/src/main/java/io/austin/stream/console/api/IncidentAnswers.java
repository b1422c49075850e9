package io.austin.stream.console.api;

import io.austin.stream.console.api.Answers.Freshness;
import io.austin.stream.console.api.Answers.Label;
import io.austin.stream.console.api.JourneyAnswers.Journeys;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parts of answers that incidents give, as openapi.yaml names them. */
final class IncidentAnswers {
  private IncidentAnswers() {}

  /** How many are open, on every page. */
  record OpenIncidents(long total, BySeverity bySeverity) {}

  record BySeverity(long critical, long warning, long info) {}

  /** What is told in each language. */
  record Text(String zh, String en) {}

  /** A template, of whatever day. */
  record TemplateName(long id, @Nullable String name, @Nullable Label channel) {}

  /** Something that a rule found. */
  record Incident(
      String id,
      String state,
      String rule,
      String kind,
      String scope,
      @Nullable TemplateName template,
      @Nullable Label type,
      @Nullable Label channel,
      String severity,
      Text text,
      long begunAt,
      long openedAt,
      String openedTime,
      String day,
      @Nullable Long endedAt,
      @Nullable String endedTime,
      double value,
      double worst,
      double bound,
      boolean share,
      long count,
      long of,
      boolean late) {}

  record Incidents(
      @Nullable OpenIncidents open,
      PageRequest.Page page,
      List<Incident> incidents,
      Journeys journeys,
      Freshness freshness) {}
}
