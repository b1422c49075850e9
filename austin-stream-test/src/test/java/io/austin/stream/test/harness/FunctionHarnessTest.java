package io.austin.stream.test.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FunctionHarnessTest {
  private static final OutputTag<String> REFUSED = new OutputTag<>("refused") {};
  private static final OutputTag<String> UNUSED = new OutputTag<>("unused") {};

  private FunctionHarness<String, Integer> parse;

  @BeforeEach
  void open() throws Exception {
    parse = FunctionHarness.of(new ParseIntegers());
  }

  @AfterEach
  void close() throws Exception {
    parse.close();
  }

  @Test
  void readsAsASentence() throws Exception {
    parse
        .process("1")
        .process("one")
        .process("2", 1_000)
        .watermark(2_000)
        .process("3")
        .expectOutput(1)
        .expectOutput(2)
        .expectOutput(3)
        .expectNoMoreOutput()
        .expectSideOutput(REFUSED, "one")
        .expectNoMoreSideOutput(REFUSED)
        .expectNoMoreSideOutput(UNUSED)
        .expectCounter("refused.reason.not_a_number", 1);
  }

  @Test
  void handsOutputsOver() throws Exception {
    parse.process("1").process("one");

    assertThat(parse.nextOutput()).isEqualTo(1);
    assertThat(parse.nextSideOutput(REFUSED)).isEqualTo("one");
  }

  @Test
  void showsExpectedAndActual() throws Exception {
    parse.process("1");

    assertThatThrownBy(() -> parse.expectOutput(2))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("2")
        .hasMessageContaining("1");
    assertThatThrownBy(() -> parse.expectOutput(2)).hasMessage("no further output");
  }

  @Test
  void showsWhatWasNotExpected() throws Exception {
    parse.process("1").process("one");

    assertThatThrownBy(parse::expectNoMoreOutput).hasMessageContaining("1");
    assertThatThrownBy(() -> parse.expectNoMoreSideOutput(REFUSED)).hasMessageContaining("one");
    assertThatThrownBy(() -> parse.expectSideOutput(UNUSED, "x")).hasMessageContaining("unused");
    assertThatThrownBy(() -> parse.expectCounter("refused", 1))
        .hasMessageContaining("refused.reason.not_a_number");
  }

  @Test
  void keepsStateAndTimersByKey() throws Exception {
    try (var count = FunctionHarness.keyed(new CountByKey(), word -> word.charAt(0), Types.CHAR)) {
      count
          .process("a1")
          .process("b1")
          .process("a2")
          .expectNoMoreOutput()
          .processingTime(10)
          .expectOutput(2)
          .expectOutput(1)
          .expectNoMoreOutput();
    }
  }

  @Test
  void takesTypesThatOnlyTheirOwnSerializerCopies() throws Exception {
    Set<String> unmodifiable = Collections.unmodifiableSet(new LinkedHashSet<>(List.of("a")));
    try (var same = FunctionHarness.of(new Same())) {
      same.process(unmodifiable).expectOutput(unmodifiable).expectNoMoreOutput();
    }
  }

  private static final class Same extends ProcessFunction<Set<String>, Set<String>> {
    @Override
    public void processElement(Set<String> value, Context context, Collector<Set<String>> out) {
      out.collect(value);
    }
  }

  private static final class ParseIntegers extends ProcessFunction<String, Integer> {
    private transient Counter refused;

    @Override
    public void open(OpenContext context) {
      refused =
          getRuntimeContext()
              .getMetricGroup()
              .addGroup("refused")
              .addGroup("reason")
              .counter("not_a_number");
    }

    @Override
    public void processElement(String text, Context context, Collector<Integer> out) {
      try {
        out.collect(Integer.parseInt(text));
      } catch (NumberFormatException e) {
        refused.inc();
        context.output(REFUSED, text);
      }
    }
  }

  private static final class CountByKey extends KeyedProcessFunction<Character, String, Integer> {
    private transient ValueState<Integer> count;

    @Override
    public void open(OpenContext context) {
      count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.INT));
    }

    @Override
    public void processElement(String word, Context context, Collector<Integer> out)
        throws Exception {
      Integer before = count.value();
      count.update(before == null ? 1 : before + 1);
      if (before == null) {
        context.timerService().registerProcessingTimeTimer(10);
      }
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<Integer> out)
        throws Exception {
      out.collect(count.value());
    }
  }
}
