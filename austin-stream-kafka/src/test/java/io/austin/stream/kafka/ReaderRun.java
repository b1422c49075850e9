package io.austin.stream.kafka;

import static org.awaitility.Awaitility.await;

import io.austin.stream.functions.SourceRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;

/** A reader of the source, driven by hand as a task drives it, and what it has read. */
final class ReaderRun implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final TraceEventSource source;
  private final SourceReader<SourceRecord, KafkaPartitionSplit> reader;
  private final RecordedContext context = new RecordedContext();
  private final Output output = new Output();

  private ReaderRun(TraceEventSource source) throws Exception {
    this.source = source;
    reader = source.createReader(context);
    reader.start();
  }

  static ReaderRun at(KafkaClients kafka, List<KafkaPartitionSplit> splits) throws Exception {
    return at(source(kafka, splits), splits);
  }

  /** The same, telling up to when partitions are read. */
  static ReaderRun timed(KafkaClients kafka, List<KafkaPartitionSplit> splits) throws Exception {
    return at(source(kafka, splits).tellingTimes(), splits);
  }

  private static ReaderRun at(TraceEventSource source, List<KafkaPartitionSplit> splits)
      throws Exception {
    ReaderRun run = new ReaderRun(source);
    run.reader.addSplits(splits);
    return run;
  }

  private static TraceEventSource source(KafkaClients kafka, List<KafkaPartitionSplit> splits) {
    return TraceEventSource.of(
        kafka,
        splits.stream().map(KafkaPartitionSplit::getTopic).distinct().toList(),
        "austinLogGroup",
        StartingOffsets.earliest());
  }

  /** Goes on until there is nothing to read at the moment, and it was looked for that. */
  void rest() throws Exception {
    while (reader.pollNext(output) == InputStatus.MORE_AVAILABLE) {}
  }

  /** Whether there is something to do now or within a time. */
  boolean isAvailableWithin(Duration time) throws Exception {
    try {
      reader.isAvailable().get(time.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException nothing) {
      return false;
    }
  }

  /** What the reader said of times, in order. */
  List<SourceRecord> times() {
    return output.times;
  }

  /** Reads until there are so many records in all. */
  List<SourceRecord> read(int records) {
    await()
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .pollInSameThread()
        .until(
            () -> {
              reader.pollNext(output);
              return output.records.size() >= records;
            });
    return output.records;
  }

  /** What was read so far. */
  List<SourceRecord> records() {
    return output.records;
  }

  /** What the reader said of where it starts. */
  List<SourceRecord> starts() {
    return output.starts;
  }

  /** How many offsets expired before they were read. */
  long expired() {
    return context.counters.count("kafka.offsetsExpired");
  }

  /** How many partitions had lost their end. */
  long truncated() {
    return context.counters.count("kafka.partitionsTruncated");
  }

  /** How many offsets open transactions held back when it was last asked. */
  Object heldBack() {
    return context.counters.value("kafka.offsetsHeldBack");
  }

  /** What a checkpoint at this moment holds, after it has been stored. */
  List<KafkaPartitionSplit> checkpoint() throws Exception {
    List<KafkaPartitionSplit> stored = new ArrayList<>();
    var serializer = source.getSplitSerializer();
    for (KafkaPartitionSplit split : reader.snapshotState(1)) {
      stored.add(serializer.deserialize(serializer.getVersion(), serializer.serialize(split)));
    }
    return stored;
  }

  @Override
  public void close() throws Exception {
    reader.close();
  }

  private static final class Output implements ReaderOutput<SourceRecord> {
    private final List<SourceRecord> records = new ArrayList<>();
    private final List<SourceRecord> starts = new ArrayList<>();
    private final List<SourceRecord> times = new ArrayList<>();

    @Override
    public void collect(SourceRecord record) {
      (record.isStart() ? starts : record.isReadUpTo() ? times : records).add(record);
    }

    @Override
    public void collect(SourceRecord record, long timestamp) {
      collect(record);
    }

    @Override
    public void emitWatermark(Watermark watermark) {}

    @Override
    public void markIdle() {}

    @Override
    public void markActive() {}

    @Override
    public SourceOutput<SourceRecord> createOutputForSplit(String splitId) {
      return this;
    }

    @Override
    public void releaseOutputForSplit(String splitId) {}
  }
}
