package io.austin.stream.test.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/**
 * A process function under test, open and ready for records. Outputs are expected in the order in
 * which they were made, the main output and each side output by itself.
 *
 * <pre>{@code
 * @Test
 * void separatesWhatIsNoEvent() throws Exception {
 *   try (var parse = FunctionHarness.of(new ParseEvents())) {
 *     parse
 *         .process(valid)
 *         .process(broken)
 *         .expectOutput(event)
 *         .expectNoMoreOutput()
 *         .expectSideOutput(ParseEvents.DEAD_LETTERS, deadLetter)
 *         .expectNoMoreSideOutput(ParseEvents.DEAD_LETTERS);
 *   }
 * }
 * }</pre>
 *
 * @param <I> what the function takes
 * @param <O> what it puts out
 */
public final class FunctionHarness<I, O> extends Harness<I, O, FunctionHarness<I, O>> {
  private final RecordingOutput<O> output = new RecordingOutput<>();

  private FunctionHarness(
      OneInputStreamOperatorTestHarness<I, O> harness,
      MockEnvironment environment,
      Subtask<?> subtask) {
    super(harness, environment, subtask);
    harness.setOutputCreator(serializer -> output);
  }

  @Override
  FunctionHarness<I, O> self() {
    return this;
  }

  /** The function, opened. */
  public static <I, O> FunctionHarness<I, O> of(ProcessFunction<I, O> function) throws Exception {
    Plain subtask = new Plain();
    MockEnvironment environment = subtask.environment();
    return new FunctionHarness<>(
            new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(function), environment),
            environment,
            subtask)
        .open(subtask);
  }

  private static final class Plain extends Subtask<Plain> {
    @Override
    Plain self() {
      return this;
    }
  }

  /** The function on a stream that is keyed, opened, with state on the heap. */
  public static <K, I, O> FunctionHarness<I, O> keyed(
      KeyedProcessFunction<K, I, O> function, KeySelector<I, K> key, TypeInformation<K> keyType)
      throws Exception {
    return ofKeyed(function, key, keyType).open();
  }

  /** A subtask of the function on a stream that is keyed, to be described further. */
  public static <K, I, O> Keyed<K, I, O> ofKeyed(
      KeyedProcessFunction<K, I, O> function, KeySelector<I, K> key, TypeInformation<K> keyType) {
    return new Keyed<>(function, key, keyType);
  }

  /** Gives the function a record without a timestamp. */
  public FunctionHarness<I, O> process(I record) throws Exception {
    return give(new StreamRecord<>(record));
  }

  /** Gives the function a record with its timestamp, in epoch milliseconds. */
  public FunctionHarness<I, O> process(I record, long timestamp) throws Exception {
    return give(new StreamRecord<>(record, timestamp));
  }

  /** The next output equals this. */
  public FunctionHarness<I, O> expectOutput(O expected) {
    assertThat(nextOutput()).as("next output").isEqualTo(expected);
    return this;
  }

  /** All outputs have been expected. */
  public FunctionHarness<I, O> expectNoMoreOutput() {
    assertThat(output.records()).as("further output").isEmpty();
    return this;
  }

  /** The next record of the side output equals this. */
  public <X> FunctionHarness<I, O> expectSideOutput(OutputTag<X> tag, X expected) {
    assertThat(nextSideOutput(tag)).as("next of side output %s", tag.getId()).isEqualTo(expected);
    return this;
  }

  /** All records of the side output have been expected. */
  public FunctionHarness<I, O> expectNoMoreSideOutput(OutputTag<?> tag) {
    assertThat(output.sideOutput(tag))
        .as("further records of side output %s", tag.getId())
        .isEmpty();
    return this;
  }

  /** The function has counted this much; the path is one of {@link RecordedMetrics}. */
  public FunctionHarness<I, O> expectCounter(String path, long expected) {
    assertThat(metrics().counter(path)).as(path).isEqualTo(expected);
    return this;
  }

  /** The next output, for a look at its parts. */
  public O nextOutput() {
    O next = output.records().poll();
    if (next == null) {
      throw new AssertionError("no further output");
    }
    return next;
  }

  /** The next record of the side output, for a look at its parts. */
  @SuppressWarnings("unchecked") // a tag's records are of the tag's type
  public <X> X nextSideOutput(OutputTag<X> tag) {
    Object next = output.sideOutput(tag).poll();
    if (next == null) {
      throw new AssertionError("no further record of side output " + tag.getId());
    }
    return (X) next;
  }

  /** All outputs that were not expected yet, in order; they are forgotten. */
  public List<O> takeOutputs() {
    List<O> taken = new ArrayList<>(output.records());
    output.records().clear();
    return taken;
  }

  /** Closes the function. */
  @Override
  public void close() throws Exception {
    try (environment) {
      harness.close();
    }
  }

  /**
   * What a subtask with keyed state shall start as.
   *
   * @param <K> the key
   * @param <I> what the function takes
   * @param <O> what it puts out
   */
  public static final class Keyed<K, I, O> extends Subtask<Keyed<K, I, O>> {
    private final KeyedProcessFunction<K, I, O> function;
    private final KeySelector<I, K> key;
    private final TypeInformation<K> keyType;
    private StateBackend backend = new HashMapStateBackend();

    private Keyed(
        KeyedProcessFunction<K, I, O> function, KeySelector<I, K> key, TypeInformation<K> keyType) {
      this.function = function;
      this.key = key;
      this.keyType = keyType;
    }

    @Override
    Keyed<K, I, O> self() {
      return this;
    }

    /** Keeps state there; on the heap by default. */
    public Keyed<K, I, O> in(StateBackend stateBackend) {
      backend = stateBackend;
      return this;
    }

    /** Restores the state if there is some and opens the function. */
    public FunctionHarness<I, O> open() throws Exception {
      MockEnvironment environment = environment();
      var flink =
          new KeyedOneInputStreamOperatorTestHarness<>(
              new KeyedProcessOperator<>(function), key, keyType, environment);
      flink.setStateBackend(backend);
      return new FunctionHarness<>(flink, environment, this).open(this);
    }
  }
}
