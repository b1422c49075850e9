package io.austin.stream.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetentionTest {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  @Test
  void trailsAndTotalsStandAsLongAsTheContractSays() {
    assertThat(Retention.MESSAGE_TRAIL).isEqualTo(Duration.ofDays(3));
    assertThat(Retention.TEMPLATE_TOTALS).isEqualTo(Duration.ofDays(30));
  }

  @ParameterizedTest
  @CsvSource({
    "Asia/Shanghai, 2022-12-24T12:00, 2022-12-23T16:00:00Z",
    "Asia/Shanghai, 2022-12-24T00:00, 2022-12-23T16:00:00Z",
    "Asia/Shanghai, 2022-12-23T23:59:59.999, 2022-12-22T16:00:00Z",
    "UTC, 2022-12-24T00:00, 2022-12-24T00:00:00Z",
    "America/New_York, 2022-12-24T12:00, 2022-12-24T05:00:00Z"
  })
  void todayStartsAtMidnightInTheZone(ZoneId zone, LocalDateTime now, Instant start) {
    assertThat(retention(zone, now).startOfToday()).isEqualTo(start.toEpochMilli());
  }

  @ParameterizedTest
  @CsvSource({
    // today's events
    "2022-12-24T12:00, 2022-12-24T12:00, 2022-12-25T00:00",
    "2022-12-24T12:00, 2022-12-24T00:00, 2022-12-25T00:00",
    "2022-12-24T12:00, 2022-12-24T23:59:59.999, 2022-12-25T00:00",
    // yesterday's: in the past, it is never asked for
    "2022-12-24T00:00, 2022-12-23T23:59:59.999, 2022-12-24T00:00",
    // tomorrow's, and those of producers whose clock is wrong
    "2022-12-24T23:59:59.999, 2022-12-25T00:00, 2022-12-26T00:00",
    "2022-12-24T12:00, 2022-12-25T23:59:59.999, 2022-12-26T00:00",
    "2022-12-24T12:00, 2022-12-26T00:00, 2022-12-26T00:00",
    "2022-12-24T12:00, 2032-01-01T00:00, 2022-12-26T00:00",
    // over the end of a month, a year, and a leap day
    "2022-12-31T12:00, 2022-12-31T12:00, 2023-01-01T00:00",
    "2024-02-28T12:00, 2024-03-05T12:00, 2024-03-01T00:00"
  })
  void aReceiversTrailStandsUntilTheEndOfItsNewestEventsDay(
      LocalDateTime now, LocalDateTime event, LocalDateTime expiry) {
    assertThat(retention(SHANGHAI, now).receiverTrailExpiry(millis(event, SHANGHAI)))
        .isEqualTo(millis(expiry, SHANGHAI));
  }

  @Test
  void aTimeBeyondAllCalendarsIsBoundedToo() {
    Retention retention = retention(SHANGHAI, LocalDateTime.of(2022, 12, 24, 12, 0));
    assertThat(retention.receiverTrailExpiry(Long.MAX_VALUE))
        .isEqualTo(millis(LocalDateTime.of(2022, 12, 26, 0, 0), SHANGHAI));
  }

  /** Days of 23 and 25 hours; and zones where a day begins at 1 a.m. or is left out. */
  @ParameterizedTest
  @CsvSource({
    "Europe/Berlin, 2026-03-29T12:00, 2026-03-28T23:00:00Z, 2026-03-29T22:00:00Z",
    "Europe/Berlin, 2026-10-25T02:30, 2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z",
    "America/Sao_Paulo, 2018-11-04T12:00, 2018-11-04T03:00:00Z, 2018-11-05T02:00:00Z",
    "America/Sao_Paulo, 2018-11-03T23:59, 2018-11-03T03:00:00Z, 2018-11-04T03:00:00Z",
    "Pacific/Apia, 2011-12-29T12:00, 2011-12-29T10:00:00Z, 2011-12-30T10:00:00Z",
    "Asia/Kolkata, 2026-06-01T00:00, 2026-05-31T18:30:00Z, 2026-06-01T18:30:00Z"
  })
  void aDayIsAsLongAsTheZoneSays(ZoneId zone, LocalDateTime now, Instant start, Instant end) {
    Retention retention = retention(zone, now);
    assertThat(Instant.ofEpochMilli(retention.startOfToday())).isEqualTo(start);
    assertThat(Instant.ofEpochMilli(retention.receiverTrailExpiry(millis(now, zone))))
        .isEqualTo(end);
  }

  @Test
  void theZoneIsTheClocks() {
    assertThat(Retention.by(Clock.system(SHANGHAI)).zone()).isEqualTo(SHANGHAI);
  }

  private static Retention retention(ZoneId zone, LocalDateTime now) {
    return Retention.by(Clock.fixed(now.atZone(zone).toInstant(), zone));
  }

  private static long millis(LocalDateTime moment, ZoneId zone) {
    return moment.atZone(zone).toInstant().toEpochMilli();
  }
}
