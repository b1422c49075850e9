package io.austin.stream.functions.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.austin.stream.test.fault.HeldCommand;
import io.austin.stream.test.fault.TcpProxy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.exceptions.JedisException;

/** Operators' tools under a job that runs, and what becomes of its checkpoints. */
class OperatorsIT extends FaultyRedis {
  private static final String CLAIM = "Austin:Stream:Fence:austinLogGroup:Buckets";
  private static final String REST = "Austin:Stream:Fence:austinLogGroup:Rest";

  private RedisFences fences;

  @BeforeEach
  void open() {
    fences = RedisFences.of(options(4));
  }

  @AfterEach
  void close() {
    fences.close();
  }

  @RepeatedTest(10)
  void fencesConvertedUnderARunningJobAreExact() throws Exception {
    RedisPipelineWriter running = writer(options(4).withMaxTransactionKeys(0));
    log.write(running, 0, 200);
    CompletableFuture<Throwable> refused = writing(running, 200);
    fences.convert(8, false);

    assertThat(refused.join().getMessage())
        .containsAnyOf("are for 8 buckets, not 4", "somebody is converting the fences");
    assertThatThrownBy(() -> writer(options(4))).hasMessageContaining("are for 8 buckets, not 4");
    log.assertStandsBelowFencesIn(redis.client(), options(8));

    log.write(writer(options(8)));
    log.assertStandsIn(redis.client(), options(8));
  }

  @RepeatedTest(10)
  void noConversionThatIsNotExactIsDoneUnderARunningJob() throws Exception {
    RedisPipelineWriter running = writer(options(4).withMaxTransactionKeys(0));
    log.write(running, 0, 200);
    running.requireLatest();
    CompletableFuture<Throwable> writing = writing(running, 200);
    AtomicBoolean converted = new AtomicBoolean();
    try {
      fences.convert(3, true);
      converted.set(true); // before the first commit, or after a flush
    } catch (IllegalArgumentException refused) {
      assertThat(refused).hasMessageContaining("was not stopped with a savepoint");
    }
    writing.join();

    RedisPipelineOptions after = options(converted.get() ? 3 : 4);
    log.write(writer(after));
    log.assertStandsIn(redis.client(), after);
  }

  @Test
  void aJobThatWasStoppedInTheMiddleIsNotConverted() throws Exception {
    RedisPipelineWriter dying =
        writer(options(4).withMaxTransactionKeys(0), Death.after(6), List.of());
    log.write(dying, 0, 1);
    dying.requireLatest();
    assertThatThrownBy(() -> log.write(dying, 1, 500)).hasRootCauseMessage("killed");

    assertThatThrownBy(() -> fences.convert(3, true))
        .hasMessageContaining("was not stopped with a savepoint");

    RedisPipelineWriter next = writer(options(4));
    log.write(next);
    next.requireLatest();
    fences.convert(3, true);
    log.write(writer(options(3)));
    log.assertStandsIn(redis.client(), options(3));
  }

  @Test
  void howFarItIsAtRestIsNotPutDownOverAnotherConnectionThanWasLookedOver() throws Exception {
    try (TcpProxy proxy = proxy()) {
      RedisPipelineWriter writer = writer(through(proxy));
      log.write(writer, 0, 500);
      proxy.cutBefore("EVAL", 1);

      writer.requireLatest();
      assertThat(redis.client().exists(REST)).isFalse();

      writer.requireLatest();
      assertThat(redis.client().exists(REST)).isTrue();
    }
  }

  /** Writes batch after batch, until it is refused. */
  private CompletableFuture<Throwable> writing(RedisPipelineWriter writer, int from) {
    CompletableFuture<Throwable> end = new CompletableFuture<>();
    CompletableFuture.runAsync(
        () -> {
          try {
            log.writeInBatches(writer, from, log.size());
            writer.requireLatest();
            writer.flush();
            end.complete(new AssertionError("nobody refused it"));
          } catch (Throwable refused) {
            end.complete(refused);
          }
        });
    return end;
  }

  @Test
  void aResetUnderARunningJobRefusesItAndItsCheckpoints() throws Exception {
    RedisPipelineWriter running = writer(options(4));
    log.write(running, 0, 500);
    List<PartitionFences> checkpoint = running.fences();
    String incarnation = running.incarnation();

    fences.reset();

    assertThatThrownBy(() -> log.write(running, 500, 1_000))
        .hasMessageContaining("were reset")
        .hasMessageContaining("start it without a checkpoint");
    assertThatThrownBy(() -> writer(checkpoint, incarnation)).hasMessageContaining("were reset");
    assertThatThrownBy(() -> writer(checkpoint, "")).hasMessageContaining("were reset");
    redis.client().keys("Austin:MessageId:*").forEach(redis.client()::del);
    log.write(writer(options(4)), 0, 500);
    assertThat(metrics.skipped).hasValue(0);
    assertThat(redis.client().keys("Austin:MessageId:*")).isNotEmpty();
  }

