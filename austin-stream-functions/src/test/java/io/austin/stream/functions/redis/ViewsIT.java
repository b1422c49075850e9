package io.austin.stream.functions.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.common.AnchorInfo;
import io.austin.stream.common.AnchorState;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What one event leaves in Redis, by the letter of the contract. */
class ViewsIT extends WriterIT {
  private static final long TEMPLATE = 2000000320221224L;
  private static final String MESSAGE = "V1StGXR8_Z5jdHi6B-myT";
  private static final String RECEIVER = "13711112222";

  private final ZonedDateTime now = ZonedDateTime.now(EventLog.ZONE);

  @Test
  void anEventShowsInThreeViews() throws Exception {
    long time = now.toInstant().toEpochMilli();
    write(event(time, AnchorState.RECEIVE).ids(RECEIVER, "a@b.cn").build());

    assertThat(redis.client().lrange("Austin:MessageId:" + MESSAGE, 0, -1))
        .containsExactly(
            "{\"businessId\":2000000320221224,\"state\":10,\"timestamp\":" + time + "}");
    assertThat(redis.client().lrange(RECEIVER, 0, -1))
        .containsExactly(
            "{\"businessId\":2000000320221224,\"messageId\":\"V1StGXR8_Z5jdHi6B-myT\",\"state\":10,"
                + "\"timestamp\":"
                + time
                + "}");
    assertThat(redis.client().hgetAll(Long.toString(TEMPLATE))).isEqualTo(Map.of("10", "2"));
    assertThat(redis.client().pttl("Austin:MessageId:" + MESSAGE))
        .isBetween(Duration.ofDays(3).toMillis() - 60_000, Duration.ofDays(3).toMillis());
    assertThat(redis.client().pttl(Long.toString(TEMPLATE)))
        .isBetween(Duration.ofDays(30).toMillis() - 60_000, Duration.ofDays(30).toMillis());
    assertThat(expiryOf(RECEIVER)).isEqualTo(startOf(now.toLocalDate().plusDays(1)));
  }

  @Test
  void trailsAndTotalsStandForAsLongAsTheOptionsSay() throws Exception {
    EventLog log = new EventLog(1).append(0, event(millis(), AnchorState.RECEIVE).build());

    log.write(writer(options(16).withRetention(Duration.ofDays(1), Duration.ofDays(90))), 0, 1);

    assertThat(redis.client().pttl("Austin:MessageId:" + MESSAGE))
        .isBetween(Duration.ofDays(1).toMillis() - 60_000, Duration.ofDays(1).toMillis());
    assertThat(redis.client().pttl(Long.toString(TEMPLATE)))
        .isBetween(Duration.ofDays(90).toMillis() - 60_000, Duration.ofDays(90).toMillis());
  }

  @Test
  void anEventWithoutAMessageLeavesOutTheMessageTrail() throws Exception {
    write(event(millis(), AnchorState.RECEIVE).messageId(null).build());

    assertThat(redis.client().keys("Austin:MessageId:*")).isEmpty();
    assertThat(redis.client().lrange(RECEIVER, 0, -1))
        .singleElement()
        .asString()
        .doesNotContain("messageId");
  }

  @Test
  void anEventOfYesterdayIsNotInTheReceiversTrail() throws Exception {
    write(event(millis() - Duration.ofDays(1).toMillis(), AnchorState.RECEIVE).build());

    assertThat(redis.client().exists(RECEIVER)).isFalse();
    assertThat(redis.client().llen("Austin:MessageId:" + MESSAGE)).isOne();
    assertThat(redis.client().hget(Long.toString(TEMPLATE), "10")).isEqualTo("1");
    assertThat(metrics.stale).hasValue(1);
  }

  @Test
  void anEventOfTomorrowKeepsTheTrailUntilTheEndOfTomorrowWhateverComesLater() throws Exception {
    long tomorrow = startOf(now.toLocalDate().plusDays(1)) + 1_000;
    EventLog log =
        new EventLog(1)
            .append(0, event(tomorrow, AnchorState.RECEIVE).build())
            .append(0, event(millis(), AnchorState.SEND_SUCCESS).build())
            .append(0, event(millis(), AnchorState.CLICK).build());

    RedisPipelineWriter writer = writer(options(16));
    log.write(writer, 0, 1);
    log.write(writer, 1, 2);
    log.write(writer(options(16)), 2, 3);

    assertThat(redis.client().llen(RECEIVER)).isEqualTo(3);
    assertThat(expiryOf(RECEIVER)).isEqualTo(startOf(now.toLocalDate().plusDays(2)));
  }

