package io.austin.stream.functions.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.austin.stream.common.AnchorInfo;
import io.austin.stream.common.AnchorState;
import io.austin.stream.functions.redis.protocol.AnotherWriterException;
import io.austin.stream.functions.redis.protocol.RedisWentBackException;
import io.austin.stream.test.event.Events;
import io.austin.stream.test.fault.CommandFault;
import io.austin.stream.test.fault.HeldCommand;
import io.austin.stream.test.fault.TcpProxy;
import io.austin.stream.test.server.RedisCluster;
import io.austin.stream.test.server.RedisExecutable;
import io.austin.stream.test.server.RedisServer;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;

/**
 * A writer at a node that has all the slots of a cluster, over a network that loses what it should
 * not: by one call for many slots, and by one for each.
 */
@Timeout(180)
@ParameterizedClass(name = "{0}")
@MethodSource("io.austin.stream.test.server.RedisExecutable#standardAndInstalled")
class SectionsIT extends WriterIT {
  private static final int PARTITIONS = 2;
  private static final long SEED = 23;
  private static final String RECEIVER = "13711112222";

  private static RedisServer node;
  private static TcpProxy network;

  @Parameter RedisExecutable executable;

  private final EventLog log = EventLog.generated(SEED, PARTITIONS, 2_000);

  @BeforeParameterizedClassInvocation
  static void startNode(RedisExecutable executable) {
    node =
        RedisCluster.startOneNode(
            executable,
            port -> {
              network = TcpProxy.to("127.0.0.1", port);
              return network.port();
            });
  }

  @AfterParameterizedClassInvocation
  static void stopNode() {
    network.close();
    node.close();
  }

  @BeforeEach
  void emptyNode() {
    node.client().configSet("maxmemory", "0");
    node.client().configSet("min-replicas-to-write", "0");
    node.flushAll();
  }

  private static RedisClient client() {
    return node.client();
  }

  private RedisPipelineOptions options() {
    return options(1).withUri("redis+cluster://127.0.0.1:" + network.port());
  }

  @Test
  void aLogShowsAsTheModelSays() throws Exception {
    RedisPipelineWriter writer = writer(options());

    log.writeInBatches(writer, 0, 1_000);
    log.write(writer, 1_000, 2_000);

    log.assertStandsIn(client(), options());
    assertThat(metrics.skipped).hasValue(0);
    assertThat(metrics.retries).hasValue(0);
  }

  @Test
  void writingItAgainChangesNothing() throws Exception {
    log.write(writer(options()), 0, 1_500);
    log.write(writer(options()), 700, 2_000);
    log.write(writer(options()));

    log.assertStandsIn(client(), options());
    assertThat(metrics.skipped).hasPositiveValue();
  }

  @ParameterizedTest(name = "the reply to call {0}")
  @ValueSource(ints = {1, 2, 5, 17})
  void aLostReplyIsResolvedByTheFences(int call) throws Exception {
    RedisPipelineWriter writer = writer(options());
    log.write(writer, 0, 500);
    CommandFault lost = network.dropReplyTo("EVALSHA", call);

    log.writeInBatches(writer, 500, 2_000);

    assertThat(lost.hasHappened()).isTrue();
    assertThat(metrics.retries).hasPositiveValue();
    log.assertStandsIn(client(), options());
  }

  @ParameterizedTest(name = "cut before call {0}")
  @ValueSource(ints = {1, 2, 17})
  void aConnectionCutBeforeACallIsMadeAgain(int call) throws Exception {
    RedisPipelineWriter writer = writer(options());
    log.write(writer, 0, 500);
    CommandFault cut = network.cutBefore("EVALSHA", call);

    log.writeInBatches(writer, 500, 2_000);

    assertThat(cut.hasHappened()).isTrue();
    log.assertStandsIn(client(), options());
  }

  @ParameterizedTest(name = "call {0}")
  @ValueSource(ints = {1, 2, 6})
  void aCallThatArrivesAfterItWasGivenUpChangesNothing(int call) throws Exception {
    RedisPipelineWriter writer = writer(options());
    log.write(writer, 0, 500);
    HeldCommand late = network.holdBack("EVALSHA", call);

    log.write(writer, 500, 1_000);
    late.release();
    log.assertStandsBelowFencesIn(client(), options());
    log.write(writer, 1_000, 2_000);

    log.assertStandsIn(client(), options());
  }

