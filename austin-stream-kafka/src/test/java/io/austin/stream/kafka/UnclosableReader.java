package io.austin.stream.kafka;

import io.austin.stream.functions.SourceRecord;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;

/** A reader that reads nothing and fails when it is closed. */
final class UnclosableReader implements SourceReader<SourceRecord, KafkaPartitionSplit> {
  @Override
  public void start() {}

  @Override
  public InputStatus pollNext(ReaderOutput<SourceRecord> output) {
    return InputStatus.NOTHING_AVAILABLE;
  }

  @Override
  public List<KafkaPartitionSplit> snapshotState(long checkpointId) {
    return List.of();
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return new CompletableFuture<>();
  }

  @Override
  public void addSplits(List<KafkaPartitionSplit> splits) {}

  @Override
  public void notifyNoMoreSplits() {}

  @Override
  public void close() {
    throw new IllegalStateException("cannot be closed");
  }
}
