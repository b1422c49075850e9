package io.austin.stream.functions.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.austin.stream.common.ProgressReport;
import io.austin.stream.functions.PositionedEvent;
import io.austin.stream.functions.SourceRecord;
import io.austin.stream.functions.redis.protocol.RedisWentBackException;
import io.austin.stream.test.harness.SinkHarness;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Protocol;

/** The sink as Flink drives it: checkpoints, restores, other parallelism, the end. */
class RedisPipelineSinkIT extends WriterIT {
  private static final int PARTITIONS = 4;
  private static final String REPORTS = "Austin:Stream:Progress";

  private final EventLog log = EventLog.generated(3, PARTITIONS, 1_000);

  @Test
  void aCheckpointCompletesWhenEverythingBeforeItStandsInRedis() throws Exception {
    try (var sink = SinkHarness.open(sink())) {
      invoke(sink, log.all());
      sink.checkpoint();

      log.assertStandsIn(redis.client(), options(16));
      assertThat(sink.metrics().counter("redis.events")).isEqualTo(1_000);
      assertThat(sink.metrics().counter("redis.eventsCommitted")).isEqualTo(1_000);
      assertThat(sink.metrics().counter("redis.writesSkippedAsReplayed")).isZero();
      assertThat(sink.metrics().counter("redis.commands")).isPositive();
    }
  }

  @Test
  void theEndOfTheInputWritesWhatIsLeft() throws Exception {
    try (var sink = SinkHarness.open(sink())) {
      invoke(sink, log.all()).finish();

      log.assertStandsIn(redis.client(), options(16));
    }
  }

  @ParameterizedTest(name = "with {0} subtasks then")
  @ValueSource(ints = {1, 3, 4})
  void aRestoredSinkOfAnyParallelismGoesOn(int parallelism) throws Exception {
    OperatorSubtaskState first;
    OperatorSubtaskState second;
    try (var even = SinkHarness.of(sink()).subtask(0, 2).open();
        var odd = SinkHarness.of(sink()).subtask(1, 2).open()) {
      first = invoke(even, from(0, 500, 0, 2)).checkpoint();
      second = invoke(odd, from(0, 500, 1, 2)).checkpoint();
      invoke(even, from(500, 700, 0, 2)).finish(); // lost with the job, but not to Redis
    }
    for (int subtask = 0; subtask < parallelism; subtask++) {
      try (var sink =
          SinkHarness.of(sink()).subtask(subtask, parallelism).restoring(first, second).open()) {
        invoke(sink, from(500, 1_000, subtask, parallelism)).checkpoint();
      }
    }

    log.assertStandsIn(redis.client(), options(16));
  }

  @Test
  void aRestoredSinkNoticesThatRedisIsBehindEvenAfterACheckpointThatDidNotSeeThePartition()
      throws Exception {
    OperatorSubtaskState state;
    try (var sink = SinkHarness.open(sink())) {
      state = invoke(sink, log.all()).checkpoint();
    }
    try (var idle = SinkHarness.of(sink()).restoring(state).open()) {
      state = idle.checkpoint();
    }
    redis.client().flushAll();

    try (var sink = SinkHarness.of(sink()).restoring(state).open()) {
      PositionedEvent next =
          new PositionedEvent(EventLog.TOPIC, EventLog.TOPIC_ID, 0, 250, log.all().get(0).event());
      assertThatThrownBy(() -> sink.invoke(next)).isInstanceOf(RedisWentBackException.class);
      assertThat(sink.metrics().counter("redis.offsetsLostByRedis")).isPositive();
    }
  }