  @ParameterizedTest(name = "death after call {0}")
  @ValueSource(ints = {1, 2, 7, 20})
  void deathBetweenTwoCallsLeavesEachSlotAtItsFence(int call) throws Exception {
    RedisPipelineWriter dying = writer(options(), Death.after(call), List.of());

    assertThatThrownBy(() -> log.writeInBatches(dying, 0, log.size()))
        .hasRootCauseMessage("killed");
    log.assertStandsBelowFencesIn(client(), options());

    log.write(writer(options()));
    log.assertStandsIn(client(), options());
  }

  @Test
  void aWriterThatMeetsAnotherStops() throws Exception {
    RedisPipelineWriter first = writer(options());
    RedisPipelineWriter second = writer(options());
    log.write(first, 0, 500);
    log.write(second, 0, 1_000);

    assertThatThrownBy(() -> log.write(first, 500, 1_500))
        .hasRootCauseInstanceOf(AnotherWriterException.class)
        .hasMessageContaining("another writer of group austinLogGroup");

    // It may have moved fences of slots that the second has not met it in, and so stops that one
    // too.
    log.assertStandsBelowFencesIn(client(), options());
    log.write(writer(options()));
    log.assertStandsIn(client(), options());
  }

  @Test
  void twoWritersSideBySideNeverApplyTwice() throws Exception {
    CompletableFuture<Void> other = writing(writer(options()));
    CompletableFuture<Void> one = writing(writer(options()));
    CompletableFuture.allOf(one, other).join();

    log.assertStandsBelowFencesIn(client(), options());
    log.write(writer(options()));
    log.assertStandsIn(client(), options());
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
  void aForgottenScriptIsSentAgain() throws Exception {
    RedisPipelineWriter writer = writer(options());
    for (int from = 0; from < log.size(); from += 200) {
      log.write(writer, from, from + 200);
      client().sendCommand(Command.SCRIPT, "FLUSH");
    }

    log.assertStandsIn(client(), options());
    assertThat(metrics.retries).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"maxmemory", "min-replicas-to-write"})
  void aNodeThatTakesNoWritesIsWaitedFor(String setting) throws Exception {
    RecordedMetrics refusing =
        new RecordedMetrics() {
          @Override
          public void retry() {
            super.retry();
            log.assertStandsBelowFencesIn(client(), options());
            client().configSet(setting, "0");
          }
        };
    RedisPipelineWriter writer = writer(options(), refusing, List.of());
    log.write(writer, 0, 500);
    client().configSet(setting, "1");

    log.write(writer, 500, 2_000);

    assertThat(refusing.retries).hasPositiveValue();
    log.assertStandsIn(client(), options());
  }

  @Test
  void aBusyNodeIsWaitedFor() throws Exception {
    client().configSet("lua-time-limit", "50");
    RedisPipelineWriter writer = writer(options());
    log.write(writer, 0, 500);
    CompletableFuture<Object> busy =
        CompletableFuture.supplyAsync(
            () ->
                client()
                    .eval(
                        "local start = redis.call('TIME') "
                            + "repeat local now = redis.call('TIME') "
                            + "until (now[1] - start[1]) * 1000000 + now[2] - start[2] > 700000"));
    await().pollDelay(Duration.ZERO).until(() -> isBusy());

    log.write(writer, 500, 2_000);

    busy.join();
    assertThat(metrics.retries).hasPositiveValue();
    log.assertStandsIn(client(), options());
  }

  private static boolean isBusy() {
    try {
      client().get("any");
      return false;
    } catch (JedisException busy) {
      return true;
    }
  }

  @Test
  void aKeyOfAnotherTypeHarmsItAlone() throws Exception {
    EventLog wrong = new EventLog(1);
    for (int i = 0; i < 100; i++) {
      wrong.append(0, event(ZonedDateTime.now(EventLog.ZONE), "m" + i, "key" + i % 10));
    }
    IntStream.range(0, 10).forEach(i -> client().set("key" + i, "not a list"));

    wrong.write(writer(options()));

    assertThat(metrics.refused).hasValueGreaterThanOrEqualTo(10);
    IntStream.range(0, 10).forEach(i -> client().del("key" + i));
    assertThat(client().keys("Austin:MessageId:*")).hasSize(100);
    wrong.write(writer(options()));
    assertThat(client().llen("Austin:MessageId:m7")).isOne();
    assertThat(client().llen("key7")).isZero();
  }

