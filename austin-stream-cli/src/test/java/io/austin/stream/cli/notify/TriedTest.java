package io.austin.stream.cli.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.cli.notify.Tried.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What follows from an answer, and how long a failure waits. */
class TriedTest {
  private static final Instant NOW = Instant.parse("2022-12-24T06:54:29Z");

  @ParameterizedTest
  @CsvSource({
    "200, DELIVERED",
    "204, DELIVERED",
    "301, AGAIN",
    "307, AGAIN",
    "400, FINAL",
    "401, FINAL",
    "404, FINAL",
    "408, AGAIN",
    "410, FINAL",
    "425, AGAIN",
    "429, AGAIN",
    "500, AGAIN",
    "503, AGAIN"
  })
  void aStatusSaysWhetherToTryAgain(int status, Verdict verdict) {
    Tried tried = Tried.answered(status, null, NOW);

    assertThat(tried.verdict()).isEqualTo(verdict);
    assertThat(tried.reason()).isEqualTo("http:" + status);
  }

  @ParameterizedTest
  @CsvSource({
    "0, PT0S",
    "30, PT30S",
    "'Sat, 24 Dec 2022 06:55:29 GMT', PT1M",
    "'Sat, 24 Dec 2022 06:00:00 GMT', PT0S",
    "999999999, PT1H",
    "-5, PT0S",
    "soon, PT0S"
  })
  void retryAfterIsSecondsOrADateAndBounded(String header, Duration wait) {
    assertThat(Tried.answered(429, header, NOW).retryAfter()).isEqualTo(wait);
  }

  @Test
  void waitsDoubleWithinABoundAndDiffer() {
    Random random = new Random(7);
    long longest = 1_000;
    for (int attempt = 1; attempt < 100; attempt++) {
      int attempts = attempt;
      assertThat(
              IntStream.range(0, 50)
                  .mapToLong(i -> Backoff.after(attempts, Duration.ZERO, random).toMillis())
                  .boxed()
                  .collect(Collectors.toSet()))
          .as("attempt " + attempt)
          .allMatch(between(longest / 2, longest))
          .hasSizeGreaterThan(1);
      longest = Math.min(2 * longest, 300_000);
    }
    assertThat(Backoff.after(1, Duration.ofHours(1), random)).isGreaterThan(Duration.ofHours(1));
  }

  private static Predicate<Long> between(long least, long most) {
    return wait -> wait >= least && wait <= most;
  }
}
