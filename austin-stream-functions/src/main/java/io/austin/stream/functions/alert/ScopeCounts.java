package io.austin.stream.functions.alert;

import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.MapTypeInfo;

/**
 * How much more, or less, was counted of the messages of one scope: of a template, of a type, of a
 * channel, or of all.
 *
 * @param scope whose, as rules call it
 * @param slots by slot of {@link AlertRule#SLOT} since the epoch and {@link Measure}
 */
@TypeInfo(ScopeCounts.Types.class)
public record ScopeCounts(String scope, Map<Long, Map<Long, Long>> slots) {
  /** By {@link Measure}. */
  static final MapTypeInfo<Long, Long> COUNTS = new MapTypeInfo<>(Long.class, Long.class);

  /** For Flink, which takes a map in a record for a type that it knows nothing of. */
  public static final class Types extends TypeInfoFactory<ScopeCounts> {
    @Override
    public TypeInformation<ScopeCounts> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return org.apache.flink.api.common.typeinfo.Types.POJO(
          ScopeCounts.class,
          Map.of(
              "scope",
              org.apache.flink.api.common.typeinfo.Types.STRING,
              "slots",
              new MapTypeInfo<>(org.apache.flink.api.common.typeinfo.Types.LONG, COUNTS)));
    }
  }

  static ScopeCounts none(String scope) {
    return new ScopeCounts(scope, new HashMap<>());
  }

  /**
   * A scope that a rule names, in which nothing may ever come.
   *
   * @param from since when that says something, in milliseconds since the epoch
   */
  public static ScopeCounts wake(String scope, long from) {
    ScopeCounts wake = none(scope);
    wake.add(from, Measure.WAKE, 1);
    return wake;
  }

  /** Whether these are the counts of all messages. */
  public boolean isOfEverything() {
    return scope.equals(AlertRule.EVERYTHING);
  }

  void add(long time, long measure, long by) {
    Map<Long, Long> counts =
        slots.computeIfAbsent(Math.floorDiv(time, AlertRule.SLOT), slot -> new HashMap<>());
    add(counts, measure, by);
  }

  void addAll(ScopeCounts more) {
    more.slots.forEach(
        (slot, counts) -> {
          Map<Long, Long> known = slots.computeIfAbsent(slot, any -> new HashMap<>());
          counts.forEach((measure, by) -> add(known, measure, by));
        });
  }

  /**
   * The same but for who is stuck. That is counted up and down over hours, and would never be right
   * again where what it is counted of changes in between; the rest is of a moment.
   */
  ScopeCounts withoutStuck() {
    ScopeCounts rest = none(scope);
    rest.addAll(this);
    rest.slots.values().forEach(counts -> counts.remove(Measure.STUCK));
    rest.slots.values().removeIf(Map::isEmpty);
    return rest;
  }

  static void add(Map<Long, Long> counts, long measure, long by) {
    counts.merge(measure, by, (count, more) -> count + more == 0 ? null : count + more);
  }
}
