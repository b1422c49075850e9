package io.austin.stream.test.harness;

import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/**
 * One subtask of an operator under test, taken through time and checkpoints.
 *
 * @param <I> what it takes
 * @param <O> what it puts out
 * @param <H> the kind of harness
 */
public abstract class Harness<I, O, H extends Harness<I, O, H>> implements AutoCloseable {
  final OneInputStreamOperatorTestHarness<I, O> harness;
  final MockEnvironment environment;
  private final RecordedMetrics metrics;
  private long lastCheckpoint;

  Harness(
      OneInputStreamOperatorTestHarness<I, O> harness,
      MockEnvironment environment,
      Subtask<?> subtask) {
    this.harness = harness;
    this.environment = environment;
    this.metrics = subtask.metrics;
  }

  abstract H self();

  /** Restores the state if there is some and opens the operator. */
  final H open(Subtask<?> subtask) throws Exception {
    if (!subtask.restored.isEmpty()) {
      lastCheckpoint = 1;
      harness.setRestoredCheckpointId(lastCheckpoint);
      harness.initializeState(subtask.state());
    }
    harness.open();
    return self();
  }

  final H give(StreamRecord<I> record) throws Exception {
    harness.processElement(record);
    return self();
  }

  /** Moves event time on, in epoch milliseconds; timers up to it fire. */
  public final H watermark(long timestamp) throws Exception {
    harness.processWatermark(timestamp);
    return self();
  }

  /** Moves the clock on, in epoch milliseconds; processing-time timers up to it fire. */
  public final H processingTime(long timestamp) throws Exception {
    harness.setProcessingTime(timestamp);
    return self();
  }

  /** Takes a checkpoint; nobody is told yet that it is complete. */
  public final OperatorSubtaskState checkpoint() throws Exception {
    lastCheckpoint++;
    harness.prepareSnapshotPreBarrier(lastCheckpoint);
    return harness.snapshot(lastCheckpoint, lastCheckpoint);
  }

  /** Tells the operator that the last checkpoint is complete. */
  public final H checkpointCompletes() throws Exception {
    harness.notifyOfCompletedCheckpoint(lastCheckpoint);
    return self();
  }

  /** What the operator counts and shows. */
  public final RecordedMetrics metrics() {
    return metrics;
  }

  /**
   * What a subtask shall start as.
   *
   * @param <S> the kind of subtask
   */
  public abstract static class Subtask<S extends Subtask<S>> {
    private static final int MAX_PARALLELISM = 128;

    private final RecordedMetrics metrics = new RecordedMetrics();
    private int subtask;
    private int parallelism = 1;
    private List<OperatorSubtaskState> restored = List.of();

    abstract S self();

    /** Which subtask it is, counted from 0, and of how many. */
    public final S subtask(int index, int ofHowMany) {
      subtask = index;
      parallelism = ofHowMany;
      return self();
    }

    /**
     * Starts from a checkpoint, given by the state of each of the subtasks that took it. Flink
     * deals list state out anew and gives all of union state to every subtask; how many subtasks
     * there were and are makes no difference to what is written here.
     */
    public final S restoring(OperatorSubtaskState... checkpoint) {
      restored = List.of(checkpoint);
      return self();
    }

    final MockEnvironment environment() {
      return new MockEnvironmentBuilder()
          .setMetricGroup(metrics.newTask())
          .setMaxParallelism(MAX_PARALLELISM)
          .setParallelism(parallelism)
          .setSubtaskIndex(subtask)
          .build();
    }

    private OperatorSubtaskState state() throws Exception {
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
