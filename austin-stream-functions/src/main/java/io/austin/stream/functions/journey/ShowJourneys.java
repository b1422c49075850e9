package io.austin.stream.functions.journey;

import static io.austin.stream.functions.journey.ShownValues.GONE;

import io.austin.stream.common.JourneyKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Counts the journeys of each template and tells what Redis is to show of them; keyed by business
 * id. What is shown stays in state as long: at the first sign of a template after a start, which is
 * its timer at the latest, all of it is told again, and what Redis shows from another attempt goes.
 */
public final class ShowJourneys extends KeyedProcessFunction<Long, TemplateChanges, ShownValues> {
  private static final long serialVersionUID = 1L;

  /** How long latencies by minute are shown. */
  public static final Duration RECENT = Duration.ofHours(2);

  private static final long LOOK_EVERY = Duration.ofSeconds(10).toMillis();
  private static final long MINUTE = TemplateChanges.MINUTE;
  private static final long HOUR = 60 * MINUTE;
  private static final TypeInformation<Map<Integer, Long>> BUCKETS =
      Types.MAP(Types.INT, Types.LONG);
  private static final TypeInformation<Map<String, Long>> MEMBERS =
      Types.MAP(Types.STRING, Types.LONG);

  private final Duration keep;
  private final Set<Long> told = new HashSet<>();
  private transient @Nullable State state;

  /**
   * Counts journeys.
   *
   * @param keep how long a template is shown after its last change
   */
  public ShowJourneys(Duration keep) {
    this.keep = keep;
  }

  private final class State {
    final MapState<String, Long> outcomes = map("outcomes", Types.STRING, Types.LONG);
    final MapState<Long, Map<Integer, Long>> hours = map("hours", Types.LONG, BUCKETS);
    final MapState<Long, Map<Integer, Long>> minutes = map("minutes", Types.LONG, BUCKETS);
    final ValueState<Map<String, Long>> slowest = value("slowest", MEMBERS);
    final MapState<Long, Long> stuck = map("stuck", Types.LONG, Types.LONG);
    final MapState<Long, Map<String, Long>> stuckExamples =
        map("stuck-examples", Types.LONG, MEMBERS);
    final ValueState<Long> changed = value("changed", Types.LONG);

    private <K, V> MapState<K, V> map(String name, TypeInformation<K> key, TypeInformation<V> to) {
      return getRuntimeContext().getMapState(new MapStateDescriptor<>(name, key, to));
    }

    private <V> ValueState<V> value(String name, TypeInformation<V> type) {
      return getRuntimeContext().getState(new ValueStateDescriptor<>(name, type));
    }

    void clear() {
      outcomes.clear();
      hours.clear();
      minutes.clear();
      slowest.clear();
      stuck.clear();
      stuckExamples.clear();
      changed.clear();
    }
  }

  @Override
  public void open(OpenContext context) {
    state = new State();
    told.clear();
  }

  private State state() {
    if (state == null) {
      throw new IllegalStateException("open comes first");
    }
    return state;
  }

