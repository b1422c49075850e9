package io.austin.stream.functions.alert;

import static io.austin.stream.functions.alert.AlertRule.COMPARED;
import static io.austin.stream.functions.alert.AlertRule.SLOT;
import static org.apache.flink.api.common.typeinfo.Types.LONG;
import static org.apache.flink.api.common.typeinfo.Types.POJO;
import static org.apache.flink.api.common.typeinfo.Types.STRING;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** What is kept of the scope that is the current key. */
final class ScopeState {
  private static final long HOUR = Duration.ofHours(1).toMillis();

  /** How far back rules compare, with a window of a day. */
  private static final long FAR = Duration.ofDays(9).toMillis();

  /** From so many slots on it is cheaper to look at those that there are. */
  private static final int MANY = 100;

  /** What was counted in slots, as far back as rules look. */
  final MapState<Long, Map<Long, Long>> slots;

  /** What was counted in spans of {@link AlertRule#COMPARED}, where rules compare. */
  final MapState<Long, Map<Long, Long>> history;

  /** By slot, how many more became stuck, or fewer, as far as that is not yet in the course. */
  private final MapState<Long, Long> stuck;

  /** What each rule has found and has not ended. */
  final MapState<String, Incident> incidents;

  /** Since when rules that say something of nothing are looked at. */
  final MapState<String, Long> since;

  private final ValueState<Course> course;

  ScopeState(RuntimeContext context) {
    slots = context.getMapState(map("slots", LONG, ScopeCounts.COUNTS));
    history = context.getMapState(map("history", LONG, ScopeCounts.COUNTS));
    stuck = context.getMapState(map("stuck", LONG, LONG));
    incidents = context.getMapState(map("incidents", STRING, POJO(Incident.class)));
    since = context.getMapState(map("since", STRING, LONG));
    course = context.getState(new ValueStateDescriptor<>("course", POJO(Course.class)));
  }

  private static <K, V> MapStateDescriptor<K, V> map(
      String name, TypeInformation<K> key, TypeInformation<V> value) {
    return new MapStateDescriptor<>(name, key, value);
  }

  /**
   * How far a scope is. Times are in milliseconds since the epoch, {@link #NEVER} where there is
   * none.
   *
   * @param looked when rules were looked at last
   * @param next when they are looked at next
   * @param woken from when on it says something that nothing comes
   * @param stuck how many are stuck
   * @param evicted the first slot that may still be there
   */
  public record Course(long looked, long next, long woken, long stuck, long evicted) {
    static final long NEVER = -1;
    static final Course NONE = new Course(NEVER, NEVER, NEVER, 0, 0);

    Course lookAt(long time) {
      return next != NEVER && next <= time ? this : new Course(looked, time, woken, stuck, evicted);
    }

    Course wake(long from) {
      return woken == NEVER ? new Course(looked, next, from, stuck, evicted).lookAt(from) : this;
    }

    /** The earliest time at which rules can be looked at. */
    long reached() {
      return looked == NEVER ? 0 : looked + SLOT;
    }
  }

  Course course() throws Exception {
    Course known = course.value();
    return known == null ? Course.NONE : known;
  }

  void update(Course now) throws Exception {
    if (now.equals(Course.NONE)) {
      course.clear();
    } else {
      course.update(now);
    }
  }

  /** Counts more in a slot; whether that is kept, where it is not about what is stuck. */
  boolean count(long slot, Map<Long, Long> counts, RuleSet.Of rules, boolean all) throws Exception {
    Map<Long, Long> more = new HashMap<>(counts);
    Long stuckMore = more.remove(Measure.STUCK);
    if (stuckMore != null) {
      Long known = stuck.get(slot);
      stuck.put(slot, (known == null ? 0 : known) + stuckMore);
    }
    if (more.isEmpty() || rules.rules().isEmpty() && !all) {
      return false;
    }
    if (slot >= course().evicted()) {
      add(slots, slot, more);
    }
    if (rules.compare() || all) {
      more.keySet().removeIf(measure -> measure > Measure.FILTERED);
      add(history, slot * SLOT / COMPARED, more);
    }
    return true;
  }

  private static void add(MapState<Long, Map<Long, Long>> to, long at, Map<Long, Long> more)
      throws Exception {
    Map<Long, Long> known = to.get(at);
    Map<Long, Long> sum = known == null ? new HashMap<>() : new HashMap<>(known);
    more.forEach((measure, by) -> ScopeCounts.add(sum, measure, by));
    if (sum.isEmpty()) {
      to.remove(at);
    } else {
      to.put(at, sum);
    }
  }

  /** Moves on to a time: who is stuck by then, and what is not looked at any more. */
  void moveTo(long time, RuleSet.Of rules) throws Exception {
    Course before = course();
    long stuckNow = before.stuck();
    for (long slot : before(time / SLOT, stuck)) {
      stuckNow += stuck.get(slot);
      stuck.remove(slot);
    }
    long first = Math.max(before.evicted(), (time - rules.window()) / SLOT);
    if (first - before.evicted() > MANY) {
      for (long slot : before(first, slots)) {
        slots.remove(slot);
      }
    } else {
      for (long slot = before.evicted(); slot < first; slot++) {
        slots.remove(slot);
      }
    }
    if (!rules.compare()) {
      history.clear();
    } else if (time % COMPARED == 0) {
      for (long span : before((time - FAR) / COMPARED, history)) {
        history.remove(span);
      }
    }
    update(new Course(time, before.next(), before.woken(), stuckNow, first));
  }

  private static List<Long> before(long end, MapState<Long, ?> state) throws Exception {
    List<Long> keys = new ArrayList<>();
    if (!state.isEmpty()) {
      for (Long key : state.keys()) {
        if (key < end) {
          keys.add(key);
        }
      }
    }
    return keys;
  }

  /** When rules are looked at next after a time, and what is kept of the scope until then. */
  Course after(long time, RuleSet.Of rules) throws Exception {
    Course now = course();
    // The word that a rule names a scope may come before the rule.
    boolean wakes =
        now.woken() != Course.NEVER && (!rules.rules().isEmpty() || time < now.woken() + HOUR);
    Course then = new Course(now.looked(), Course.NEVER, now.woken(), now.stuck(), now.evicted());
    if (!incidents.isEmpty()
        || wakes && now.woken() <= time
        || now.stuck() > 0 && !rules.rules().isEmpty()
        || slots.contains(time / SLOT - 1)) {
      return then.lookAt(time + SLOT);
    }
    then = wakes ? then.lookAt(now.woken()) : then;
    for (MapState<Long, ?> counts : List.of(slots, stuck)) {
      for (Long slot : counts.keys()) {
        then = then.lookAt(Math.max(time, slot * SLOT) + SLOT);
      }
    }
    if (then.next() == Course.NEVER) {
      // What was compared, and a scope that a rule named which is gone, go some day.
      if (!history.isEmpty()) {
        return then.lookAt((time + FAR) / COMPARED * COMPARED);
      }
      since.clear();
      boolean nothing = now.stuck() == 0;
      return nothing
          ? Course.NONE
          : new Course(now.looked(), Course.NEVER, Course.NEVER, now.stuck(), now.evicted());
    }
    return then;
  }
}
