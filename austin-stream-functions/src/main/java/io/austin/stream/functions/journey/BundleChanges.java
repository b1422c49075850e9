package io.austin.stream.functions.journey;

import io.austin.stream.functions.journey.Outcome.Kind;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** Adds changes up by template, and counts for Prometheus what becomes of messages. */
public final class BundleChanges extends Bundles<TemplateChanges> {
  private static final long serialVersionUID = 1L;
  private static final int HISTOGRAM_WINDOW = 1_000;

  private final Map<Long, TemplateChanges> bundle = new LinkedHashMap<>();
  private transient Map<Kind, Counter> results = new EnumMap<>(Kind.class);
  private transient Histogram latencies = new DescriptiveStatisticsHistogram(1);

  @Override
  public void open() throws Exception {
    super.open();
    MetricGroup journeys = getMetricGroup().addGroup("journeys");
    results = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      if (kind.isResult()) {
        String name = kind.name().toLowerCase(Locale.ROOT);
        results.put(kind, journeys.addGroup("outcome", name).counter("results"));
      }
    }
    latencies =
        journeys.histogram("latencyMillis", new DescriptiveStatisticsHistogram(HISTOGRAM_WINDOW));
  }

  @Override
  protected void add(JourneyChange change) {
    of(change.after().businessId()).add(change);
    if (change.movesTemplate() && change.before() != null) {
      of(change.before().businessId()).add(change);
    }
    measure(change);
  }

  private void measure(JourneyChange change) {
    Standing before = change.before();
    Standing after = change.after();
    Counter reached = results.get(after.outcome());
    if (reached != null && (before == null || before.outcome() != after.outcome())) {
      reached.inc();
    }
    Latency latency = after.latency();
    if (latency != null && !Objects.equals(before == null ? null : before.latency(), latency)) {
      latencies.update(latency.millis());
    }
  }

  private TemplateChanges of(long businessId) {
    return bundle.computeIfAbsent(businessId, TemplateChanges::none);
  }

  @Override
  protected void send() {
    bundle.values().forEach(this::collect);
    bundle.clear();
  }
}
