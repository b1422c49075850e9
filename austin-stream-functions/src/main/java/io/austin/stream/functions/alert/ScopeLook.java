package io.austin.stream.functions.alert;

import static io.austin.stream.functions.alert.AlertRule.COMPARED;
import static io.austin.stream.functions.alert.AlertRule.SLOT;

import io.austin.stream.common.LatencyBuckets;
import io.austin.stream.functions.alert.Incident.Reading;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A look at all rules of one scope at one moment of stream time. */
final class ScopeLook {
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final List<Long> COMPARED_WITH = List.of(DAY, 7 * DAY);

  private final String scope;
  private final long time;
  private final ZoneId zone;
  private final RuleSet.Of rules;
  private final ScopeState state;
  private final boolean late;
  private final Map<Long, Map<Long, Long>> read = new HashMap<>();

  /**
   * A look.
   *
   * @param time in milliseconds since the epoch
   * @param late whether it comes long after that time
   */
  ScopeLook(
      String scope, long time, ZoneId zone, RuleSet.Of rules, ScopeState state, boolean late) {
    this.scope = scope;
    this.time = time;
    this.zone = zone;
    this.rules = rules;
    this.state = state;
    this.late = late;
  }

  /** Tells of the incidents that open or end. */
  void look(Consumer<Incident> out) throws Exception {
    state.moveTo(time, rules);
    for (AlertRule rule : rules.rules()) {
      if (time % rule.step() == 0) {
        look(rule, out);
      }
    }
    if (!state.incidents.isEmpty()) {
      endRemoved(out);
    }
  }

  private void endRemoved(Consumer<Incident> out) throws Exception {
    List<Incident> gone = new ArrayList<>();
    for (Incident incident : state.incidents.values()) {
      if (!rules.find(incident.rule())) {
        gone.add(incident);
      }
    }
    for (Incident incident : gone) {
      state.incidents.remove(incident.rule());
      if (incident.isOpen()) {
        out.accept(incident.ended(time));
      }
    }
  }

  private void look(AlertRule rule, Consumer<Incident> out) throws Exception {
    Incident before = state.incidents.get(rule.name());
    boolean open = before != null && before.isOpen();
    watch(rule);
    Reading reading = rule.isInHours(time, zone) ? reading(rule, open) : null;
    boolean beyond = reading != null && rule.isBeyond(reading.value(), open);
    Incident after = before;
    if (beyond && reading != null) {
      after = beyond(rule, before, reading);
    } else if (before != null && !before.isOpen()) {
      after = null;
    } else if (before != null && before.quietSince() == Incident.NEVER) {
      after = before.quiet(time);
    }
    if (after != null && after.isOpen() && isQuietForLong(rule, after)) {
      out.accept(after.ended(after.quietSince()));
      after = null;
    } else if (after != null && after.isOpen() && !open) {
      out.accept(after);
    }
    if (after == null && before != null) {
      state.incidents.remove(rule.name());
    } else if (after != null && !after.equals(before)) {
      state.incidents.put(rule.name(), after);
    }
  }

  private Incident beyond(AlertRule rule, @Nullable Incident before, Reading reading) {
    Incident known = before == null ? Incident.begun(rule, scope, time, reading) : before;
    if (!known.isOpen()) {
      return time - known.begun() >= rule.holdFor() ? known.opened(time, reading, late) : known;
    }
    double worst =
        rule.below()
            ? Math.min(known.worst(), reading.value())
            : Math.max(known.worst(), reading.value());
    return known.worst(worst);
  }

  private boolean isQuietForLong(AlertRule rule, Incident incident) {
    return incident.quietSince() != Incident.NEVER
        && time - incident.quietSince() >= rule.holdFor();
  }

  /**
   * What a rule sees; {@code null} where that says nothing. To go on with an incident that is open
   * any number is enough, or one at the bound of what is enough would end and open again.
   */
  private @Nullable Reading reading(AlertRule rule, boolean open) throws Exception {
    long least = open ? 1 : rule.least();
    return switch (rule.kind()) {
      case RATE -> {
        long of = sum(rule, Set.of(Measure.SENT, Measure.FAILED, Measure.FILTERED));
        yield share(sum(rule, rule.counted()), of, least);
      }
      case STUCK -> {
        long stuck = Math.max(0, state.course().stuck());
        yield rule.share()
            ? share(stuck, sum(rule, Set.of(Measure.TAKEN_IN)), least)
            : new Reading(stuck, stuck, stuck);
      }
      case VOLUME, SILENCE, CHANNEL_CODE -> {
        long count = sum(rule, rule.counted());
        yield rule.below() && !isWatched(rule, rule.window())
            ? null
            : new Reading(count, count, count);
      }
      case SLOW -> slow(rule, least);
      case UNLIKE_BEFORE -> unlikeBefore(rule, least);
    };
  }

