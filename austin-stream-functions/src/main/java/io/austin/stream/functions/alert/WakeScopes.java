package io.austin.stream.functions.alert;

import static org.apache.flink.api.common.typeinfo.Types.STRING;

import java.time.Duration;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Names the scopes of rules that find something where nothing comes, so that they are looked at.
 * That nothing comes says something from the first event on, for rules that are there before the
 * clock goes: events may be read far ahead of them. Of others it does from then on.
 *
 * <p>In one subtask: the first input has the rules, and comes to the end of time once all of them
 * were read; the second has what was counted of everything.
 */
public final class WakeScopes extends AbstractStreamOperator<ScopeCounts>
    implements TwoInputStreamOperator<RuleChange, ScopeCounts, ScopeCounts> {
  private static final long serialVersionUID = 1L;

  /** One event that is older than that does not make years of silence. */
  private static final long FAR = Duration.ofDays(9).toMillis();

  private final long lateness;
  private final long from;
  private transient long first;
  private transient long clock;
  private transient @Nullable ListState<String> waiting;

  /**
   * Names scopes.
   *
   * @param lateness how long events are waited for
   * @param from since when it says something that nothing comes, in milliseconds since the epoch;
   *     0: since the first event
   */
  public WakeScopes(Duration lateness, long from) {
    this.lateness = lateness.toMillis();
    this.from = from;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    waiting =
        context
            .getOperatorStateStore()
            .getListState(new ListStateDescriptor<>("waiting-scopes", STRING));
    first = Long.MAX_VALUE;
    clock = Long.MIN_VALUE;
  }

  private ListState<String> waiting() {
    if (waiting == null) {
      throw new IllegalStateException("initializeState comes first");
    }
    return waiting;
  }

  @Override
  public void processElement1(StreamRecord<RuleChange> record) throws Exception {
    String yaml = record.getValue().yaml();
    if (yaml == null) {
      return;
    }
    for (AlertRule rule : RuleFile.readOne(yaml, true).rules()) {
      if (rule.below() && from == 0 && clock == Long.MIN_VALUE) {
        waiting().add(rule.scope());
      } else if (rule.below()) {
        wake(rule.scope(), from == 0 ? clock - lateness : from);
      }
    }
  }

  @Override
  public void processElement2(StreamRecord<ScopeCounts> record) {
    if (clock == Long.MIN_VALUE) {
      for (long slot : record.getValue().slots().keySet()) {
        first = Math.min(first, slot * AlertRule.SLOT);
      }
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (clock == Long.MIN_VALUE) {
      long time = mark.getTimestamp();
      long begin =
          first == Long.MAX_VALUE ? time - lateness : Math.max(Math.min(first, time), time - FAR);
      for (String scope : waiting().get()) {
        wake(scope, begin);
      }
      waiting().clear();
    }
    clock = mark.getTimestamp();
    super.processWatermark(mark);
  }

  private void wake(String scope, long since) {
    output.collect(new StreamRecord<>(ScopeCounts.wake(scope, since)));
  }
}
