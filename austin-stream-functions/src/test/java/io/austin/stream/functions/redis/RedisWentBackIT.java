package io.austin.stream.functions.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.austin.stream.functions.redis.protocol.RedisWentBackException;
import io.austin.stream.test.server.RedisServer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Protocol;

/** A Redis that comes back with less than it had acknowledged. */
class RedisWentBackIT extends FaultyRedis {
  @Test
  void aLossSeenOverOneConnectionIsReportedWhileOthersAwaitReplies() throws Exception {
    RedisPipelineWriter writer = writer(options(4));
    log.write(writer, 0, 500);
    String second = "Austin:Stream:Fence:austinLogGroup:" + EventLog.TOPIC_ID + ":0:1";
    assertThat(redis.client().del(second)).isOne();

    assertThatThrownBy(() -> log.write(writer, 500, 1_000))
        .hasRootCauseInstanceOf(RedisWentBackException.class)
        .hasMessageMatching(".*austinLog-0 offsets 0 to 16\\d in 1 of 4 buckets.*");
  }

  @Test
  void aRedisSetBackIsNoticedAtTheNextCommit(@TempDir Path data) throws Exception {
    try (RedisServer server = RedisServer.builder().dataDirectory(data).start()) {
      RedisPipelineOptions options = options(4, server);
      RedisPipelineWriter writer = writer(options);
      log.write(writer, 0, 500);
      server.client().sendCommand(Protocol.Command.SAVE);
      log.write(writer, 500, 1_000);
      server.kill();
      server.restart();

      assertThatThrownBy(() -> log.write(writer, 1_000, 1_500))
          .hasRootCauseInstanceOf(RedisWentBackException.class)
          .hasMessageContaining("Redis lost writes that it had acknowledged")
          .hasMessageMatching(".*austinLog-0 offsets 1\\d\\d to 3\\d\\d in 4 of 4 buckets.*")
          .hasMessageMatching(".*austinLog-2 offsets 1\\d\\d to 3\\d\\d in 4 of 4 buckets.*");
      assertThat(metrics.lost).hasPositiveValue();

      log.write(writer(options));
      log.assertStandsIn(server.client(), options);
    }
  }

  @Test
  void aRestoredWriterNoticesARedisBehindItsCheckpoint() throws Exception {
    RedisPipelineWriter restored = writer(options(4), metrics, checkpointOfALostRedis());

    assertThatThrownBy(() -> log.write(restored, 500, 1_000))
        .isInstanceOf(RedisWentBackException.class)
        .hasMessageContaining("austinLog-2 offsets 0 to 165 in 4 of 4 buckets");
    assertThat(metrics.lost).hasPositiveValue();
  }

  @Test
  void whatRedisLostIsWrittenAgain() throws Exception {
    RedisPipelineWriter restored =
        writer(options(4), metrics, checkpointOfALostRedis(), log.reader(0));

    log.write(restored, 500, 2_000);

    log.assertStandsIn(redis.client(), options(4));
    assertThat(metrics.lost).hasPositiveValue();
    assertThat(metrics.gone).hasValue(0);
  }

  /** As after Kafka lost its tail too, and the source was sent back. */
  @Test
  void whatTheSourceReadsAgainIsLeftToIt() throws Exception {
    RedisPipelineWriter restored =
        writer(options(4), metrics, checkpointOfALostRedis(), log.reader(0));

    log.write(restored, 300, 2_000);

    log.assertStandsIn(redis.client(), options(4));
  }

  @Test
  void deathWhileItIsWrittenAgainChangesNothing() throws Exception {
    List<PartitionFences> checkpoint = checkpointOfALostRedis();
    PartitionReader failing =
        (range, consumer) -> {
          log.reader(0).read(firstHalf(range), consumer);
          throw new IllegalStateException("killed");
        };
    RedisPipelineWriter dying = writer(options(4), metrics, checkpoint, failing);
    assertThatThrownBy(() -> log.write(dying, 500, 600)).hasMessage("killed");
    dying.close();

    log.write(writer(options(4), metrics, checkpoint, log.reader(0)), 500, 2_000);

    log.assertStandsIn(redis.client(), options(4));
  }

  private static LostRange firstHalf(LostRange range) {
    long middle = (range.from() + range.to()) / 2;
    return new LostRange(range.topic(), range.topicId(), range.partition(), range.from(), middle);
  }

  @Test
  void aClockThatIsAheadIsMeasured() throws Exception {
    Clock ours = Clock.offset(Clock.system(EventLog.ZONE), Duration.ofHours(-8));
    try (RedisPipelineWriter writer =
        RedisPipelineWriter.open(options(4), null, List.of(), null, ours, metrics)) {
      writer.requireLatest();
    }

    assertThat(metrics.clockAhead.get())
        .isBetween(Duration.ofHours(8).toMillis() - 2_000, Duration.ofHours(8).toMillis() + 2_000);
  }

  @Test
  void whatKafkaNoLongerHoldsIsCountedAndTheRestGoesOn() throws Exception {
    RedisPipelineWriter restored =
        writer(options(4), metrics, checkpointOfALostRedis(), log.reader(100));

    log.write(restored, 500, 2_000);

    log.assertStandsInFrom(100, redis.client(), options(4));
    assertThat(metrics.gone).hasValue(3 * 100);
  }

  /** With one bucket each event moves its fence: none is remembered beyond what moved it. */
  @Test
  void aRestoredWriterGoesOnWhereItReadsAgainWhatRedisLost(@TempDir Path data) throws Exception {
    try (RedisServer server = RedisServer.builder().dataDirectory(data).start()) {
      RedisPipelineOptions options = options(1, server);
      log.write(writer(options), 0, 500);
      server.client().sendCommand(Protocol.Command.SAVE);
      log.write(writer(options), 500, 1_000);
      RedisPipelineWriter replaying = writer(options);
      log.write(replaying, 0, 500);
      List<PartitionFences> checkpoint = replaying.fences();
      server.kill();
      server.restart();

      RedisPipelineWriter restored = writer(options, metrics, checkpoint);
      log.write(restored, 500, 2_000);

      log.assertStandsIn(server.client(), options);
      assertThat(metrics.lost).hasValue(0);
    }
  }

  /** What a checkpoint remembers of a Redis that has lost everything since. */
  private List<PartitionFences> checkpointOfALostRedis() throws Exception {
    RedisPipelineWriter before = writer(options(4));
    log.write(before, 0, 500);
    List<PartitionFences> checkpoint = before.fences();
    redis.client().flushAll();
    return checkpoint;
  }
}