  private static @Nullable Reading share(long count, long of, long least) {
    return of < least ? null : new Reading((double) count / of, count, of);
  }

  /** Remembers since when a rule is there which says something of nothing. */
  private void watch(AlertRule rule) throws Exception {
    boolean needed = rule.below() || rule.kind() == AlertRule.Kind.UNLIKE_BEFORE;
    long woken = state.course().woken();
    boolean awake = !rule.below() || woken != ScopeState.Course.NEVER && woken <= time;
    if (needed && awake && !state.since.contains(watched(rule))) {
      state.since.put(watched(rule), time);
    }
  }

  private static String watched(AlertRule rule) {
    return rule.name() + " " + rule.window();
  }

  /** Whether all of so long ago was counted, where nothing was. */
  private boolean isWatched(AlertRule rule, long back) throws Exception {
    Long since = state.since.get(watched(rule));
    return since != null && since <= time - back;
  }

  private @Nullable Reading slow(AlertRule rule, long least) throws Exception {
    TreeMap<Integer, Long> buckets = new TreeMap<>();
    long all = 0;
    for (long slot = first(rule); slot < time / SLOT; slot++) {
      for (Map.Entry<Long, Long> count : slot(slot).entrySet()) {
        if (Measure.isLatency(count.getKey())) {
          buckets.merge(Measure.bucket(count.getKey()), count.getValue(), Long::sum);
          all += count.getValue();
        }
      }
    }
    if (all < least) {
      return null;
    }
    long rank = (all * rule.percentile() + 99) / 100;
    long seen = 0;
    double millis = 0;
    long slower = 0;
    for (Map.Entry<Integer, Long> bucket : buckets.entrySet()) {
      double middle = LatencyBuckets.millis(bucket.getKey());
      millis = seen < rank ? middle : millis;
      seen += bucket.getValue();
      slower += middle > rule.bound() ? bucket.getValue() : 0;
    }
    return new Reading(millis, slower, all);
  }

  private @Nullable Reading unlikeBefore(AlertRule rule, long least) throws Exception {
    long now = sum(rule, rule.counted());
    Reading nearest = null;
    for (long back : COMPARED_WITH) {
      boolean known = isWatched(rule, back + rule.window());
      long before = known ? before(rule, time - back) : 0;
      if (before >= rule.least()) {
        double times = (double) now / before;
        if (nearest == null || (rule.below() ? times > nearest.value() : times < nearest.value())) {
          nearest = new Reading(times, now, before);
        }
      }
    }
    return rule.below() || now >= least ? nearest : null;
  }

  /** What was counted in the window that ended then. */
  private long before(AlertRule rule, long end) throws Exception {
    long sum = 0;
    for (long span = (end - rule.window()) / COMPARED; span < end / COMPARED; span++) {
      Map<Long, Long> counts = state.history.get(span);
      sum += counts == null ? 0 : sum(counts, rule.counted());
    }
    return sum;
  }

  private long sum(AlertRule rule, Set<Long> counted) throws Exception {
    long sum = 0;
    for (long slot = first(rule); slot < time / SLOT; slot++) {
      sum += sum(slot(slot), counted);
    }
    return sum;
  }

  private static long sum(Map<Long, Long> counts, Set<Long> counted) {
    long sum = 0;
    for (Long measure : counted) {
      sum += counts.getOrDefault(measure, 0L);
    }
    return sum;
  }

  private long first(AlertRule rule) {
    return (time - rule.window()) / SLOT;
  }

  private Map<Long, Long> slot(long slot) throws Exception {
    Map<Long, Long> known = read.get(slot);
    if (known == null) {
      Map<Long, Long> counts = state.slots.get(slot);
      known = counts == null ? Map.of() : counts;
      read.put(slot, known);
    }
    return known;
  }
}
