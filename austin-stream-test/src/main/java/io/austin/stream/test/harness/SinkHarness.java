package io.austin.stream.test.harness;

import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.streaming.api.functions.sink.legacy.SinkFunction;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamSink;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
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
public final class SinkHarness<I> extends Harness<I, Object, SinkHarness<I>> {

  private SinkHarness(SinkFunction<I> function, MockEnvironment environment, Builder<I> subtask)
      throws Exception {
    super(
        new OneInputStreamOperatorTestHarness<>(new StreamSink<>(function), environment),
        environment,
        subtask);
  }

  @Override
  SinkHarness<I> self() {
    return this;
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
    return give(new StreamRecord<>(record));
  }

  /** Gives the sink a record with its timestamp, in epoch milliseconds. */
  public SinkHarness<I> invoke(I record, long timestamp) throws Exception {
    return give(new StreamRecord<>(record, timestamp));
  }

  /** Ends the input, as a bounded source or stop-with-savepoint does. */
  public SinkHarness<I> finish() throws Exception {
    harness.endInput();
    harness.getOneInputOperator().finish();
    return this;
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
  public static final class Builder<I> extends Subtask<Builder<I>> {
    private final SinkFunction<I> function;

    private Builder(SinkFunction<I> function) {
      this.function = function;
    }

    @Override
    Builder<I> self() {
      return this;
    }

    /** Restores the state if there is some and opens the sink. */
    public SinkHarness<I> open() throws Exception {
      SinkHarness<I> sink = new SinkHarness<>(function, environment(), this);
      try {
        return sink.open(this);
      } catch (Exception | Error e) {
        sink.close();
        throw e;
      }
    }
  }
}
