package io.austin.stream.functions.alert;

import static org.apache.flink.api.common.typeinfo.Types.POJO;

import io.austin.stream.common.JourneyKeys;
import io.austin.stream.functions.alert.AlertRule.Severity;
import io.austin.stream.functions.journey.ShownValues;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Tells what Redis is to show of incidents: how many are open, and the {@link #MOST} of them that
 * are worst and those that ended last. What changes is told with each watermark; all of it at the
 * start and from time to time, before what Redis shows expires. One subtask.
 */
public final class ShowIncidents extends AbstractStreamOperator<ShownValues>
    implements OneInputStreamOperator<Incident, ShownValues> {
  /** So many open ones are shown, and so many that ended. */
  public static final int MOST = 1_000;

  private static final long serialVersionUID = 1L;
  private static final int TIMES_WHILE_KEPT = 4;

  private static final Comparator<Incident> WORST_FIRST =
      Comparator.comparing(Incident::severity)
          .reversed()
          .thenComparingLong(incident -> incident.opened())
          .thenComparing(Incident::id);
  private static final Comparator<Incident> FIRST_TO_GO =
      Comparator.<Incident>comparingLong(incident -> incident.ended()).thenComparing(Incident::id);

  private final Duration keep;
  private transient @Nullable ListState<Incident> state;
  private transient Map<String, Incident> open = new HashMap<>();
  private transient TreeSet<Incident> ended = new TreeSet<>(FIRST_TO_GO);
  private transient Map<String, Map<String, Long>> told = new HashMap<>();
  private transient Map<Severity, Long> counts = new ConcurrentHashMap<>();
  private transient boolean changed;

  /**
   * Shows incidents.
   *
   * @param keep for how long those are shown that ended
   */
  public ShowIncidents(Duration keep) {
    this.keep = keep;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    open = new HashMap<>();
    ended = new TreeSet<>(FIRST_TO_GO);
    state =
        context
            .getOperatorStateStore()
            .getListState(new ListStateDescriptor<>("incidents", POJO(Incident.class)));
    state.get().forEach(this::take);
  }

  @Override
  public void open() throws Exception {
    super.open();
    told = new HashMap<>();
    counts = new ConcurrentHashMap<>();
    MetricGroup alerts = getMetricGroup().addGroup("alerts");
    for (Severity severity : Severity.values()) {
      alerts
          .addGroup("severity", severity.word())
          .gauge("openIncidents", () -> counts.getOrDefault(severity, 0L));
    }
    count();
    long now = getProcessingTimeService().getCurrentProcessingTime();
    getProcessingTimeService().registerTimer(now, this::tellAll);
  }

  private void tellAll(long time) {
    told.clear();
    tell();
    // Whoever writes waits for journeys alone: rules that cannot be read hold back no clock.
    output.emitWatermark(Watermark.MAX_WATERMARK);
    getProcessingTimeService()
        .registerTimer(time + keep.toMillis() / TIMES_WHILE_KEPT, this::tellAll);
  }

  @Override
  public void processElement(StreamRecord<Incident> element) {
    take(element.getValue());
    changed = true;
  }

  private void take(Incident incident) {
    open.remove(incident.id());
    if (incident.isOpen()) {
      open.put(incident.id(), incident);
    } else {
      ended.add(incident);
    }
  }

  @Override
  public void processWatermark(Watermark mark) {
    changed |= forget(mark.getTimestamp());
    if (changed && !told.isEmpty()) {
      tell();
    }
  }

  private boolean forget(long clock) {
    int before = ended.size();
    while (!ended.isEmpty()
        && (ended.size() > MOST || ended.first().ended() < clock - keep.toMillis())) {
      ended.pollFirst();
    }
    return ended.size() < before;
  }

  private void tell() {
    count();
    Map<String, Long> bySeverity = new HashMap<>();
    counts.forEach((severity, count) -> bySeverity.put(severity.word(), count));
    tell(JourneyKeys.INCIDENTS, false, bySeverity);
    List<Incident> worst = open.values().stream().sorted(WORST_FIRST).limit(MOST).toList();
    tell(JourneyKeys.OPEN_INCIDENTS, true, members(worst, incident -> incident.opened()));
    tell(JourneyKeys.ENDED_INCIDENTS, true, members(ended, incident -> incident.ended()));
    changed = false;
  }

  private void count() {
    for (Severity severity : Severity.values()) {
      counts.put(severity, open.values().stream().filter(it -> it.severity() == severity).count());
    }
  }

  private static Map<String, Long> members(
      Collection<Incident> incidents, ToLongFunction<Incident> score) {
    Map<String, Long> members = new HashMap<>();
    incidents.forEach(incident -> members.put(incident.toJson(), score.applyAsLong(incident)));
    return members;
  }

  /** Tells what differs from what was told before; where nothing was, all of it. */
  private void tell(String key, boolean sorted, Map<String, Long> values) {
    Map<String, Long> before = told.put(key, values);
    Map<String, Long> changes = new HashMap<>(values);
    if (before != null) {
      changes.entrySet().removeIf(it -> it.getValue().equals(before.get(it.getKey())));
      before.keySet().stream()
          .filter(name -> !values.containsKey(name))
          .forEach(name -> changes.put(name, ShownValues.GONE));
    }
    if (before == null || !changes.isEmpty()) {
      output.collect(new StreamRecord<>(new ShownValues(key, sorted, before == null, changes)));
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    List<Incident> all = new ArrayList<>(open.values());
    all.addAll(ended);
    if (state == null) {
      throw new IllegalStateException("initializeState comes first");
    }
    state.update(all);
  }
}
