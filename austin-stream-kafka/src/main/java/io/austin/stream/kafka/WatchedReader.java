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
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.jspecify.annotations.Nullable;

/**
 * The Kafka connector's reader under a {@link TopicWatch}: its splits come and go by that. Before a
 * split's first record it says where the split starts; where it is to find {@link ReadTimes}, it
 * says those too.
 */
final class WatchedReader implements SourceReader<SourceRecord, KafkaPartitionSplit> {
  private final SourceReader<SourceRecord, KafkaPartitionSplit> reader;
  private final TopicWatch watch;
  private final @Nullable ReadTimes times;
  private final SourceReaderContext context;
  private final Queue<SourceRecord> words = new ArrayDeque<>();

  /**
   * A reader that was not started.
   *
   * @param times finds up to when partitions are read; {@code null} where nobody wants to know
   */
  WatchedReader(
      SourceReader<SourceRecord, KafkaPartitionSplit> reader,
      TopicWatch watch,
      @Nullable ReadTimes times,
      SourceReaderContext context) {
    this.reader = reader;
    this.watch = watch;
    this.times = times;
    this.context = context;
  }

  @Override
  public void start() {
    reader.start();
  }

  @Override
  public void addSplits(List<KafkaPartitionSplit> splits) {
    try {
      List<KafkaPartitionSplit> begun = watch.begin(splits);
      words.addAll(watch.starts(begun));
      if (times != null) {
        begun.forEach(it -> times.begin(it.getTopicPartition(), it.getStartingOffset()));
      }
      reader.addSplits(begun);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot begin to read " + splits, e);
    }
  }

  @Override
  public InputStatus pollNext(ReaderOutput<SourceRecord> output) throws Exception {
    if (times != null && times.due().isDone()) {
      look(times);
    }
    SourceRecord word = words.poll();
    if (word != null) {
      output.collect(word);
      return InputStatus.MORE_AVAILABLE;
    }
    return reader.pollNext(output);
  }

  private void look(ReadTimes times) {
    times.look().forEach(read -> words.add(watch.word(read)));
    if (times.isIdle()) {
      context.sendSourceEventToCoordinator(new AllAssigned());
    }
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
    if (!words.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    CompletableFuture<Void> available = reader.isAvailable();
    return times == null
        ? available
        : CompletableFuture.anyOf(available, times.due()).thenAccept(any -> {});
  }

  @Override
  public void notifyNoMoreSplits() {
    reader.notifyNoMoreSplits();
  }

  @Override
  public void handleSourceEvents(SourceEvent event) {
    if (event instanceof AllAssigned) {
      sayNothingToRead();
    } else {
      reader.handleSourceEvents(event);
    }
  }

  private void sayNothingToRead() {
    if (times != null && times.isIdle()) {
      words.add(SourceRecord.nothingToRead());
    }
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
