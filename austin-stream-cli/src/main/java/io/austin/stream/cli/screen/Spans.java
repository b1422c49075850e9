package io.austin.stream.cli.screen;

import java.time.Duration;

/** Writes spans of time as people say them: in the unit that fits. */
public final class Spans {
  private static final Duration IN_MILLIS = Duration.ofSeconds(1);
  private static final Duration IN_SECONDS = Duration.ofMinutes(2);
  private static final Duration IN_MINUTES = Duration.ofHours(2);

  private Spans() {}

  /** The span, such as {@code 35 ms}, {@code 1.5 s}, {@code 12 min} or {@code 2 h 05 min}. */
  public static String of(long millis) {
    Duration span = Duration.ofMillis(millis);
    if (span.compareTo(IN_MILLIS) < 0) {
      return "%d ms".formatted(millis);
    }
    if (span.compareTo(IN_SECONDS) < 0) {
      return "%.1f s".formatted(millis / 1_000.0);
    }
    if (span.compareTo(IN_MINUTES) < 0) {
      return "%d min".formatted(span.toMinutes());
    }
    return "%d h %02d min".formatted(span.toHours(), span.toMinutesPart());
  }
}