  @Test
  void trailsAreBoundedAtOnce() throws Exception {
    RedisPipelineOptions options = options().withMaxTrailEntries(5);
    EventLog many = new EventLog(1);
    for (int i = 0; i < 500; i++) {
      many.append(0, Events.received("m", RECEIVER));
    }

    RedisPipelineWriter writer = writer(options);
    many.write(writer, 0, 3);
    many.write(writer, 3, 7);
    many.write(writer, 7, 500);

    many.assertStandsIn(client(), options);
  }

  @Test
  void aDeletedListGetsItsExpiryAgain() throws Exception {
    RedisPipelineWriter writer = writer(options());
    EventLog events = new EventLog(1);
    for (int i = 0; i < 10; i++) {
      events.append(0, event(ZonedDateTime.now(EventLog.ZONE), "m" + i, RECEIVER));
      events.write(writer, i, i + 1);
      assertThat(client().pttl(RECEIVER)).isPositive();
      client().del(RECEIVER);
    }
  }

  @Test
  void anEventOfTodayDoesNotTakeTheTrailOfTomorrowAway() throws Exception {
    LocalDate today = LocalDate.now(EventLog.ZONE);
    ZonedDateTime tomorrow = today.plusDays(1).atStartOfDay(EventLog.ZONE);
    EventLog events = new EventLog(1);
    events.append(0, event(ZonedDateTime.now(EventLog.ZONE)));
    events.append(0, event(tomorrow.plusHours(1)));
    events.append(0, event(ZonedDateTime.now(EventLog.ZONE)));

    events.write(writer(options()), 0, 1);
    events.write(writer(options()), 1, 2);
    events.write(writer(options()), 2, 3);

    long asked = System.currentTimeMillis();
    long left = client().pttl(RECEIVER);
    long endOfTomorrow = tomorrow.plusDays(1).toInstant().toEpochMilli();
    assertThat(asked + left).isBetween(endOfTomorrow - 5_000, endOfTomorrow);
  }

  private static AnchorInfo event(ZonedDateTime time) {
    return event(time, "m", RECEIVER);
  }

  private static AnchorInfo event(ZonedDateTime time, String message, String receiver) {
    return Events.step(AnchorState.RECEIVE, message, receiver)
        .logTimestamp(time.toInstant().toEpochMilli())
        .build();
  }

  @Test
  void moreElementsThanACommandTakesAreCounted() throws Exception {
    EventLog events = new EventLog(1);
    for (int i = 0; i < 20; i++) {
      int batch = i;
      events.append(
          0,
          Events.step(
                  AnchorState.RECEIVE,
                  "m",
                  IntStream.range(0, 1_000)
                      .mapToObj(receiver -> "r" + batch + "-" + receiver)
                      .toArray(String[]::new))
              .logTimestamp(System.currentTimeMillis())
              .build());
    }

    events.write(writer(options()));

    events.assertStandsIn(client(), options());
  }

  @Test
  void aResetRefusesWhoRunsAndItsCheckpoints() throws Exception {
    RedisPipelineWriter running = writer(options());
    log.write(running, 0, 500);
    List<PartitionFences> checkpoint = running.fences();
    try (RedisFences fences = RedisFences.of(options())) {
      assertThat(fences.buckets()).isEqualTo(16_384);
      assertThat(fences.all()).containsExactlyInAnyOrderElementsOf(checkpoint);
      fences.reset();
      assertThat(fences.all()).isEmpty();
    }

    assertThatThrownBy(() -> log.write(running, 500, 1_000)).hasMessageContaining("were reset");
    assertThatThrownBy(() -> restored(checkpoint, "", null)).hasMessageContaining("were reset");
    client().keys("Austin:MessageId:*").forEach(client()::del);
    RedisPipelineWriter anew = writer(options());
    log.write(anew, 0, 500);
    assertThat(metrics.skipped).hasValue(0);
    assertThat(client().keys("Austin:MessageId:*")).isNotEmpty();
    restored(anew.fences(), anew.incarnation(), null).close();
  }