  @Test
  void oneSubtaskReportsAfterEachCheckpointAlsoWhenNothingCame() throws Exception {
    RedisPipelineSink reporting = new RedisPipelineSink(options(16), null, new KnownOffsets());
    try (var first = SinkHarness.of(reporting).subtask(0, 2).open();
        var second = SinkHarness.of(reporting).subtask(1, 2).open()) {
      second.checkpoint();
      second.checkpointCompletes();
      first.checkpoint();
      assertThat(redis.client().exists(REPORTS)).isFalse();

      first.checkpointCompletes();

      await().untilAsserted(() -> assertThat(redis.client().hlen(REPORTS)).isOne());
    }
    ProgressReport report =
        ProgressReport.read(redis.client().hget(REPORTS, "austinLogGroup:austinLog")).orElseThrow();
    assertThat(report.getPartitions().get(0).getUnread()).isEqualTo(2);
    assertThat(report.getRedisAt()).isCloseTo(System.currentTimeMillis(), within(60_000L));
    assertThat(redis.client().pttl(REPORTS)).isPositive();
  }

  @Test
  void aReportThatFailsIsCountedAndHarmsNothing() throws Exception {
    redis.client().set(REPORTS, "somebody's");
    RedisPipelineSink reporting = new RedisPipelineSink(options(16), null, new KnownOffsets());
    try (var sink = SinkHarness.open(reporting)) {
      invoke(sink, log.all()).checkpoint();
      sink.checkpointCompletes();

      await()
          .untilAsserted(() -> assertThat(sink.metrics().counter("redis.reportsFailed")).isOne());
      redis.client().del(REPORTS);
      sink.checkpointCompletes();
      await().untilAsserted(() -> assertThat(redis.client().hlen(REPORTS)).isOne());
      log.assertStandsIn(redis.client(), options(16));
    }
  }

  @Test
  void aConnectionThatRedisClosedSinceTheLastReportIsNoTrouble() throws Exception {
    RedisPipelineSink reporting = new RedisPipelineSink(options(16), null, new KnownOffsets());
    try (var sink = SinkHarness.open(reporting)) {
      for (int report = 0; report < 3; report++) {
        sink.checkpointCompletes();
        await()
            .until(
                () ->
                    redis.client().pttl(REPORTS) > 0
                        || sink.metrics().counter("redis.reportsFailed") > 0);
        redis
            .client()
            .sendCommand(Protocol.Command.CLIENT, "KILL", "TYPE", "normal", "SKIPME", "yes");
        redis.client().del(REPORTS);
      }

      assertThat(sink.metrics().counter("redis.reportsFailed")).isZero();
    }
  }

  @Test
  void aSilentSinkNoticesAtACheckpointThatRedisIsBehind() throws Exception {
    try (var sink = SinkHarness.open(sink())) {
      invoke(sink, log.all()).checkpoint();
      redis.client().flushAll();

      assertThatThrownBy(sink::checkpoint)
          .hasRootCauseInstanceOf(RedisWentBackException.class)
          .rootCause()
          .hasMessageContaining("austinLog-0 offsets 0 to 249")
          .hasMessageContaining("austinLog-3 offsets 0 to 249");
    }
  }

  @Test
  void allPartitionsOfALossAreWrittenAgainWhereTheyStart() throws Exception {
    OperatorSubtaskState state;
    try (var sink = SinkHarness.open(sink())) {
      state = invoke(sink, log.all()).checkpoint();
    }
    redis.client().flushAll();

    try (var sink = SinkHarness.of(rereading(0)).restoring(state).open()) {
      invoke(sink, starts(0, 1)).checkpoint();
    }

    log.assertStandsIn(redis.client(), options(16));
  }

  @ParameterizedTest(name = "{0} buckets after 16")
  @ValueSource(ints = {16, 32, 12, 5})
  void aLossIsWrittenAgainWhateverTheNumberOfBucketsBefore(int buckets) throws Exception {
    OperatorSubtaskState state;
    try (var sink = SinkHarness.open(sink())) {
      state = invoke(sink, log.all()).checkpoint();
    }
    redis.client().flushAll();
    RedisPipelineSink other =
        new RedisPipelineSink(options(buckets), new LostEvents(log.reader(0), PARSER), null);

    try (var sink = SinkHarness.of(other).restoring(state).open()) {
      invoke(sink, starts(0, 1)).checkpoint();
      assertThat(sink.metrics().counter("redis.offsetsLostByRedis")).isPositive();
    }

    log.assertStandsIn(redis.client(), options(buckets));
  }

