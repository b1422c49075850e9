package io.austin.stream.test.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.sink.legacy.RichSinkFunction;
import org.junit.jupiter.api.Test;

class SinkHarnessTest {
  @Test
  void takesASinkThroughItsLife() throws Exception {
    RecordingSink sink = new RecordingSink();
    try (SinkHarness<String> harness = SinkHarness.open(sink)) {
      harness.invoke("a").processingTime(7).invoke("b", 1_000).checkpoint();
      harness.checkpointCompletes().invoke("c").finish();

      assertThat(harness.metrics().counter("invoked")).isEqualTo(3);
      assertThat(harness.metrics().gauge("last")).isEqualTo("c");
      assertThatThrownBy(() -> harness.metrics().counter("last")).hasMessageContaining("last");
    }
    assertThat(sink.seen)
        .containsExactly(
            "initialize",
            "open 0/1",
            "a null 0",
            "b 1000 7",
            "snapshot 1",
            "complete 1",
            "c null 7",
            "finish",
            "close");
  }

  @Test
  void closesWithoutFinishingAsAtAFailure() throws Exception {
    RecordingSink sink = new RecordingSink();
    SinkHarness.open(sink).invoke("a").close();

    assertThat(sink.seen).endsWith("close").doesNotContain("finish");
  }

  @Test
  void restoresFromACheckpoint() throws Exception {
    OperatorSubtaskState checkpoint;
    try (var sink = SinkHarness.open(new RecordingSink())) {
      checkpoint = sink.invoke("a").checkpoint();
      sink.invoke("not in the checkpoint");
    }

    RecordingSink restored = new RecordingSink();
    try (var sink = SinkHarness.of(restored).restoring(checkpoint).open()) {
      assertThat(restored.own).containsExactly("a");
      assertThat(restored.everybodys).containsExactly("a");
      assertThat(restored.seen).containsExactly("restore 1", "open 0/1");
      sink.checkpoint();
    }
    assertThat(restored.seen).contains("snapshot 2");
  }

  @Test
  void dealsTheStateOutToMoreSubtasks() throws Exception {
    OperatorSubtaskState checkpoint;
    try (var sink = SinkHarness.open(new RecordingSink())) {
      checkpoint = sink.invoke("a").invoke("b").checkpoint();
    }

    RecordingSink first = new RecordingSink();
    RecordingSink second = new RecordingSink();
    SinkHarness.of(first).subtask(0, 2).restoring(checkpoint).open().close();
    SinkHarness.of(second).subtask(1, 2).restoring(checkpoint).open().close();

    assertThat(first.seen).contains("open 0/2");
    assertThat(second.seen).contains("open 1/2");
    assertThat(first.everybodys).containsExactlyInAnyOrder("a", "b");
    assertThat(second.everybodys).containsExactlyInAnyOrder("a", "b");
    assertThat(first.own).hasSize(1);
    assertThat(second.own).hasSize(1).doesNotContainAnyElementsOf(first.own);
  }

  @Test
  void mergesTheStateOfSeveralSubtasks() throws Exception {
    OperatorSubtaskState one;
    OperatorSubtaskState two;
    try (var first = SinkHarness.of(new RecordingSink()).subtask(0, 2).open();
        var second = SinkHarness.of(new RecordingSink()).subtask(1, 2).open()) {
      one = first.invoke("a").checkpoint();
      two = second.invoke("b").invoke("c").checkpoint();
    }

    RecordingSink merged = new RecordingSink();
    SinkHarness.of(merged).restoring(one, two).open().close();
    assertThat(merged.own).containsExactlyInAnyOrder("a", "b", "c");
    assertThat(merged.everybodys).containsExactlyInAnyOrder("a", "b", "c");

    RecordingSink same = new RecordingSink();
    SinkHarness.of(same).subtask(1, 2).restoring(one, two).open().close();
    assertThat(same.everybodys).containsExactlyInAnyOrder("a", "b", "c");
  }

  @Test
  void closesASinkThatCannotBeOpened() {
    RecordingSink sink = new RecordingSink();
    sink.failsToOpen = true;

    assertThatThrownBy(() -> SinkHarness.open(sink)).hasMessage("asked to");

    assertThat(sink.seen).containsExactly("initialize", "close");
  }

  @Test
  void letsFailuresThroughAsTheyAre() throws Exception {
    try (var sink = SinkHarness.open(new RecordingSink())) {
      assertThatThrownBy(() -> sink.invoke("fail"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("asked to");
    }
  }

  /** Notes what is done to it; keeps its records as list state and as union state. */
  private static final class RecordingSink extends RichSinkFunction<String>
      implements CheckpointedFunction, CheckpointListener {
    private final List<String> seen = new ArrayList<>();
    private final List<String> own = new ArrayList<>();
    private final List<String> everybodys = new ArrayList<>();
    private final List<String> invoked = new ArrayList<>();
    private boolean failsToOpen;
    private transient Counter count;
    private transient ListState<String> ownState;
    private transient ListState<String> unionState;

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
      seen.add(
          context.isRestored()
              ? "restore " + context.getRestoredCheckpointId().getAsLong()
              : "initialize");
      var store = context.getOperatorStateStore();
      ownState = store.getListState(new ListStateDescriptor<>("own", Types.STRING));
      unionState = store.getUnionListState(new ListStateDescriptor<>("union", Types.STRING));
      ownState.get().forEach(own::add);
      unionState.get().forEach(everybodys::add);
    }

    @Override
    public void open(OpenContext context) {
      if (failsToOpen) {
        throw new IllegalStateException("asked to");
      }
      var task = getRuntimeContext().getTaskInfo();
      seen.add("open " + task.getIndexOfThisSubtask() + "/" + task.getNumberOfParallelSubtasks());
      getRuntimeContext().getMetricGroup().gauge("last", () -> invoked.get(invoked.size() - 1));
      count = getRuntimeContext().getMetricGroup().counter("invoked");
    }

    @Override
    public void invoke(String value, Context context) {
      if (value.equals("fail")) {
        throw new IllegalStateException("asked to");
      }
      invoked.add(value);
      count.inc();
      seen.add(value + " " + context.timestamp() + " " + context.currentProcessingTime());
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
      seen.add("snapshot " + context.getCheckpointId());
      ownState.update(invoked);
      unionState.update(invoked);
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
      seen.add("complete " + checkpointId);
    }

    @Override
    public void finish() {
      seen.add("finish");
    }

    @Override
    public void close() {
      seen.add("close");
    }
  }
}
