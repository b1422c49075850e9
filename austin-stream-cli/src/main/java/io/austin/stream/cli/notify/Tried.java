package io.austin.stream.cli.notify;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a post went.
 *
 * @param verdict what follows from it
 * @param reason why it failed, of few possible ones; what {@code dead-letters list} counts by
 * @param detail the same in words
 * @param retryAfter how long the target asks to be left alone
 */
record Tried(Verdict verdict, String reason, String detail, Duration retryAfter) {
  /** What follows from a post. */
  enum Verdict {
    /** It was taken. */
    DELIVERED,
    /** It may be taken another time. */
    AGAIN,
    /** It will never be taken. */
    FINAL
  }

  /** Refusals that pass: a slow request, one too early, too many of them. */
  private static final Set<Integer> PASSING = Set.of(408, 425, 429);

  /**
   * Codes of robots that pass: busy (DingTalk and WeCom), and too many messages of DingTalk (old
   * and new), Feishu and WeCom.
   */
  private static final Set<Integer> PASSING_CODES = Set.of(-1, 130101, 410100, 11232, 45009);

  /** Who asks for longer is asked again all the same. */
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  /**
   * The target has answered.
   *
   * @param retryAfter the header's value: seconds, or a date
   */
  static Tried answered(int status, @Nullable String retryAfter, Instant now) {
    Verdict verdict =
        switch (status / 100) {
          case 2 -> Verdict.DELIVERED;
          case 4 -> PASSING.contains(status) ? Verdict.AGAIN : Verdict.FINAL;
          default -> Verdict.AGAIN;
        };
    String detail =
        "it answers " + status + (status / 100 == 3 ? ", and redirects are not followed" : "");
    return new Tried(verdict, "http:" + status, detail, wait(retryAfter, now));
  }

  /** A chat's robot has answered with a code. */
  static Tried coded(int code) {
    Verdict verdict =
        code == 0
            ? Verdict.DELIVERED
            : PASSING_CODES.contains(code) ? Verdict.AGAIN : Verdict.FINAL;
    return new Tried(verdict, "code:" + code, "it answers with code " + code, Duration.ZERO);
  }

  /** It could not be reached, or did not answer as HTTP has it. */
  static Tried failed(IOException failure) {
    String told =
        failure.getMessage() == null ? failure.getClass().getName() : failure.getMessage();
    return new Tried(Verdict.AGAIN, "unreachable", told, Duration.ZERO);
  }

  private static Duration wait(@Nullable String header, Instant now) {
    if (header == null) {
      return Duration.ZERO;
    }
    if (header.matches("\\d{1,9}")) {
      return bounded(Duration.ofSeconds(Long.parseLong(header)));
    }
    try {
      ZonedDateTime until = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME);
      return bounded(Duration.between(now, until.toInstant()));
    } catch (DateTimeException neither) {
      return Duration.ZERO;
    }
  }

  private static Duration bounded(Duration wait) {
    return wait.isNegative()
        ? Duration.ZERO
        : wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }
}
