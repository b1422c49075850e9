package io.austin.stream.functions.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.austin.stream.test.event.Events;
import io.austin.stream.test.fault.CommandFault;
import io.austin.stream.test.fault.HeldCommand;
import io.austin.stream.test.fault.TcpProxy;
import io.austin.stream.test.server.RedisServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Protocol;

/** A Redis that loses replies, goes away, comes back, and comes back with less. */
class FaultyRedisIT extends WriterIT {
  private static final int PARTITIONS = 3;
  private static final long SEED = 11;

  private final EventLog log = EventLog.generated(SEED, PARTITIONS, 2_000);

  @ParameterizedTest(name = "the reply to EXEC {0}")
  @ValueSource(ints = {1, 2, 8, 16, 17})
  void aLostReplyIsResolvedByTheFences(int exec) throws Exception {
    try (TcpProxy proxy = proxy()) {
      RedisPipelineWriter writer = writer(through(proxy));
      log.write(writer, 0, 500);
      CommandFault lost = proxy.dropReplyTo("EXEC", exec);

      log.writeInBatches(writer, 500, 2_000);

      assertThat(lost.hasHappened()).isTrue();
      assertThat(metrics.retries).hasPositiveValue();
      log.assertStandsIn(redis.client(), options(16));
    }
  }

  @ParameterizedTest(name = "cut before EXEC {0}")
  @ValueSource(ints = {1, 2, 16})
  void aConnectionCutBeforeExecIsMadeAgain(int exec) throws Exception {
    try (TcpProxy proxy = proxy()) {
      RedisPipelineWriter writer = writer(through(proxy));
      log.write(writer, 0, 500);
      CommandFault cut = proxy.cutBefore("EXEC", exec);

      log.writeInBatches(writer, 500, 2_000);

      assertThat(cut.hasHappened()).isTrue();
      log.assertStandsIn(redis.client(), options(16));
    }
  }

  @ParameterizedTest(name = "the reply to EXEC {0} of 16")
  @ValueSource(ints = {1, 2, 3, 8, 15, 16})
  void aReplyLostOnOneConnectionWhileOthersCommitIsResolved(int exec) throws Exception {
    try (TcpProxy proxy = proxy()) {
      RedisPipelineWriter writer = writer(through(proxy).withMaxBatchEvents(10_000));
      log.write(writer, 0, 500);
      assertThat(proxy.connections()).isEqualTo(4);
      CommandFault lost = proxy.dropReplyTo("EXEC", exec);
      // With four on their way at a time, a sooner one may be cut before that reply comes.
      CommandFault cut = proxy.cutBefore("EXEC", exec + 4);

      log.write(writer, 500, 1_500);
      log.write(writer, 1_500, 2_000);

      assertThat(lost.hasHappened()).isTrue();
      assertThat(cut.hasHappened()).isTrue();
      log.assertStandsIn(redis.client(), options(16));
    }
  }

  @ParameterizedTest(name = "EXEC {0}")
  @ValueSource(ints = {1, 2, 3, 16})
  void anExecOfOneConnectionThatArrivesAfterOthersWentOnIsRefused(int exec) throws Exception {
    try (TcpProxy proxy = proxy()) {
      RedisPipelineWriter writer = writer(through(proxy));
      log.write(writer, 0, 500);
      HeldCommand late = proxy.holdBack("EXEC", exec);

      log.write(writer, 500, 1_000);
      late.release();
      log.assertStandsBelowFencesIn(redis.client(), options(16));
      log.write(writer, 1_000, 2_000);

      log.assertStandsIn(redis.client(), options(16));
    }
  }

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
  void anExecThatArrivesAfterItWasGivenUpIsRefused() throws Exception {
    try (TcpProxy proxy = proxy()) {
      RedisPipelineWriter writer = writer(through(proxy));
      log.write(writer, 0, 500);
      HeldCommand late = proxy.holdBack("EXEC");

      log.write(writer, 500, 2_000);
      late.release();

      log.assertStandsIn(redis.client(), options(16));
    }
  }

  @Test
  void ofTwoLiveWritersOneStops() throws Exception {
    RedisPipelineWriter first = writer(options(16));
    RedisPipelineWriter second = writer(options(16));
    log.write(first, 0, 500);
    log.write(second, 0, 1_000);

    assertThatThrownBy(() -> log.write(first, 500, 1_500))
        .isInstanceOf(RedisPipelineException.class)
        .hasRootCauseInstanceOf(AnotherWriterException.class)
        .hasMessageContaining("another writer of group austinLogGroup")
        .hasMessageMatching(".*austinLog-\\d bucket \\d+: this writer left it at offset 16\\d, .*");

    log.write(second, 1_000, 2_000);
    log.assertStandsIn(redis.client(), options(16));
  }

  @Test
  void twoWritersSideBySideNeverApplyTwice() throws Exception {
    CompletableFuture<Void> other = writing(writer(options(16)));
    CompletableFuture<Void> one = writing(writer(options(16)));
    await().until(() -> one.isDone() && other.isDone());

    log.assertStandsBelowFencesIn(redis.client(), options(16));
    log.write(writer(options(16)));
    log.assertStandsIn(redis.client(), options(16));
  }

