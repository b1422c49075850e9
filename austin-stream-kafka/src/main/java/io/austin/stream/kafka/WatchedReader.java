package io.austin.stream.kafka;

import io.austin.stream.functions.SourceRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;

/**
 * The Kafka connector's reader under a {@link TopicWatch}: its splits come and go by that. Before a
 * split's first record it says where the split starts.
 */
final class WatchedReader implements SourceReader<SourceRecord, KafkaPartitionSplit> {
  private final SourceReader<SourceRecord, KafkaPartitionSplit> reader;
  private final TopicWatch watch;
  private final Queue<SourceRecord> starts = new ArrayDeque<>();

  WatchedReader(SourceReader<SourceRecord, KafkaPartitionSplit> reader, TopicWatch watch) {
    this.reader = reader;
    this.watch = watch;
  }

  @Override
  public void start() {
    reader.start();
  }

  @Override
  public void addSplits(List<KafkaPartitionSplit> splits) {
    try {
      List<KafkaPartitionSplit> begun = watch.begin(splits);
      starts.addAll(watch.starts(begun));
      reader.addSplits(begun);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot begin to read " + splits, e);
    }
  }

  @Override
  public InputStatus pollNext(ReaderOutput<SourceRecord> output) throws Exception {
    SourceRecord start = starts.poll();
    if (start != null) {
      output.collect(start);
      return InputStatus.MORE_AVAILABLE;
    }
    return reader.pollNext(output);
  }

  @Override
  public List<KafkaPartitionSplit> snapshotState(long checkpointId) {
    try {
      watch.settle();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot find out what retention removed", e);
    }
    return watch.identified(reader.snapshotState(checkpointId));
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return starts.isEmpty() ? reader.isAvailable() : CompletableFuture.completedFuture(null);
  }

  @Override
  public void notifyNoMoreSplits() {
    reader.notifyNoMoreSplits();
  }

  @Override
  public void handleSourceEvents(SourceEvent event) {
    reader.handleSourceEvents(event);
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    reader.notifyCheckpointComplete(checkpointId);
  }

  @Override
  public void notifyCheckpointAborted(long checkpointId) throws Exception {
    reader.notifyCheckpointAborted(checkpointId);
  }

  @Override
  public void pauseOrResumeSplits(Collection<String> pause, Collection<String> resume) {
    reader.pauseOrResumeSplits(pause, resume);
  }

  @Override
  public void close() throws Exception {
    try (watch) {
      reader.close();
    }
  }
}
