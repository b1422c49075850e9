package io.austin.stream.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.austin.stream.functions.DeadLetter;
import io.austin.stream.functions.PositionedEvent;
import io.austin.stream.functions.SourceRecord;
import io.austin.stream.options.OptionValues;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.legacy.SinkFunction;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The topology runs on a MiniCluster, between a source in memory and sinks that collect. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class TraceTopologyRunTest {
  private static final int PARALLELISM = 2;
  private static final int MAX_BYTES = 200;
  private static final String EVENT =
      "{\"businessId\":2000000320221224,\"ids\":[\"13711112222\"],\"logTimestamp\":1671864869000,"
          + "\"messageId\":\"m1\",\"state\":%d}";

  private static final InMemoryReporter METRICS = InMemoryReporter.createWithRetainedMetrics();

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setConfiguration(METRICS.addToConfiguration(new Configuration()))
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(PARALLELISM)
              .build());

  @BeforeEach
  void forget() {
    CollectedEvents.EVENTS.clear();
    CollectedDeadLetters.LETTERS.clear();
  }

  @Test
  void goodRecordsBecomeEventsAndBadOnesDeadLetters() throws Exception {
    run(
        EVENT.formatted(10),
        "no event",
        EVENT.formatted(60),
        "[]",
        "{}",
        EVENT.formatted(70).replace("{", "{" + " ".repeat(MAX_BYTES)),
        null);

    assertThat(CollectedEvents.EVENTS)
        .allSatisfy(event -> assertThat(event.topic()).isEqualTo("austinLog"))
        .extracting(PositionedEvent::offset, event -> event.event().getState())
        .containsExactlyInAnyOrder(tuple(0L, 10), tuple(2L, 60));
    assertThat(CollectedDeadLetters.LETTERS)
        .extracting(letter -> letter.record().offset(), DeadLetter::reason)
        .containsExactlyInAnyOrder(
            tuple(1L, "not_json"),
            tuple(3L, "not_an_object"),
            tuple(4L, "missing:businessId"),
            tuple(5L, "too_large"),
            tuple(6L, "empty"));
  }

  @Test
  void aDeadLetterKeepsItsBytes() throws Exception {
    run("no event");

    assertThat(CollectedDeadLetters.LETTERS)
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.record().value()).isEqualTo("no event".getBytes(UTF_8));
              assertThat(letter.record().key()).isEqualTo("key".getBytes(UTF_8));
            });
  }

  @Test
  void deadLettersAreCountedByReason() throws Exception {
    JobID job = run("no event", "no event", "[]", EVENT.formatted(10));

    assertThat(deadLetters(job, "not_json")).isEqualTo(2);
    assertThat(deadLetters(job, "not_an_object")).isEqualTo(1);
  }

  private static long deadLetters(JobID job, String reason) {
    return METRICS.findMetrics(job, "reason." + reason + ".deadLetters").values().stream()
        .mapToLong(metric -> ((Counter) metric).getCount())
        .sum();
  }

  /** The values stand at the offsets 0, 1, ... */
  private static JobID run(String... values) throws Exception {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    environment.setParallelism(PARALLELISM);
    FlinkDefaults.addTo(environment, OptionValues.of(Map.of()));
    new TraceTopology(
            sourceOf(values),
            new CollectingPipeline(MAX_BYTES, new CollectedEvents()),
            new CollectedDeadLetters())
        .addTo(environment);
    return environment.execute().getJobID();
  }

  private static DataGeneratorSource<SourceRecord> sourceOf(String... values) {
    return new DataGeneratorSource<>(
        offset -> record(offset, values[offset.intValue()]),
        values.length,
        TypeInformation.of(SourceRecord.class));
  }

  private static SourceRecord record(long offset, String value) {
    return new SourceRecord(
        "austinLog",
        "kT7VtKkvQ0-1mZx8g5mXyA",
        0,
        offset,
        7L,
        "key".getBytes(UTF_8),
        value == null ? null : value.getBytes(UTF_8));
  }

  private static final class CollectedEvents implements SinkFunction<PositionedEvent> {
    static final Queue<PositionedEvent> EVENTS = new ConcurrentLinkedQueue<>();

    @Override
    public void invoke(PositionedEvent event, Context context) {
      EVENTS.add(event);
    }
  }

  private static final class CollectedDeadLetters
      implements Sink<DeadLetter>, SinkWriter<DeadLetter> {
    static final Queue<DeadLetter> LETTERS = new ConcurrentLinkedQueue<>();

    @Override
    public SinkWriter<DeadLetter> createWriter(WriterInitContext context) {
      return this;
    }

    @Override
    public void write(DeadLetter letter, Context context) {
      LETTERS.add(letter);
    }

    @Override
    public void flush(boolean endOfInput) {}

    @Override
    public void close() {}
  }
}