  private CompletableFuture<Void> writing(RedisPipelineWriter writer) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            log.writeInBatches(writer, 0, log.size());
          } catch (Exception refused) {
            assertThat(refused).hasRootCauseInstanceOf(AnotherWriterException.class);
          }
        });
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
  void whatKafkaNoLongerHoldsIsCountedAndTheRestGoesOn() throws Exception {
    RedisPipelineWriter restored =
        writer(options(4), metrics, checkpointOfALostRedis(), log.reader(100));

    log.write(restored, 500, 2_000);

    log.assertStandsInFrom(100, redis.client(), options(4));
    assertThat(metrics.gone).hasValue(3 * 100);
  }

  /** What a checkpoint remembers of a Redis that has lost everything since. */
  private List<PartitionFences> checkpointOfALostRedis() throws Exception {
    RedisPipelineWriter before = writer(options(4));
    log.write(before, 0, 500);
    List<PartitionFences> checkpoint = before.fences();
    redis.client().flushAll();
    return checkpoint;
  }

  @Test
  void aRestoredWriterGoesOnWhereItReadsAgainWhatRedisLost(@TempDir Path data) throws Exception {
    try (RedisServer server = RedisServer.builder().dataDirectory(data).start()) {
      RedisPipelineOptions options = options(4, server);
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

  @Test
  void whatRedisAcknowledgedSurvivesItsDeathWithAnAppendOnlyFile() throws Exception {
    try (RedisServer server =
        RedisServer.builder().appendOnly().setting("appendfsync", "always").start()) {
      RedisPipelineOptions options = options(16, server);
      RedisPipelineWriter writer = writer(options);
      log.write(writer, 0, 500);
      server.kill();
      CompletableFuture<Void> rest = CompletableFuture.runAsync(server::restart);

      log.write(writer, 500, 2_000);

      rest.join();
      log.assertStandsIn(server.client(), options);
    }
  }

  @Test
  void aFullRedisIsWaitedFor() throws Exception {
    try (RedisServer server =
        RedisServer.builder().setting("maxmemory-policy", "noeviction").start()) {
      RedisPipelineOptions options = options(16, server);
      RedisPipelineWriter writer = writer(options);
      log.write(writer, 0, 500);
      server.client().configSet("maxmemory", "1mb");
      CompletableFuture<Void> rest =
          CompletableFuture.runAsync(
              () -> {
                await().until(() -> metrics.retries.get() > 2);
                server.client().configSet("maxmemory", "0");
              });

      log.write(writer, 500, 2_000);

      rest.join();
      log.assertStandsIn(server.client(), options);
    }
  }

  @Test
  void aStalledRedisIsGivenUpAfterTheTimeoutAndTriedAgain() throws Exception {
    try (TcpProxy proxy = proxy()) {
      RedisPipelineWriter writer = writer(through(proxy).withTimeout(Duration.ofMillis(300)));
      log.write(writer, 0, 500);
      proxy.stall();
      CompletableFuture<Void> rest =
          CompletableFuture.runAsync(
              () -> {
                await().until(() -> metrics.retries.get() > 0);
                proxy.resume();
              });

      log.write(writer, 500, 2_000);

      rest.join();
      log.assertStandsIn(redis.client(), options(16));
    }
  }

  @Test
  void aRedisThatTakesNothingIsGivenUpAfterTheTimeoutAndTriedAgain() throws Exception {
    EventLog large = new EventLog(1);
    for (int i = 0; i < 5_000; i++) {
      large.append(0, Events.received("m".repeat(5_000) + i, "13711112222"));
    }
    try (RedisServer server = RedisServer.start()) {
      RedisPipelineOptions options =
          options(1, server)
              .withTimeout(Duration.ofMillis(500))
              .withMaxBatchEvents(5_000)
              .withMaxBatchBytes(100_000_000); // more than the sockets' buffers take
      RedisPipelineWriter writer = writer(options);
      large.write(writer, 0, 1);
      server.suspend();
      CompletableFuture<Void> rest =
          CompletableFuture.runAsync(
              () -> {
                await().until(() -> metrics.retries.get() > 0);
                server.resume();
              });

      large.write(writer, 1, large.size());

      rest.join();
      large.assertStandsIn(server.client(), options);
    }
  }

  @Test
  void aRedisThatStaysAwayIsNamed() {
    RedisPipelineOptions options =
        RedisPipelineOptions.to("redis://:hushhush@127.0.0.1:1/0").withRetryFor(Duration.ZERO);

    assertThatThrownBy(() -> writer(options))
        .isInstanceOf(RedisPipelineException.class)
        .hasMessageContaining("Redis at redis://:***@127.0.0.1:1/0")
        .hasMessageNotContaining("hushhush");
  }

  @Test
  void aWrongPasswordIsNotTriedAgain() {
    try (RedisServer server = RedisServer.builder().password("right").start()) {
      RedisPipelineOptions options =
          RedisPipelineOptions.to("redis://:wrong@127.0.0.1:" + server.port() + "/0");

      assertThatThrownBy(() -> writer(options))
          .isInstanceOf(RedisPipelineException.class)
          .hasMessageContaining("WRONGPASS");
      assertThat(metrics.retries).hasValue(0);
    }
  }

  @Test
  void aUserWithoutTransactionsIsRefusedBeforeAnythingIsWritten() {
    String[] user = {"SETUSER", "plain", "reset", "on", ">secret", "~*", "+@all", "-multi"};
    redis.client().sendCommand(Protocol.Command.ACL, user);
    RedisPipelineOptions options =
        RedisPipelineOptions.to("redis://plain:secret@127.0.0.1:" + redis.server().port() + "/0");

    assertThatThrownBy(() -> writer(options))
        .isInstanceOf(RedisPipelineException.class)
        .hasMessageContaining("NOPERM")
        .hasMessageContaining("multi");
  }

  private static TcpProxy proxy() {
    return TcpProxy.to("127.0.0.1", redis.server().port());
  }

  private RedisPipelineOptions through(TcpProxy proxy) {
    return options(16).withUri("redis://" + proxy.address() + "/0");
  }

  private RedisPipelineOptions options(int buckets, RedisServer server) {
    return options(buckets).withUri(server.uri());
  }
}
