package io.austin.stream.functions.alert;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;

/** The evaluation of rules under test, in one subtask or several, with an injected clock. */
final class RulesHarness implements AutoCloseable {
  static final Duration LATENESS = Duration.ofSeconds(10);
  static final ZoneId ZONE = ZoneOffset.UTC;

  private static final int MAX_PARALLELISM = 128;

  private final List<KeyedBroadcastOperatorTestHarness<String, ScopeCounts, RuleChange, Incident>>
      subtasks = new ArrayList<>();

  private final TwoInputStreamOperatorTestHarness<RuleChange, ScopeCounts, ScopeCounts> wakes;

  private RulesHarness() throws Exception {
    wakes = new TwoInputStreamOperatorTestHarness<>(new WakeScopes(LATENESS, 0));
    wakes.open();
  }

  /** So many subtasks, from a checkpoint if there is one. */
  static RulesHarness open(int parallelism, StateBackend backend, OperatorSubtaskState... restored)
      throws Exception {
    return open(parallelism, backend, true, restored);
  }

  private static RulesHarness open(
      int parallelism, StateBackend backend, boolean channels, OperatorSubtaskState... restored)
      throws Exception {
    RulesHarness harness = new RulesHarness();
    for (int i = 0; i < parallelism; i++) {
      var subtask =
          new KeyedBroadcastOperatorTestHarness<String, ScopeCounts, RuleChange, Incident>(
              new CoBroadcastWithKeyedOperator<>(
                  new EvaluateRules(LATENESS, ZONE, channels), List.of(EvaluateRules.RULES)),
              ScopeCounts::scope,
              Types.STRING,
              MAX_PARALLELISM,
              parallelism,
              i);
      subtask.setStateBackend(backend);
      if (restored.length > 0) {
        subtask.initializeState(
            AbstractStreamOperatorTestHarness.repartitionOperatorState(
                AbstractStreamOperatorTestHarness.repackageState(restored),
                MAX_PARALLELISM,
                restored.length,
                parallelism,
                i));
      }
      subtask.open();
      harness.subtasks.add(subtask);
    }
    return harness;
  }

  static RulesHarness open() throws Exception {
    return open(1, new HashMapStateBackend());
  }

  /** Where nobody knows which channels templates send through. */
  static RulesHarness withoutChannels() throws Exception {
    return open(1, new HashMapStateBackend(), false);
  }

  /** The rules of this text are there, all of them. */
  RulesHarness rules(String yaml) throws Exception {
    RuleFile file = RuleFile.read(yaml, true);
    if (!file.mistakes().isEmpty()) {
      throw new AssertionError(file.mistakes());
    }
    for (AlertRule rule : file.rules()) {
      change(new RuleChange(rule.name(), rule.yaml()));
    }
    return rulesRead();
  }

  /** All rules were read, so the clock may go. */
  RulesHarness rulesRead() throws Exception {
    for (var subtask : subtasks) {
      subtask.processBroadcastWatermark(Watermark.MAX_WATERMARK);
    }
    wakes.processWatermark1(Watermark.MAX_WATERMARK);
    return passWakes();
  }

  /** A rule comes or goes, and wakes the scope that it names. */
  RulesHarness change(RuleChange change) throws Exception {
    for (var subtask : subtasks) {
      subtask.processBroadcastElement(new StreamRecord<>(change));
    }
    wakes.processElement1(new StreamRecord<>(change));
    return passWakes();
  }

  /** As in the job, the clock does not go on before the scopes were woken. */
  private RulesHarness passWakes() throws Exception {
    Object next;
    while ((next = wakes.getOutput().poll()) != null) {
      if (next instanceof Watermark mark) {
        for (var subtask : subtasks) {
          subtask.processWatermark(mark);
        }
      } else if (next instanceof StreamRecord<?> wake) {
        toItsSubtask((ScopeCounts) wake.getValue());
      }
    }
    return this;
  }

  /** Counts of any scope: what tells when the first event was are those of everything. */
  RulesHarness process(ScopeCounts counts) throws Exception {
    wakes.processElement2(new StreamRecord<>(counts));
    toItsSubtask(counts);
    return this;
  }

  private void toItsSubtask(ScopeCounts counts) throws Exception {
    subtasks
        .get(
            KeyGroupRangeAssignment.assignKeyToParallelOperator(
                counts.scope(), MAX_PARALLELISM, subtasks.size()))
        .processElement(new StreamRecord<>(counts));
  }

  /** So many of something happened at a time. */
  RulesHarness count(String scope, long time, long measure, long count) throws Exception {
    ScopeCounts counts = new ScopeCounts(scope, new HashMap<>());
    counts.add(time, measure, count);
    return process(counts);
  }

  RulesHarness clock(long time) throws Exception {
    wakes.processWatermark2(new Watermark(time));
    return passWakes();
  }

  /** The machine's own time. */
  RulesHarness now(long time) throws Exception {
    for (var subtask : subtasks) {
      subtask.setProcessingTime(time);
    }
    return this;
  }

  List<Incident> take() {
    List<Incident> taken = new ArrayList<>();
    for (var subtask : subtasks) {
      taken.addAll(subtask.extractOutputValues());
      subtask.getOutput().clear();
    }
    return taken;
  }

  OperatorSubtaskState[] checkpoint() throws Exception {
    OperatorSubtaskState[] states = new OperatorSubtaskState[subtasks.size()];
    for (int i = 0; i < states.length; i++) {
      states[i] = subtasks.get(i).snapshot(1, 1);
    }
    return states;
  }

  /** How many values of keyed state there are on the heap, timers left out. */
  int stateSize() {
    return subtasks.stream().mapToInt(it -> stateSize(it.getTwoInputOperator())).sum();
  }

  private static int stateSize(Object operator) {
    var state = ((AbstractStreamOperator<?>) operator).getKeyedStateBackend();
    return ((HeapKeyedStateBackend<?>) state).numKeyValueStateEntries();
  }

  int timers() {
    return subtasks.stream().mapToInt(it -> it.numEventTimeTimers()).sum();
  }

  @Override
  public void close() throws Exception {
    wakes.close();
    for (var subtask : subtasks) {
      subtask.close();
    }
  }
}