  @Test
  void whatTheNodeLostIsWrittenAgain() throws Exception {
    RedisPipelineWriter first = writer(options());
    log.write(first, 0, 1_000);
    List<PartitionFences> checkpoint = first.fences();
    node.flushAll();
    assertThatThrownBy(() -> log.write(first, 1_000, 1_500))
        .hasRootCauseInstanceOf(RedisWentBackException.class);

    try (RedisPipelineWriter second = restored(checkpoint, "", log.reader(0))) {
      log.write(second, 1_000, 2_000);
    }

    log.assertStandsIn(client(), options());
    assertThat(metrics.lost).hasPositiveValue();
  }

  private RedisPipelineWriter restored(
      List<PartitionFences> known, String incarnation, PartitionReader reader) throws Exception {
    return RedisPipelineWriter.open(
        options(),
        reader == null ? null : new LostEvents(reader, PARSER),
        known,
        incarnation,
        Clock.system(EventLog.ZONE),
        metrics);
  }

  @Test
  void aResetThatDidNotReachEverySlotIsToBeDoneAgain() throws Exception {
    log.write(writer(options()), 0, 500);
    network.cutBefore("EVAL", 100);
    try (RedisFences fences = RedisFences.of(options())) {
      assertThatThrownBy(fences::reset).hasMessageContaining("reset the fences again");
      assertThatThrownBy(() -> writer(options())).hasMessageContaining("resetting the fences");

      fences.reset();
      assertThat(fences.all()).isEmpty();
    }
    writer(options());
  }

  @Test
  void aTopicThatWasForgottenIsRememberedByNoJobThatBeginsFromThenOn() throws Exception {
    RedisPipelineWriter first = writer(options());
    log.write(first, 0, 500);
    try (RedisFences fences = RedisFences.of(options())) {
      assertThat(fences.forget(EventLog.TOPIC_ID)).isEqualTo(PARTITIONS);
    }

    try (RedisPipelineWriter restored = restored(first.fences(), "", null)) {
      assertThat(restored.fencesOfOthers()).isEmpty();
    }
  }

  @Test
  void aResetIsNoLossToAJobThatLooksWhatStands() throws Exception {
    RedisPipelineWriter running = writer(options());
    log.write(running, 0, 500);
    try (RedisFences fences = RedisFences.of(options())) {
      fences.reset();
    }

    assertThatThrownBy(running::requireLatest).hasMessageContaining("were reset");
    assertThat(metrics.lost).hasValue(0);
  }

  @Test
  void fencesOfTheLayoutBeforeAreTakenOver() throws Exception {
    log.write(writer(options()), 0, 1_000);
    OldLayout.of(client(), options()).putBack();

    log.write(writer(options()));

    log.assertStandsIn(client(), options());
    assertThat(metrics.skipped).hasPositiveValue();
    assertThat(client().keys("Austin:Stream:Fence:*"))
        .containsExactly("Austin:Stream:Fence:austinLogGroup:Buckets");
  }

  @Test
  void aRestoredWriterOfTheLayoutBeforeNoticesWhatTheNodeLost() throws Exception {
    RedisPipelineWriter before = writer(options());
    log.write(before, 0, 1_000);
    List<PartitionFences> checkpoint = before.fences();
    before.close();
    node.flushAll();
    log.write(writer(options()), 0, 700);
    OldLayout.of(client(), options()).putBack();

    try (RedisPipelineWriter restored = restored(checkpoint, "", log.reader(0))) {
      log.write(restored, 1_000, 2_000);
    }

    log.assertStandsIn(client(), options());
    assertThat(metrics.lost).hasPositiveValue();
  }

  @Test
  void aZombieOfTheLayoutBeforeIsRefusedInEverySlot() throws Exception {
    log.write(writer(options()), 0, 1_000);
    OldLayout old = OldLayout.of(client(), options());
    old.putBack();
    List<OldLayout.Zombie> zombies = old.zombiesThatHaveAsked(node.port());

    log.write(writer(options()), 1_000, 1_003);

    assertThat(zombies).hasSizeGreaterThan(2);
    for (OldLayout.Zombie zombie : zombies) {
      assertThat(zombie.commits()).isFalse();
      assertThatThrownBy(zombie::ask).isInstanceOf(NumberFormatException.class);
      zombie.close();
    }
    assertThatThrownBy(old::claim).isInstanceOf(NumberFormatException.class);
    log.write(writer(options()));
    log.assertStandsIn(client(), options());
  }

  @AfterAll
  static void nothingIsLeft() {
    assertThat(node.isRunning()).isFalse();
  }
}