  @ParameterizedTest(name = "to {0} buckets")
  @ValueSource(ints = {32, 12})
  void aConversionIsNoLoss(int buckets) throws Exception {
    OperatorSubtaskState state;
    try (var sink = SinkHarness.open(sink())) {
      state = invoke(sink, log.all()).checkpoint();
    }
    try (RedisFences fences = RedisFences.of(options(16))) {
      fences.convert(buckets, true);
    }

    try (var sink =
        SinkHarness.of(new RedisPipelineSink(options(buckets))).restoring(state).open()) {
      invoke(sink, starts(0, 1)).checkpoint();
      assertThat(sink.metrics().counter("redis.offsetsLostByRedis")).isZero();
    }
  }

  @Test
  void whatIsLostForGoodIsNamedOnceWhicheverSubtaskMetIt() throws Exception {
    OperatorSubtaskState[] states = new OperatorSubtaskState[2];
    for (int subtask = 0; subtask < 2; subtask++) {
      try (var sink = SinkHarness.of(sink()).subtask(subtask, 2).open()) {
        states[subtask] = invoke(sink, from(0, 1_000, subtask, 2)).checkpoint();
      }
    }
    redis.client().flushAll();

    for (long gone : new long[] {4 * 100, 0}) {
      OperatorSubtaskState[] restored = states.clone();
      long named = 0;
      for (int subtask = 0; subtask < 2; subtask++) {
        try (var sink =
            SinkHarness.of(rereading(100)).subtask(subtask, 2).restoring(restored).open()) {
          states[subtask] = invoke(sink, starts(subtask, 2)).checkpoint();
          named += sink.metrics().counter("redis.offsetsGoneForGood");
        }
      }
      assertThat(named).isEqualTo(gone);
    }

    log.assertStandsInFrom(100, redis.client(), options(16));
  }

  private RedisPipelineSink rereading(long earliest) {
    return new RedisPipelineSink(options(16), new LostEvents(log.reader(earliest), PARSER), null);
  }

  /** Where a subtask's partitions go on behind the log. */
  private static List<PositionedEvent> starts(int subtask, int parallelism) {
    List<PositionedEvent> starts = new ArrayList<>();
    for (int partition = subtask; partition < PARTITIONS; partition += parallelism) {
      starts.add(
          PositionedEvent.start(
              SourceRecord.start(EventLog.TOPIC, EventLog.TOPIC_ID, partition, 250)));
    }
    return starts;
  }

  private RedisPipelineSink sink() {
    return new RedisPipelineSink(options(16));
  }

  /** A range of the log as a subtask reads it that has every n-th partition. */
  private List<PositionedEvent> from(int from, int to, int subtask, int parallelism) {
    return log.all().subList(from, to).stream()
        .filter(event -> event.partition() % parallelism == subtask)
        .toList();
  }

  private static SinkHarness<PositionedEvent> invoke(
      SinkHarness<PositionedEvent> sink, List<PositionedEvent> events) throws Exception {
    for (PositionedEvent event : events) {
      sink.invoke(event);
    }
    return sink;
  }

  /** Offsets as Kafka would tell them. */
  private static final class KnownOffsets implements OffsetsReader {
    private static final long serialVersionUID = 1L;

    @Override
    public List<TopicOffsets> read() {
      return List.of(
          new TopicOffsets(
              EventLog.TOPIC,
              EventLog.TOPIC_ID,
              List.of(new TopicOffsets.OfPartition(0, 1, 3, 2, 0))));
    }

    @Override
    public void close() {}
  }
}
