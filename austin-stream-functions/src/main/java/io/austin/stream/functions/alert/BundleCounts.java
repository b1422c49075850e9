package io.austin.stream.functions.alert;

import static java.util.stream.Collectors.toSet;

import io.austin.stream.common.BusinessId;
import io.austin.stream.common.ChannelType;
import io.austin.stream.common.LatencyBuckets;
import io.austin.stream.common.TemplateType;
import io.austin.stream.functions.journey.Bundles;
import io.austin.stream.functions.journey.JourneyChange;
import io.austin.stream.functions.journey.JourneyRules;
import io.austin.stream.functions.journey.Latency;
import io.austin.stream.functions.journey.Outcome.Kind;
import io.austin.stream.functions.journey.Standing;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Counts changes by template, type, channel and altogether. Each thing is counted at the time at
 * which it happened, so the sums are the same however the topic's partitions interleave.
 */
public final class BundleCounts extends Bundles<ScopeCounts> {
  private static final long serialVersionUID = 1L;

  private final JourneyRules rules;
  private final @Nullable TemplateChannels channels;
  private final Map<Long, ScopeCounts> bundle = new LinkedHashMap<>();

  /**
   * Counts journeys.
   *
   * @param rules by which they are stuck
   * @param channels which channels templates send through; {@code null}: nobody knows
   */
  public BundleCounts(JourneyRules rules, @Nullable TemplateChannels channels) {
    this.rules = rules;
    this.channels = channels;
  }

  @Override
  protected void add(JourneyChange change) {
    Standing before = change.before();
    Standing after = change.after();
    if (before != null && before.businessId() != after.businessId()) {
      count(before.businessId(), before, null);
      before = null;
    }
    count(after.businessId(), before, after);
  }

  private void count(long businessId, @Nullable Standing before, @Nullable Standing after) {
    ScopeCounts counts = bundle.computeIfAbsent(businessId, id -> ScopeCounts.none(""));
    Moments stood = Moments.of(before, rules);
    Moments stands = Moments.of(after, rules);
    move(counts, Measure.TAKEN_IN, stood.first.takenIn(), stands.first.takenIn());
    move(counts, Measure.SENT, stood.first.sent(), stands.first.sent());
    move(counts, Measure.FAILED, stood.first.failed(), stands.first.failed());
    move(counts, Measure.FILTERED, stood.first.filtered(), stands.first.filtered());
    if (stood.stuckFrom != stands.stuckFrom || stood.stuckUntil != stands.stuckUntil) {
      move(counts, Measure.STUCK, stood.stuckFrom, stands.stuckFrom);
      move(counts, Measure.STUCK, stands.stuckUntil, stood.stuckUntil);
    }
    if (stood.code != stands.code || stood.codeAt != stands.codeAt) {
      move(counts, Measure.code(stood.code), stood.codeAt, Standing.NEVER);
      move(counts, Measure.code(stands.code), Standing.NEVER, stands.codeAt);
    }
    if (!Objects.equals(stood.latency, stands.latency)) {
      add(counts, stood.latency, -1);
      add(counts, stands.latency, 1);
    }
  }

  /** What of a journey is counted at which time, {@link Standing#NEVER} where it is not. */
  private record Moments(
      Standing.FirstTimes first,
      long stuckFrom,
      long stuckUntil,
      int code,
      long codeAt,
      @Nullable Latency latency) {
    private static final Moments NONE =
        new Moments(
            new Standing.FirstTimes(Standing.NEVER, Standing.NEVER, Standing.NEVER, Standing.NEVER),
            Standing.NEVER,
            Standing.NEVER,
            0,
            Standing.NEVER,
            null);

    static Moments of(@Nullable Standing standing, JourneyRules rules) {
      if (standing == null) {
        return NONE;
      }
      long stuckFrom = rules.stuckFrom(standing);
      boolean over = stuckFrom != Standing.NEVER && !standing.isStuck();
      boolean failed = standing.outcome() == Kind.FAILED && standing.codeAt() != Standing.NEVER;
      return new Moments(
          standing.first(),
          stuckFrom,
          over ? standing.answered() : Standing.NEVER,
          failed ? standing.code() : 0,
          failed ? standing.codeAt() : Standing.NEVER,
          standing.latency());
    }
  }

  private static void move(ScopeCounts counts, long measure, long from, long to) {
    if (from != to) {
      if (from != Standing.NEVER) {
        counts.add(from, measure, -1);
      }
      if (to != Standing.NEVER) {
        counts.add(to, measure, 1);
      }
    }
  }

  private static void add(ScopeCounts counts, @Nullable Latency latency, long by) {
    if (latency != null) {
      counts.add(latency.to(), Measure.latency(LatencyBuckets.of(latency.millis())), by);
    }
  }

  /** The scopes that messages of a template belong to, as rules call them, but for the channel. */
  static List<String> scopes(BusinessId id) {
    return List.of(
        AlertRule.TYPE + TemplateType.describe(id.getTemplateType(), Locale.ENGLISH),
        AlertRule.TEMPLATE + id.getTemplateId());
  }

  @Override
  protected void send() {
    Map<Long, BusinessId> templates = new HashMap<>();
    for (Long businessId : bundle.keySet()) {
      BusinessId.parse(businessId).ifPresent(id -> templates.put(businessId, id));
    }
    Map<Long, Integer> known =
        channels == null || templates.isEmpty()
            ? Map.of()
            : channels.find(
                templates.values().stream().map(BusinessId::getTemplateId).collect(toSet()));
    Map<String, ScopeCounts> scopes = new HashMap<>();
    bundle.forEach(
        (businessId, counts) -> {
          of(AlertRule.EVERYTHING, scopes).addAll(counts);
          BusinessId id = templates.get(businessId);
          if (id != null) {
            scopes(id).forEach(scope -> of(scope, scopes).addAll(counts));
            Integer channel = known.get(id.getTemplateId());
            if (channel != null) {
              of(channel(channel), scopes).addAll(counts.withoutStuck());
            }
          }
        });
    scopes.values().forEach(this::collect);
    bundle.clear();
  }

  private static String channel(int code) {
    return AlertRule.CHANNEL + ChannelType.describe(code, Locale.ENGLISH);
  }

  private static ScopeCounts of(String scope, Map<String, ScopeCounts> scopes) {
    return scopes.computeIfAbsent(scope, ScopeCounts::none);
  }

  @Override
  public void close() throws Exception {
    if (channels != null) {
      channels.close();
    }
    super.close();
  }
}
