package io.austin.stream.functions.alert;

import static org.apache.flink.api.common.typeinfo.Types.STRING;

import io.austin.stream.functions.alert.ScopeState.Course;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the incidents of each scope, keyed by it. What the watermark says is the time; rules are
 * looked at every {@link AlertRule#SLOT} of it, {@code lateness} after that time has come, so that
 * what was counted by then is the same however partitions interleave, and whether it is read as it
 * comes or a week later.
 *
 * <p>The watermark of the rules has to come to its end once all of them were read: before that no
 * time passes.
 */
public final class EvaluateRules
    extends KeyedBroadcastProcessFunction<String, ScopeCounts, RuleChange, Incident> {
  /** The rules, by name, as {@link AlertRule#yaml} has them. */
  public static final MapStateDescriptor<String, String> RULES =
      new MapStateDescriptor<>("alert-rules", STRING, STRING);

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(EvaluateRules.class);

  /** A producer's clock that is farther ahead tells no time. */
  private static final long FAR = Duration.ofDays(1).toMillis();

  /** What is found so long after it can be is called late. */
  private static final long LATE = Duration.ofMinutes(2).toMillis();

  private final long lateness;
  private final ZoneId zone;
  private final boolean channels;
  private transient @Nullable ScopeState state;
  private transient @Nullable RuleSet rules;
  private transient Counter late = new SimpleCounter();
  private transient Counter ahead = new SimpleCounter();
  private transient Counter found = new SimpleCounter();
  private transient Counter refused = new SimpleCounter();

  /**
   * Evaluates rules.
   *
   * @param lateness how long events are waited for
   * @param zone the zone of rules' hours
   * @param channels whether it is known which channels templates send through
   */
  public EvaluateRules(Duration lateness, ZoneId zone, boolean channels) {
    this.lateness = lateness.toMillis();
    this.zone = zone;
    this.channels = channels;
  }

  @Override
  public void open(OpenContext context) {
    state = new ScopeState(getRuntimeContext());
    rules = null;
    MetricGroup alerts = getRuntimeContext().getMetricGroup().addGroup("alerts");
    late = alerts.counter("countedLate");
    ahead = alerts.counter("countsAhead");
    found = alerts.counter("incidentsOpened");
    refused = alerts.counter("rulesRefused");
  }

  @Override
  public void processBroadcastElement(RuleChange change, Context context, Collector<Incident> out)
      throws Exception {
    if (change.yaml() == null) {
      context.getBroadcastState(RULES).remove(change.name());
    } else {
      context.getBroadcastState(RULES).put(change.name(), change.yaml());
    }
    rules = null;
  }

  private RuleSet.Of rules(ReadOnlyBroadcastState<String, String> known, String scope)
      throws Exception {
    if (rules == null) {
      List<AlertRule> read = new ArrayList<>();
      for (Map.Entry<String, String> rule : known.immutableEntries()) {
        RuleFile file = RuleFile.readOne(rule.getValue(), channels);
        read.addAll(file.rules());
        if (!file.mistakes().isEmpty()) {
          refused.inc();
          LOG.warn("The alert rule {} is not evaluated: {}", rule.getKey(), file.mistakes());
        }
      }
      rules = new RuleSet(read);
    }
    return rules.of(scope);
  }

  private ScopeState state() {
    if (state == null) {
      throw new IllegalStateException("open comes first");
    }
    return state;
  }

  @Override
  public void processElement(ScopeCounts counts, ReadOnlyContext context, Collector<Incident> out)
      throws Exception {
    TimerService timers = context.timerService();
    RuleSet.Of own = rules(context.getBroadcastState(RULES), context.getCurrentKey());
    long clock = timers.currentWatermark();
    Course course = state().course();
    long reached =
        clock == Long.MIN_VALUE
            ? course.reached()
            : Math.max(course.reached(), next(clock - lateness));
    for (Map.Entry<Long, Map<Long, Long>> slot : counts.slots().entrySet()) {
      boolean isFar = slot.getKey() > (timers.currentProcessingTime() + FAR) / AlertRule.SLOT;
      long end = isFar ? Long.MAX_VALUE : (slot.getKey() + 1) * AlertRule.SLOT;
      if (slot.getValue().containsKey(Measure.WAKE)) {
        course = course.wake(Math.max(end, reached));
      } else if (isFar) {
        ahead.inc();
      } else {
        boolean counted =
            state().count(slot.getKey(), slot.getValue(), own, clock == Long.MIN_VALUE);
        late.inc(counted && end < reached ? 1 : 0);
        course = course.lookAt(Math.max(end, reached));
      }
    }
    plan(course, timers);
  }

  /** The first moment of looking after a time. */
  private static long next(long time) {
    return (Math.floorDiv(time, AlertRule.SLOT) + 1) * AlertRule.SLOT;
  }

  private void plan(Course course, TimerService timers) throws Exception {
    Course before = state().course();
    if (course.next() != before.next() && course.next() != Course.NEVER) {
      timers.registerEventTimeTimer(course.next() + lateness);
    }
    state().update(course);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Incident> out)
      throws Exception {
    TimerService timers = context.timerService();
    Course course = state().course();
    if (course.next() == Course.NEVER || course.next() + lateness != timestamp) {
      return;
    }
    RuleSet.Of own = rules(context.getBroadcastState(RULES), context.getCurrentKey());
    boolean isLate = timers.currentProcessingTime() - timestamp > LATE;
    ScopeLook look =
        new ScopeLook(context.getCurrentKey(), course.next(), zone, own, state(), isLate);
    look.look(
        incident -> {
          found.inc(incident.isOpen() ? 1 : 0);
          out.collect(incident);
        });
    plan(state().after(course.next(), own), timers);
  }
}