  @Test
  void aClockFarAheadKeepsNothingLongerThanUntilTheEndOfTomorrow() throws Exception {
    write(event(millis() + Duration.ofDays(4000).toMillis(), AnchorState.RECEIVE).build());

    assertThat(expiryOf(RECEIVER)).isEqualTo(startOf(now.toLocalDate().plusDays(2)));
  }

  @Test
  void aTrailKeepsItsNewestEntries() throws Exception {
    RedisPipelineOptions options = options(16).withMaxTrailEntries(10);
    EventLog log = new EventLog(1);
    for (int i = 0; i < 100; i++) {
      log.append(0, event(millis() + i, AnchorState.RECEIVE).ids("@all").build());
    }

    RedisPipelineWriter writer = writer(options);
    log.write(writer, 0, 7);
    log.write(writer, 7, 100);

    log.assertStandsIn(redis.client(), options);
    assertThat(redis.client().llen("@all")).isEqualTo(10);
  }

  @Test
  void aKeyOfAnotherTypeHarmsNoOther() throws Exception {
    String template = Long.toString(TEMPLATE);
    EventLog log =
        new EventLog(1)
            .append(0, event(millis(), AnchorState.RECEIVE).build())
            .append(0, event(millis(), AnchorState.SEND_SUCCESS).ids(template, RECEIVER).build());

    RedisPipelineWriter writer = writer(options(1));
    log.write(writer, 0, 1);
    log.write(writer, 1, 2);

    assertThat(redis.client().hgetAll(template)).isEqualTo(Map.of("10", "1", "60", "2"));
    assertThat(redis.client().llen(RECEIVER)).isEqualTo(2);
    assertThat(metrics.refused).hasValue(1);
  }

  @Test
  void noReceiverCanTouchAKeyOfAnotherJob() throws Exception {
    String fence = "dev:Austin:Stream:Fence:austinLogGroup:" + EventLog.TOPIC_ID + ":0:0";
    String trail = "Austin:MessageId:another";
    redis.client().set(fence, "17");
    redis.client().lpush(trail, "entry");

    write(event(millis(), AnchorState.RECEIVE).ids(fence, trail, "dev:" + trail, RECEIVER).build());

    assertThat(redis.client().get(fence)).isEqualTo("17");
    assertThat(redis.client().pttl(fence)).isEqualTo(-1);
    assertThat(redis.client().lrange(trail, 0, -1)).containsExactly("entry");
    assertThat(redis.client().pttl(trail)).isEqualTo(-1);
    assertThat(redis.client().exists("dev:" + trail)).isFalse();
    assertThat(redis.client().llen(RECEIVER)).isOne();
    assertThat(redis.client().hget(Long.toString(TEMPLATE), "10")).isEqualTo("4");
    assertThat(metrics.reserved).hasValue(3);
    assertThat(metrics.refused).hasValue(0);
  }

  @Test
  void noReceiverCanTouchAFence() throws Exception {
    String fence = "Austin:Stream:Fence:austinLogGroup:" + EventLog.TOPIC_ID + ":0:0";
    EventLog log =
        new EventLog(1)
            .append(0, event(millis(), AnchorState.RECEIVE).build())
            .append(0, event(millis(), AnchorState.SEND_SUCCESS).ids(fence, RECEIVER).build());

    RedisPipelineWriter writer = writer(options(1));
    log.write(writer, 0, 1);
    log.write(writer, 1, 2);

    assertThat(redis.client().get(fence)).isEqualTo("2");
    assertThat(redis.client().pttl(fence)).isEqualTo(-1);
    assertThat(redis.client().llen(RECEIVER)).isEqualTo(2);
    assertThat(metrics.reserved).hasValue(1);
  }

  private AnchorInfo.Builder event(long time, AnchorState state) {
    return AnchorInfo.builder()
        .businessId(TEMPLATE)
        .ids(RECEIVER)
        .state(state)
        .logTimestamp(time)
        .messageId(MESSAGE);
  }

  private void write(AnchorInfo event) throws Exception {
    new EventLog(1).append(0, event).write(writer(options(16)));
  }

  private long millis() {
    return now.toInstant().toEpochMilli();
  }

  private static long startOf(LocalDate day) {
    return day.atStartOfDay(EventLog.ZONE).toInstant().toEpochMilli();
  }

  /** The moment at which a key expires. Redis 6.2 tells the remaining time only. */
  private static long expiryOf(String key) {
    long before = System.currentTimeMillis();
    long left = redis.client().pttl(key);
    return Math.round((before + left) / 1_000.0) * 1_000;
  }
}
