package io.austin.stream.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoundZoneTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-22T00:00:00.5Z",
        "2026-11-22T11:59:50Z",
        "2026-11-22T14:08:38.123Z",
        "2026-11-22T23:59:59.999Z"
      })
  void aDayEndsWithinTheMinute(String moment) {
    Instant now = Instant.parse(moment);

    RoundZone zone = RoundZone.withMidnightNear(now, new Random(1));

    assertThat(zone.midnight())
        .isBetween(now.plus(Duration.ofSeconds(20)), now.plus(Duration.ofMinutes(1)));
    assertThat(zone.midnight().atZone(zone.zone()).toLocalTime()).isEqualTo(LocalTime.MIDNIGHT);
  }
}