  @Test
  void aResetIsNoLossToAJobThatLooksWhatStands() throws Exception {
    RedisPipelineWriter running = writer(options(4));
    log.write(running, 0, 500);
    try (RedisPipelineWriter restored = writer(running.fences(), running.incarnation())) {
      fences.reset();

      assertThatThrownBy(running::requireLatest).hasMessageContaining("were reset");
      assertThatThrownBy(() -> log.write(restored, 500, 501)).hasMessageContaining("were reset");
    }
    assertThat(metrics.lost).hasValue(0);
  }

  @Test
  void aConversionIsNoLossToAJobThatLooksWhatStands() throws Exception {
    RedisPipelineWriter running = writer(options(4));
    log.write(running, 0, 500);
    running.requireLatest();
    try (RedisPipelineWriter restored = writer(running.fences(), running.incarnation())) {
      fences.convert(3, true);

      assertThatThrownBy(running::requireLatest).hasMessageContaining("are for 3 buckets, not 4");
      assertThatThrownBy(() -> log.write(restored, 500, 501))
          .hasMessageContaining("are for 3 buckets, not 4");
    }
    assertThat(metrics.lost).hasValue(0);
  }

  private RedisPipelineWriter writer(List<PartitionFences> checkpoint, String incarnation)
      throws Exception {
    return RedisPipelineWriter.open(
        options(4), null, checkpoint, incarnation, Clock.system(EventLog.ZONE), metrics);
  }

  @Test
  void aCheckpointOfTheSameIncarnationGoesOn() throws Exception {
    log.write(writer(options(4)), 0, 100);
    fences.reset();
    redis.client().keys("*").stream()
        .filter(key -> !key.startsWith("Austin:Stream:Fence:"))
        .forEach(redis.client()::del);
    RedisPipelineWriter anew = writer(options(4));
    log.write(anew, 0, 500);
    assertThat(anew.incarnation()).isNotEmpty();
    List<PartitionFences> checkpoint = anew.fences();
    anew.close();

    try (RedisPipelineWriter restored = writer(checkpoint, anew.incarnation())) {
      log.write(restored, 400, 2_000);
    }

    log.assertStandsIn(redis.client(), options(4));
  }

  @Test
  void aTopicThatWasForgottenIsRememberedByNoJobThatBeginsFromThenOn() throws Exception {
    RedisPipelineWriter first = writer(options(4));
    log.write(first, 0, 500);
    List<PartitionFences> checkpoint = first.fences();
    fences.forget("anotherIdOfTheTopic");
    try (RedisPipelineWriter restored = writer(checkpoint, first.incarnation())) {
      assertThat(restored.fencesOfOthers()).hasSameSizeAs(checkpoint);
    }

    fences.forget(EventLog.TOPIC_ID);

    try (RedisPipelineWriter restored = writer(checkpoint, first.incarnation())) {
      assertThat(restored.fencesOfOthers()).isEmpty();
    }
  }

  @Test
  void aTransactionOfBeforeAResetThatArrivesAfterItIsRefused() throws Exception {
    try (TcpProxy proxy = proxy()) {
      RedisPipelineWriter running = writer(through(proxy));
      log.write(running, 0, 500);
      HeldCommand late = proxy.holdBack("EXEC");
      CompletableFuture<Throwable> refused = writing(running, 500);
      late.await(Duration.ofSeconds(20));
      try (RedisFences sixteen = RedisFences.of(options(16))) {
        sixteen.reset();
        late.release();
        refused.join();

        assertThat(sixteen.all()).isEmpty();
      }
    }
  }

  @Test
  void aResetThatComesLateHarmsNoJobThatHasBegunSince() throws Exception {
    log.write(writer(options(4)), 0, 500);
    redis.client().keys("Austin:MessageId:*").forEach(redis.client()::del);
    try (TcpProxy proxy = proxy()) {
      HeldCommand late = proxy.holdBack("EXEC");
      try (RedisFences away = RedisFences.of(through(proxy))) {
        assertThatThrownBy(away::reset).isInstanceOf(JedisException.class);
      }
      fences.reset();
      redis.client().keys("*").stream()
          .filter(key -> !key.startsWith("Austin:Stream:Fence:"))
          .forEach(redis.client()::del);
      RedisPipelineWriter job = writer(options(4));
      log.write(job, 0, 500);

      late.release();

      log.write(job, 500, 1_000);
      job.requireLatest();
    }
    log.write(writer(options(4)));
    log.assertStandsIn(redis.client(), options(4));
  }

  @Test
  void whoWasStoppedInTheMiddleOfAChangeIsToDoItAgain() throws Exception {
    log.write(writer(options(4)), 0, 500);
    redis.client().set(CLAIM, "converting:4");
    assertThatThrownBy(() -> writer(options(4))).hasMessageContaining("converting the fences");
    fences.convert(8, false);
    log.write(writer(options(8)), 200, 2_000);
    log.assertStandsIn(redis.client(), options(8));

    redis.client().set(CLAIM, "resetting abc");
    assertThatThrownBy(() -> writer(options(8))).hasMessageContaining("resetting the fences");
    fences.reset();
    writer(options(2));
  }
}
