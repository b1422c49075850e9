package io.austin.stream.functions.alert;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.austin.stream.common.JsonText;
import io.austin.stream.functions.alert.AlertRule.Kind;
import io.austin.stream.functions.alert.AlertRule.Severity;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Something that a rule found: for a time, what it counts was beyond its bound. Times are stream
 * time in milliseconds since the epoch, {@link #NEVER} where they have not come.
 *
 * @param id a hash of rule, scope and beginning: a rebuild finds the same
 * @param rule the rule's name
 * @param kind the rule's kind
 * @param scope whose messages, as rules call it
 * @param severity how bad the rule calls it
 * @param english what the rule tells in English
 * @param chinese what the rule tells in Chinese
 * @param share whether value, worst and bound are shares, from 0 to 1
 * @param bound the rule's
 * @param begun when it was first seen beyond its bound
 * @param opened when it had been so long enough
 * @param quietSince since when it is within again
 * @param ended when it was within, for long enough afterwards
 * @param value what was compared with the bound when it opened
 * @param worst the farthest from the bound since
 * @param count how many were counted when it opened
 * @param of of how many
 * @param late whether it was found long after: the topic was read late
 */
public record Incident(
    String id,
    String rule,
    Kind kind,
    String scope,
    Severity severity,
    String english,
    String chinese,
    boolean share,
    double bound,
    long begun,
    long opened,
    long quietSince,
    long ended,
    double value,
    double worst,
    long count,
    long of,
    boolean late) {
  /** In place of a time that has not come. */
  public static final long NEVER = -1;

  private static final int ID_BYTES = 16;

  static Incident begun(AlertRule rule, String scope, long time, Reading reading) {
    return new Incident(
        id(rule.name(), scope, time),
        rule.name(),
        rule.kind(),
        scope,
        rule.severity(),
        rule.english(),
        rule.chinese(),
        rule.share(),
        rule.bound(),
        time,
        NEVER,
        NEVER,
        NEVER,
        reading.value(),
        reading.value(),
        reading.count(),
        reading.of(),
        false);
  }

  /** Whether people are to know of it: it has been beyond its bound for long enough. */
  public boolean isOpen() {
    return opened != NEVER && ended == NEVER;
  }

  Incident opened(long time, Reading reading, boolean isLate) {
    return with(time, NEVER, NEVER, reading, reading.value(), isLate);
  }

  Incident worst(double farthest) {
    return with(opened, NEVER, ended, new Reading(value, count, of), farthest, late);
  }

  Incident quiet(long since) {
    return with(opened, since, ended, new Reading(value, count, of), worst, late);
  }

  Incident ended(long time) {
    return with(opened, quietSince, time, new Reading(value, count, of), worst, late);
  }

  private Incident with(
      long open, long quiet, long end, Reading reading, double farthest, boolean isLate) {
    return new Incident(
        id,
        rule,
        kind,
        scope,
        severity,
        english,
        chinese,
        share,
        bound,
        begun,
        open,
        quiet,
        end,
        reading.value(),
        farthest,
        reading.count(),
        reading.of(),
        isLate);
  }

  /** As one JSON object, wherever an incident is told; times that have not come are left out. */
  public String toJson() {
    Json json =
        new Json()
            .text("incident", id)
            .text("state", isOpen() ? "opened" : "ended")
            .text("rule", rule)
            .text("kind", kind.word())
            .text("scope", scope)
            .text("severity", severity.word())
            .value("begun", begun)
            .value("opened", opened);
    if (ended != NEVER) {
      json.value("ended", ended);
    }
    return json.value("value", value)
        .value("worst", worst)
        .value("bound", bound)
        .value("share", share)
        .value("count", count)
        .value("of", of)
        .value("late", late)
        .text("en", english)
        .text("zh", chinese)
        .end();
  }

  private static final class Json {
    private final StringBuilder json = new StringBuilder("{");

    Json text(String name, String text) {
      JsonText.append(name(name), text);
      return this;
    }

    Json value(String name, Object value) {
      name(name).append(value);
      return this;
    }

    private StringBuilder name(String name) {
      json.append(json.length() > 1 ? "," : "");
      JsonText.append(json, name);
      return json.append(':');
    }

    String end() {
      return json.append('}').toString();
    }
  }

  /**
   * What a rule saw.
   *
   * @param value what it compares with its bound
   * @param count how many were counted
   * @param of of how many
   */
  record Reading(double value, long count, long of) {}

  private static String id(String rule, String scope, long begun) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(String.join("\0", rule, scope, Long.toString(begun)).getBytes(UTF_8));
      return HexFormat.of().formatHex(Arrays.copyOf(hash, ID_BYTES));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
