package io.austin.stream.test.harness;

import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.streaming.api.functions.sink.legacy.SinkFunction;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamSink;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/**
 * One subtask of a sink function under test, open and ready for records: it is taken through
 * checkpoints, and a new one is restored from them, at the same parallelism or another.
 *
 * <pre>{@code
 * OperatorSubtaskState checkpoint;
 * try (var sink = SinkHarness.open(newSink())) {
 *   checkpoint = sink.invoke(first).invoke(second).checkpoint();
 *   sink.invoke(third); // lost with the subtask, unless the sink had written it
 * }
 * try (var restored = SinkHarness.of(newSink()).restoring(checkpoint).open()) {
 *   restored.invoke(third);
 * }
 * }</pre>
 *
 * @param <I> what the sink takes
 */
public final class SinkHarness<I> implements AutoCloseable {
  private final OneInputStreamOperatorTestHarness<I, Object> harness;
  private final MockEnvironment environment;
  private final RecordedMetrics metrics;
  private long lastCheckpoint;

  private SinkHarness(Builder<I> builder) throws Exception {
    metrics = new RecordedMetrics();
    environment =
        new MockEnvironmentBuilder()
            .setMetricGroup(metrics.newTask())
            .setMaxParallelism(Builder.MAX_PARALLELISM)
            .setParallelism(builder.parallelism)
            .setSubtaskIndex(builder.subtask)
            .build();
    harness =
        new OneInputStreamOperatorTestHarness<>(new StreamSink<>(builder.function), environment);
    lastCheckpoint = builder.restoredCheckpoint;
  }

  /** The one subtask of a job that starts without a checkpoint. */
  public static <I> SinkHarness<I> open(SinkFunction<I> function) throws Exception {
    return of(function).open();
  }

  /** A subtask to be described further. */
  public static <I> Builder<I> of(SinkFunction<I> function) {
    return new Builder<>(function);
  }

  /** Gives the sink a record without a timestamp. */
  public SinkHarness<I> invoke(I record) throws Exception {
    harness.processElement(new StreamRecord<>(record));
    return this;
  }

  /** Gives the sink a record with its timestamp, in epoch milliseconds. */
  public SinkHarness<I> invoke(I record, long timestamp) throws Exception {
    harness.processElement(record, timestamp);
    return this;
  }

  /** Moves event time on, in epoch milliseconds. */
  public SinkHarness<I> watermark(long timestamp) throws Exception {
    harness.processWatermark(timestamp);
    return this;
  }

  /** Moves the clock that the sink sees on, in epoch milliseconds. */
  public SinkHarness<I> processingTime(long timestamp) throws Exception {
    harness.setProcessingTime(timestamp);
    return this;
  }

  /** Takes a checkpoint; the sink does not yet learn that it is complete. */
  public OperatorSubtaskState checkpoint() throws Exception {
    lastCheckpoint++;
    harness.prepareSnapshotPreBarrier(lastCheckpoint);
    return harness.snapshot(lastCheckpoint, lastCheckpoint);
  }

  /** Tells the sink that the last checkpoint is complete. */
  public SinkHarness<I> checkpointCompletes() throws Exception {
    harness.notifyOfCompletedCheckpoint(lastCheckpoint);
    return this;
  }

  /** Ends the input, as a bounded source or stop-with-savepoint does. */
  public SinkHarness<I> finish() throws Exception {
    harness.endInput();
    harness.getOneInputOperator().finish();
    return this;
  }

  /** What the sink counts and shows. */
  public RecordedMetrics metrics() {
    return metrics;
  }

  /** Closes the sink, as at a failure or a cancellation; after {@link #finish()}, as at the end. */
  @Override
  public void close() throws Exception {
    // Flink's harness would finish the operator first, and a sink that flushes then loses nothing
    // when it fails: the very thing that a test is after.
    OneInputStreamOperator<I, Object> operator = harness.getOneInputOperator();
    try (environment) {
      if (operator != null) {
        operator.close();
      }
      harness.getProcessingTimeService().shutdownService();
    }
  }

  /** What a subtask shall start as. */
  public static final class Builder<I> {
    private static final int MAX_PARALLELISM = 128;

    private final SinkFunction<I> function;
    private int subtask;
    private int parallelism = 1;
    private List<OperatorSubtaskState> restored = List.of();
    private long restoredCheckpoint;

    private Builder(SinkFunction<I> function) {
      this.function = function;
    }

    /** Which subtask it is, counted from 0, and of how many. */
    public Builder<I> subtask(int index, int parallelism) {
      this.subtask = index;
      this.parallelism = parallelism;
      return this;
    }

    /**
     * Starts from a checkpoint, given by the state of each of the subtasks that took it. Flink
     * deals list state out anew and gives all of union state to every subtask; how many subtasks
     * there were and are makes no difference to what is written here.
     */
    public Builder<I> restoring(OperatorSubtaskState... checkpoint) {
      restored = List.of(checkpoint);
      restoredCheckpoint = 1;
      return this;
    }

    /** Restores the state if there is some and opens the sink. */
    public SinkHarness<I> open() throws Exception {
      SinkHarness<I> sink = new SinkHarness<>(this);
      try {
        if (!restored.isEmpty()) {
          sink.harness.setRestoredCheckpointId(restoredCheckpoint);
          sink.harness.initializeState(stateOfSubtask());
        }
        sink.harness.open();
        return sink;
      } catch (Exception | Error e) {
        sink.close();
        throw e;
      }
    }

    private OperatorSubtaskState stateOfSubtask() throws Exception {
      return AbstractStreamOperatorTestHarness.repartitionOperatorState(
          AbstractStreamOperatorTestHarness.repackageState(
              restored.toArray(OperatorSubtaskState[]::new)),
          MAX_PARALLELISM,
          restored.size(),
          parallelism,
          subtask);
    }
  }
}
