package io.austin.stream.functions.journey;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.util.Collector;

/** Tells which changes of journeys are changes of their outcomes. */
public final class TellOutcomes extends RichFlatMapFunction<JourneyChange, OutcomeChange> {
  private static final long serialVersionUID = 1L;

  private transient Counter told = new SimpleCounter();

  @Override
  public void open(OpenContext context) {
    told = getRuntimeContext().getMetricGroup().addGroup("journeys").counter("outcomesTold");
  }

  @Override
  public void flatMap(JourneyChange change, Collector<OutcomeChange> out) {
    OutcomeChange after = OutcomeChange.of(change.messageId(), change.receiver(), change.after());
    Standing before = change.before();
    if (before == null
        || !after.equals(OutcomeChange.of(change.messageId(), change.receiver(), before))) {
      told.inc();
      out.collect(after);
    }
  }
}
