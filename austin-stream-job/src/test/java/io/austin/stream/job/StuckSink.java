package io.austin.stream.job;

import io.austin.stream.functions.journey.ShownValues;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.flink.streaming.api.functions.sink.legacy.SinkFunction;

/** Takes what is to be shown of journeys, and misses no moment of it. */
final class StuckSink implements SinkFunction<ShownValues> {
  private static final long serialVersionUID = 1L;

  private static final List<Long> STUCK = new CopyOnWriteArrayList<>();
  private static final Map<String, Map<String, Long>> SHOWN = new ConcurrentHashMap<>();

  static void reset() {
    STUCK.clear();
    SHOWN.clear();
  }

  /** How many were stuck in a template each time that some were said to be. */
  static List<Long> stuck() {
    return STUCK;
  }

  static Map<String, Long> outcomes(long template) {
    return SHOWN.getOrDefault("Outcomes:" + template, Map.of());
  }

  @Override
  public void invoke(ShownValues shown, Context context) {
    if (shown.key().equals("StuckTemplates")) {
      shown.values().values().stream().filter(it -> it != ShownValues.GONE).forEach(STUCK::add);
      return;
    }
    SHOWN.merge(shown.key(), with(Map.of(), shown), (before, any) -> with(before, shown));
  }

  private static Map<String, Long> with(Map<String, Long> before, ShownValues shown) {
    Map<String, Long> values = shown.whole() ? new HashMap<>() : new HashMap<>(before);
    values.putAll(shown.values());
    values.values().removeIf(it -> it == ShownValues.GONE);
    return values;
  }
}
