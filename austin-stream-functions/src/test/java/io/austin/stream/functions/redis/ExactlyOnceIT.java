package io.austin.stream.functions.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.austin.stream.functions.redis.wire.RedisPipelineException;
import io.austin.stream.test.event.Events;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However often a log is written, by whom and with what deaths in between, it shows once. */
class ExactlyOnceIT extends WriterIT {
  private static final int PARTITIONS = 3;
  private static final long SEED = 7;

  @ParameterizedTest(name = "{0} buckets")
  @ValueSource(ints = {1, 3, 16})
  void aLogShowsAsTheModelSays(int buckets) throws Exception {
    EventLog log = EventLog.generated(SEED, PARTITIONS, 5_000);

    log.write(writer(options(buckets)));

    log.assertStandsIn(redis.client(), options(buckets));
    assertThat(metrics.skipped).hasValue(0);
  }

  @ParameterizedTest(name = "{0} buckets")
  @ValueSource(ints = {1, 16})
  void writingItAgainChangesNothing(int buckets) throws Exception {
    EventLog log = EventLog.generated(SEED, PARTITIONS, 2_000);

    log.write(writer(options(buckets)), 0, 1_500);
    log.write(writer(options(buckets)), 700, 2_000);
    log.write(writer(options(buckets)));

    log.assertStandsIn(redis.client(), options(buckets));
    assertThat(metrics.skipped).hasPositiveValue();
  }

  @ParameterizedTest(name = "death after bucket {0}")
  @ValueSource(ints = {1, 2, 7, 15, 16, 17, 40})
  void deathBetweenTwoBucketsLeavesEachBucketAtItsFence(int bucket) throws Exception {
    EventLog log = EventLog.generated(SEED, PARTITIONS, 2_000);
    RedisPipelineOptions bucketByBucket = options(16).withMaxTransactionKeys(0);
    RedisPipelineWriter dying = writer(bucketByBucket, Death.after(bucket), List.of());

    assertThatThrownBy(() -> log.writeInBatches(dying, 0, log.size()))
        .hasRootCauseMessage("killed");
    log.assertStandsBelowFencesIn(redis.client(), options(16));

    log.write(writer(options(16)));
    log.assertStandsIn(redis.client(), options(16));
  }

  @Test
  void aTrailIsBoundedAlsoWhenDeathCameBeforeTheTrim() throws Exception {
    RedisPipelineOptions options = options(1).withMaxTrailEntries(5);
    EventLog log = new EventLog(1);
    for (int i = 0; i < 500; i++) {
      log.append(0, Events.received("m", "13711112222"));
    }
    RedisPipelineWriter dying = writer(options, new Death(() -> trailLength("m") > 5), List.of());
    assertThatThrownBy(() -> log.write(dying)).hasRootCauseMessage("killed");
    assertThat(trailLength("m")).isGreaterThan(5);

    log.write(writer(options));

    log.assertStandsIn(redis.client(), options);
  }

  @Test
  void aRecreatedTopicStartsAfresh() throws Exception {
    EventLog log = EventLog.generated(SEED, 1, 10);
    log.write(writer(options(4)));
    redis.client().keys("Austin:MessageId:*").forEach(redis.client()::del);

    log.ofAnotherTopic().write(writer(options(4)));

    assertThat(redis.client().keys("Austin:MessageId:*")).isNotEmpty();
    assertThat(metrics.skipped).hasValue(0);
  }

  @Test
  void aReorderedPartitionIsRefused() throws Exception {
    EventLog log = EventLog.generated(SEED, 1, 10);
    RedisPipelineWriter writer = writer(options(4));
    writer.write(log.all().get(5));

    assertThatThrownBy(() -> writer.write(log.all().get(3)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("offset 3 of austinLog-0 came after 5");
  }

  @Test
  void anotherNumberOfBucketsIsRefusedAndConverted() throws Exception {
    EventLog log = EventLog.generated(SEED, PARTITIONS, 1_000);
    log.write(writer(options(4)), 0, 600);

    assertThatThrownBy(() -> writer(options(8)))
        .isInstanceOf(RedisPipelineException.class)
        .hasMessageContaining("are for 4 buckets, not 8")
        .hasMessageContaining("fences convert --to 8");

    try (RedisFences fences = RedisFences.of(options(4))) {
      fences.convert(8, false);
      RedisPipelineWriter writer = writer(options(8));
      log.write(writer, 200, 800);
      writer.requireLatest();
      assertThatThrownBy(() -> fences.convert(3, false))
          .hasMessageContaining("only after the job was stopped with a savepoint");
      fences.convert(3, true);
    }
    log.write(writer(options(3)), 400, 1_000);

    log.assertStandsIn(redis.client(), options(3));
  }

  @Test
  void theFencesOfAGroupAreForgottenOnPurposeOnly() throws Exception {
    EventLog log = EventLog.generated(SEED, 1, 10);
    log.write(writer(options(4)));
    try (RedisFences fences = RedisFences.of(options(4))) {
      assertThat(fences.all())
          .singleElement()
          .matches(it -> it.topicId().equals(EventLog.TOPIC_ID));
      fences.reset();
      assertThat(fences.all()).isEmpty();
    }

    log.write(writer(options(4)));

    assertThat(metrics.skipped).hasValue(0);
  }

  private static long trailLength(String messageId) {
    return redis.client().llen("Austin:MessageId:" + messageId);
  }
}
