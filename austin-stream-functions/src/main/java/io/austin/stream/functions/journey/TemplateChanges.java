package io.austin.stream.functions.journey;

import static org.apache.flink.api.common.typeinfo.Types.LONG;
import static org.apache.flink.api.common.typeinfo.Types.POJO;

import io.austin.stream.common.JourneyName;
import io.austin.stream.common.LatencyBuckets;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.ListTypeInfo;
import org.apache.flink.api.java.typeutils.MapTypeInfo;
import org.jspecify.annotations.Nullable;

/**
 * What many changes of journeys add up to for one template. Slots are minutes since the epoch.
 *
 * @param businessId the template and its day
 * @param outcomes how many journeys more, or less, have an outcome, by its kind's name
 * @param latencies how many more, or less, by the minute of the answer and {@link LatencyBuckets}
 * @param slow journeys that took long: some of those that took longest, see {@link JourneyName}
 * @param notSlow journeys whose latency was another before
 * @param stuck how many more, or less, by the minute since which they are
 * @param stuckNow some of those that became stuck, by that minute
 * @param stuckNoLonger all that are it no longer, by that minute
 */
@TypeInfo(TemplateChanges.Types.class)
public record TemplateChanges(
    long businessId,
    Map<String, Long> outcomes,
    Map<Long, Map<Integer, Long>> latencies,
    Map<String, Long> slow,
    List<String> notSlow,
    Map<Long, Long> stuck,
    Map<Long, Map<String, Long>> stuckNow,
    Map<Long, List<String>> stuckNoLonger) {
  /** For Flink, which takes a map in a record for a type that it knows nothing of. */
  public static final class Types extends TypeInfoFactory<TemplateChanges> {
    private static final MapTypeInfo<String, Long> COUNTS =
        new MapTypeInfo<>(String.class, Long.class);
    private static final TypeInformation<List<String>> NAMES = new ListTypeInfo<>(String.class);

    @Override
    public TypeInformation<TemplateChanges> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return POJO(
          TemplateChanges.class,
          Map.of(
              "businessId",
              LONG,
              "outcomes",
              COUNTS,
              "latencies",
              new MapTypeInfo<>(LONG, new MapTypeInfo<>(Integer.class, Long.class)),
              "slow",
              COUNTS,
              "notSlow",
              NAMES,
              "stuck",
              new MapTypeInfo<>(Long.class, Long.class),
              "stuckNow",
              new MapTypeInfo<>(LONG, COUNTS),
              "stuckNoLonger",
              new MapTypeInfo<>(LONG, NAMES)));
    }
  }

  /** How many examples are kept of each kind. */
  static final int EXAMPLES = 20;

  static final long MINUTE = 60_000;

  static TemplateChanges none(long businessId) {
    return new TemplateChanges(
        businessId,
        new HashMap<>(),
        new HashMap<>(),
        new HashMap<>(),
        new ArrayList<>(),
        new HashMap<>(),
        new HashMap<>(),
        new HashMap<>());
  }

  /** Adds what a change says of this template. */
  void add(JourneyChange change) {
    Standing before = ofThis(change.before());
    Standing after = ofThis(change.after());
    count(before, -1);
    count(after, 1);
    Latency took = before == null ? null : before.latency();
    Latency takes = after == null ? null : after.latency();
    if (!Objects.equals(took, takes)) {
      tookNoLonger(took, change);
      takes(takes, change);
    }
    long since = before == null ? Standing.NEVER : before.stuckSince();
    long sinceNow = after == null ? Standing.NEVER : after.stuckSince();
    if (since != sinceNow) {
      String example = example(change);
      stuckNoLonger(since, example);
      stuckNow(sinceNow, example);
    }
  }

  private static String example(JourneyChange change) {
    return JourneyName.of(change.messageId(), change.receiver()).toString();
  }

  private @Nullable Standing ofThis(@Nullable Standing standing) {
    return standing == null || standing.businessId() != businessId ? null : standing;
  }

  private void count(@Nullable Standing standing, long by) {
    if (standing != null) {
      add(outcomes, standing.outcome().name(), by);
    }
  }

  private void tookNoLonger(@Nullable Latency latency, JourneyChange change) {
    if (latency != null) {
      String example = example(change);
      count(latency, -1);
      slow.remove(example);
      notSlow.add(example);
    }
  }

  private void takes(@Nullable Latency latency, JourneyChange change) {
    if (latency != null) {
      count(latency, 1);
      if (isSlow(latency.millis(), slow)) {
        keepIfSlow(example(change), latency.millis(), slow);
      }
    }
  }

  /** Takes an example in where it is among those that took longest, or is there already. */
  static void keepIfSlow(String example, long millis, Map<String, Long> slowest) {
    if (slowest.containsKey(example) || isSlow(millis, slowest)) {
      slowest.put(example, millis);
      keepLargest(slowest);
    }
  }

  private static boolean isSlow(long millis, Map<String, Long> slowest) {
    return slowest.size() < EXAMPLES || millis > smallest(slowest);
  }

  private static long smallest(Map<String, Long> examples) {
    long smallest = Long.MAX_VALUE;
    for (long value : examples.values()) {
      smallest = Math.min(smallest, value);
    }
    return smallest;
  }

  private void count(Latency latency, long by) {
    Map<Integer, Long> buckets =
        latencies.computeIfAbsent(latency.to() / MINUTE, minute -> new HashMap<>());
    add(buckets, LatencyBuckets.of(latency.millis()), by);
  }

  private void stuckNoLonger(long since, String example) {
    if (since != Standing.NEVER) {
      long minute = since / MINUTE;
      add(stuck, minute, -1);
      Map<String, Long> now = stuckNow.get(minute);
      if (now != null) {
        now.remove(example);
      }
      stuckNoLonger.computeIfAbsent(minute, any -> new ArrayList<>()).add(example);
    }
  }

  private void stuckNow(long since, String example) {
    if (since != Standing.NEVER) {
      long minute = since / MINUTE;
      add(stuck, minute, 1);
      Map<String, Long> now = stuckNow.computeIfAbsent(minute, any -> new HashMap<>());
      if (now.size() < EXAMPLES) {
        now.put(example, since);
      }
    }
  }

  /** Takes the smallest away where there are too many. */
  private static void keepLargest(Map<String, Long> examples) {
    while (examples.size() > EXAMPLES) {
      examples.entrySet().stream()
          .min(Map.Entry.comparingByValue())
          .map(Map.Entry::getKey)
          .ifPresent(examples::remove);
    }
  }

  private static <K> void add(Map<K, Long> counts, K key, long by) {
    counts.merge(key, by, (count, more) -> count + more == 0 ? null : count + more);
  }
}