  @Override
  public void processElement(TemplateChanges changes, Context context, Collector<ShownValues> out)
      throws Exception {
    long now = context.timerService().currentProcessingTime();
    if (state().changed.value() == null) {
      context.timerService().registerProcessingTimeTimer(now + LOOK_EVERY);
    }
    state().changed.update(now);
    Show show = new Show(context.getCurrentKey(), out);
    show.count(changes, context.timerService().currentWatermark());
    if (told.add(context.getCurrentKey())) {
      show.all();
    } else {
      show.changed(changes);
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<ShownValues> out)
      throws Exception {
    Show show = new Show(context.getCurrentKey(), out);
    Long changed = state().changed.value();
    if (changed == null || changed + keep.toMillis() < time && state().stuck.isEmpty()) {
      state().clear();
      told.remove(context.getCurrentKey());
      return;
    }
    show.forget(context.timerService().currentWatermark());
    if (told.add(context.getCurrentKey())) {
      show.all();
    }
    long next = Math.max(time, context.timerService().currentProcessingTime()) + LOOK_EVERY;
    context.timerService().registerProcessingTimeTimer(next);
  }

  /** What is done with one template at a time. */
  private final class Show {
    private final long id;
    private final Collector<ShownValues> out;
    private final State state = state();
    private boolean slowestChanged;

    Show(long id, Collector<ShownValues> out) {
      this.id = id;
      this.out = out;
    }

    void count(TemplateChanges changes, long clock) throws Exception {
      for (Map.Entry<String, Long> outcome : changes.outcomes().entrySet()) {
        add(state.outcomes, outcome.getKey(), outcome.getValue());
      }
      for (Map.Entry<Long, Map<Integer, Long>> minute : changes.latencies().entrySet()) {
        if (!isOld(minute.getKey() * MINUTE, RECENT, clock)) {
          addAll(state.minutes, minute.getKey(), minute.getValue());
        }
        if (!isOld(minute.getKey() * MINUTE, keep, clock)) {
          addAll(state.hours, minute.getKey() * MINUTE / HOUR, minute.getValue());
        }
      }
      for (Map.Entry<Long, Long> minute : changes.stuck().entrySet()) {
        add(state.stuck, minute.getKey(), minute.getValue());
      }
      countExamples(changes);
    }

    private void countExamples(TemplateChanges changes) throws Exception {
      Map<String, Long> before = copy(state.slowest.value());
      Map<String, Long> slowest = new HashMap<>(before);
      changes.notSlow().forEach(slowest::remove);
      changes.slow().forEach((name, millis) -> TemplateChanges.keepIfSlow(name, millis, slowest));
      slowestChanged = !slowest.equals(before);
      if (slowestChanged) {
        state.slowest.update(slowest);
      }
      for (Map.Entry<Long, List<String>> gone : changes.stuckNoLonger().entrySet()) {
        Map<String, Long> examples = copy(state.stuckExamples.get(gone.getKey()));
        gone.getValue().forEach(examples::remove);
        put(state.stuckExamples, gone.getKey(), examples);
      }
      for (Map.Entry<Long, Map<String, Long>> come : changes.stuckNow().entrySet()) {
        Map<String, Long> examples = copy(state.stuckExamples.get(come.getKey()));
        come.getValue().entrySet().stream()
            .limit(Math.max(0, TemplateChanges.EXAMPLES - examples.size()))
            .forEach(example -> examples.put(example.getKey(), example.getValue()));
        put(state.stuckExamples, come.getKey(), examples);
      }
    }

    /** All that is shown of the template, in place of whatever stands there. */
    void all() throws Exception {
      hash(JourneyKeys.OUTCOMES, true, texts(state.outcomes));
      hash(JourneyKeys.LATENCIES, true, buckets(state.hours));
      hash(JourneyKeys.RECENT_LATENCIES, true, buckets(state.minutes));
      hash(JourneyKeys.STUCK, true, texts(state.stuck));
      members(JourneyKeys.SLOWEST, copy(state.slowest.value()));
      stuckTemplate();
    }

    /** What these changes have changed. */
    void changed(TemplateChanges changes) throws Exception {
      hash(JourneyKeys.OUTCOMES, false, texts(state.outcomes, changes.outcomes().keySet()));
      Map<String, Long> hours = new HashMap<>();
      Map<String, Long> minutes = new HashMap<>();
      for (Map.Entry<Long, Map<Integer, Long>> minute : changes.latencies().entrySet()) {
        Set<Integer> buckets = minute.getValue().keySet();
        minutes.putAll(buckets(state.minutes, minute.getKey(), buckets));
        hours.putAll(buckets(state.hours, minute.getKey() * MINUTE / HOUR, buckets));
      }
      hash(JourneyKeys.LATENCIES, false, hours);
      hash(JourneyKeys.RECENT_LATENCIES, false, minutes);
      if (slowestChanged) {
        members(JourneyKeys.SLOWEST, copy(state.slowest.value()));
      }
      if (!changes.stuckNow().isEmpty() || !changes.stuckNoLonger().isEmpty()) {
        hash(JourneyKeys.STUCK, false, texts(state.stuck, changes.stuck().keySet()));
        stuckTemplate();
      }
    }

    private void stuckTemplate() throws Exception {
      long sum = 0;
      for (Long count : state.stuck.values()) {
        sum += count;
      }
      Map<String, Long> entry = new HashMap<>();
      entry.put(String.valueOf(id), sum == 0 ? GONE : sum);
      out.collect(new ShownValues(JourneyKeys.STUCK_TEMPLATES, true, false, entry));
      members(JourneyKeys.STUCK_EXAMPLES, oldestStuck());
    }

    private Map<String, Long> oldestStuck() throws Exception {
      TreeMap<Long, Map<String, Long>> slots = new TreeMap<>();
      for (Map.Entry<Long, Map<String, Long>> slot : state.stuckExamples.entries()) {
        slots.put(slot.getKey(), slot.getValue());
      }
      Map<String, Long> oldest = new HashMap<>();
      slots.values().stream()
          .flatMap(slot -> slot.entrySet().stream())
          .limit(TemplateChanges.EXAMPLES)
          .forEach(example -> oldest.put(example.getKey(), example.getValue()));
      return oldest;
    }

    /** Takes away what is too old to be shown. */
    void forget(long clock) throws Exception {
      hash(JourneyKeys.RECENT_LATENCIES, false, forget(state.minutes, MINUTE, RECENT, clock));
      hash(JourneyKeys.LATENCIES, false, forget(state.hours, HOUR, keep, clock));
    }

    private Map<String, Long> forget(
        MapState<Long, Map<Integer, Long>> slots, long length, Duration shown, long clock)
        throws Exception {
      Map<String, Long> gone = new HashMap<>();
      List<Long> old = new ArrayList<>();
      for (Map.Entry<Long, Map<Integer, Long>> slot : slots.entries()) {
        if (isOld((slot.getKey() + 1) * length, shown, clock)) {
          old.add(slot.getKey());
          slot.getValue().keySet().forEach(it -> gone.put(slot.getKey() + ":" + it, GONE));
        }
      }
      for (Long slot : old) {
        slots.remove(slot);
      }
      return gone;
    }

    private void hash(String key, boolean whole, Map<String, Long> values) {
      if (whole || !values.isEmpty()) {
        out.collect(ShownValues.hash(key + id, whole, values));
      }
    }

    private void members(String key, Map<String, Long> members) {
      out.collect(ShownValues.sortedSet(key + id, members));
    }
  }

  private static boolean isOld(long time, Duration shown, long clock) {
    return clock != Long.MIN_VALUE && time < clock - shown.toMillis();
  }

  private static <K> void add(MapState<K, Long> counts, K key, long by) throws Exception {
    Long count = counts.get(key);
    long sum = (count == null ? 0 : count) + by;
    if (sum == 0) {
      counts.remove(key);
    } else {
      counts.put(key, sum);
    }
  }

  private static void addAll(
      MapState<Long, Map<Integer, Long>> slots, long slot, Map<Integer, Long> more)
      throws Exception {
    Map<Integer, Long> known = slots.get(slot);
    Map<Integer, Long> buckets = known == null ? new HashMap<>() : new HashMap<>(known);
    more.forEach(
        (bucket, by) ->
            buckets.merge(bucket, by, (count, add) -> count + add == 0 ? null : count + add));
    put(slots, slot, buckets);
  }

  private static <V> void put(MapState<Long, Map<V, Long>> slots, long slot, Map<V, Long> value)
      throws Exception {
    if (value.isEmpty()) {
      slots.remove(slot);
    } else {
      slots.put(slot, value);
    }
  }

  private static Map<String, Long> copy(@Nullable Map<String, Long> map) {
    return map == null ? new HashMap<>() : new HashMap<>(map);
  }

  private static <K> Map<String, Long> texts(MapState<K, Long> counts) throws Exception {
    Map<String, Long> texts = new HashMap<>();
    for (Map.Entry<K, Long> count : counts.entries()) {
      texts.put(String.valueOf(count.getKey()), count.getValue());
    }
    return texts;
  }

  private static <K> Map<String, Long> texts(MapState<K, Long> counts, Set<K> keys)
      throws Exception {
    Map<String, Long> texts = new HashMap<>();
    for (K key : keys) {
      Long count = counts.get(key);
      texts.put(String.valueOf(key), count == null ? GONE : count);
    }
    return texts;
  }

  private static Map<String, Long> buckets(MapState<Long, Map<Integer, Long>> slots)
      throws Exception {
    Map<String, Long> texts = new HashMap<>();
    for (Map.Entry<Long, Map<Integer, Long>> slot : slots.entries()) {
      slot.getValue().forEach((bucket, count) -> texts.put(slot.getKey() + ":" + bucket, count));
    }
    return texts;
  }

  private static Map<String, Long> buckets(
      MapState<Long, Map<Integer, Long>> slots, long slot, Set<Integer> wanted) throws Exception {
    Map<Integer, Long> counts = slots.get(slot);
    Map<String, Long> texts = new HashMap<>();
    for (Integer bucket : wanted) {
      Long count = counts == null ? null : counts.get(bucket);
      texts.put(slot + ":" + bucket, count == null ? GONE : count);
    }
    return texts;
  }
}
