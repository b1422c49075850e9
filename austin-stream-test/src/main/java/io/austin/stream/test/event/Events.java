package io.austin.stream.test.event;

import io.austin.stream.common.AnchorInfo;
import io.austin.stream.common.AnchorInfoCodec;
import io.austin.stream.common.AnchorState;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** Events and moments for tests, all on one fixed day in one fixed zone. */
public final class Events {
  /** The zone of the fixtures: austin's, without daylight saving time. */
  public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  /** The day of the fixtures. */
  public static final LocalDate DAY = LocalDate.of(2022, 12, 24);

  /** Noon of the day: when the fixtures' events happen, and what {@link #CLOCK} shows. */
  public static final Instant NOON = DAY.atTime(12, 0).atZone(ZONE).toInstant();

  /** A clock that stands at {@link #NOON}. */
  public static final Clock CLOCK = Clock.fixed(NOON, ZONE);

  /** Template 3 of the type real-time, sent on {@link #DAY}. */
  public static final long TEMPLATE = 20000003_20221224L;

  /** Template 7 of the type scheduled, sent on {@link #DAY}. */
  public static final long OTHER_TEMPLATE = 10000007_20221224L;

  private Events() {}

  /** {@link AnchorState#RECEIVE} of a message of {@link #TEMPLATE}, at noon. */
  public static AnchorInfo received(String messageId, String... receivers) {
    return step(AnchorState.RECEIVE, messageId, receivers).build();
  }

  /** {@link AnchorState#SEND_SUCCESS} of a message of {@link #TEMPLATE}, at noon. */
  public static AnchorInfo sent(String messageId, String... receivers) {
    return step(AnchorState.SEND_SUCCESS, messageId, receivers).build();
  }

  /** {@link AnchorState#CLICK} of a message of {@link #TEMPLATE}, at noon. */
  public static AnchorInfo clicked(String messageId, String... receivers) {
    return step(AnchorState.CLICK, messageId, receivers).build();
  }

  /** {@link AnchorState#SEND_FAIL} of a message of {@link #TEMPLATE}, at noon. */
  public static AnchorInfo failed(String messageId, String... receivers) {
    return step(AnchorState.SEND_FAIL, messageId, receivers).build();
  }

  /** An event of {@link #TEMPLATE} at noon, to be changed before it is built. */
  public static AnchorInfo.Builder step(AnchorState state, String messageId, String... receivers) {
    return AnchorInfo.builder()
        .businessId(TEMPLATE)
        .ids(receivers)
        .state(state)
        .logTimestamp(NOON.toEpochMilli())
        .messageId(messageId);
  }

  /** The value of the event's Kafka record. */
  public static byte[] bytes(AnchorInfo event) {
    return AnchorInfoCodec.write(event);
  }

  /** A moment of {@link #DAY} in milliseconds since the epoch. */
  public static long at(int hour, int minute) {
    return millis(DAY.atTime(hour, minute).atZone(ZONE));
  }

  /** Noon some days after {@link #DAY}, or before it, in milliseconds since the epoch. */
  public static long noonAfterDays(int days) {
    return millis(DAY.plusDays(days).atTime(12, 0).atZone(ZONE));
  }

  /** The first moment of the day that many days after {@link #DAY}, in milliseconds. */
  public static long startOfDayAfter(int days) {
    return millis(DAY.plusDays(days).atStartOfDay(ZONE));
  }

  private static long millis(ZonedDateTime moment) {
    return moment.toInstant().toEpochMilli();
  }
}
