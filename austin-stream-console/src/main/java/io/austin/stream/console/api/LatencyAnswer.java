package io.austin.stream.console.api;

import io.austin.stream.console.api.JourneyAnswers.Latency;
import io.austin.stream.console.api.JourneyAnswers.Slow;
import io.austin.stream.console.api.JourneyAnswers.Took;
import io.austin.stream.console.api.JourneyAnswers.TookIn;
import io.austin.stream.console.redis.DayReader;
import io.austin.stream.console.redis.LatencyReader.Latencies;
import io.austin.stream.console.trace.BriefCache;
import io.austin.stream.console.trace.Distribution;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Answers how long messages took from austin to their channel's answer. */
final class LatencyAnswer {
  /** It is drawn from thousands of counts, and hardly changes. */
  private static final Duration KEEP = Duration.ofSeconds(5);

  private static final int MAX_KEPT = 64;

  /** Of each day, those that took in most. */
  private static final int MAX_TEMPLATES = 300;

  /** Today, and the days before it of which something is kept. */
  private static final int DAYS = 4;

  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long HOUR = Duration.ofHours(1).toMillis();

  private final Sources sources;
  private final Words words;
  private final StreamProgress progress;
  private final JourneyProgress journeys;
  private final TemplateLookup lookup;
  private final BriefCache<Set<Long>, Latencies> kept = new BriefCache<>(KEEP, MAX_KEPT);

  LatencyAnswer(Sources sources, Words words, StreamProgress progress, JourneyProgress journeys) {
    this.sources = sources;
    this.words = words;
    this.progress = progress;
    this.journeys = journeys;
    this.lookup = new TemplateLookup(sources);
  }

  /** Of one template, of a day's templates, or of all that are kept. */
  Latency answer(Query query) {
    if (query.textIfGiven("id").isPresent()) {
      long id = businessId(query);
      return latency(id, null, Set.of(id), false, query.shown());
    }
    Set<Long> ids = new LinkedHashSet<>();
    boolean truncated = false;
    for (LocalDate day : days(query.day())) {
      Optional<DayReader.Day> list = sources.days().read(day);
      List<Long> all = list.map(DayReader.Day::businessIds).orElse(List.of());
      ids.addAll(all.subList(0, Math.min(all.size(), MAX_TEMPLATES)));
      truncated |= all.size() > MAX_TEMPLATES;
    }
    return latency(
        null, query.day().map(LocalDate::toString).orElse(null), ids, truncated, query.shown());
  }

  private List<LocalDate> days(Optional<LocalDate> day) {
    if (day.isPresent()) {
      return List.of(day.get());
    }
    LocalDate today = LocalDate.now(sources.clock());
    List<LocalDate> days = new ArrayList<>();
    for (int ago = 0; ago < DAYS; ago++) {
      days.add(today.minusDays(ago));
    }
    return days;
  }

  private long businessId(Query query) {
    return lookup.meant(query).orElseThrow(() -> progress.noTemplate(List.of(query.digits("id"))));
  }

  private Latency latency(
      @Nullable Long id, @Nullable String day, Set<Long> ids, boolean truncated, Shown shown) {
    Latencies latencies = kept.get(ids, key -> sources.latencies().read(key));
    Distribution all = new Distribution();
    latencies.hours().values().forEach(all::add);
    return new Latency(
        id == null ? null : String.valueOf(id),
        id == null ? null : words.template(id),
        day,
        sources.latencyTarget().toMillis(),
        took(all),
        all.negative(),
        spans(latencies.hours(), HOUR),
        spans(latencies.minutes(), MINUTE),
        latencies.slowest().stream()
            .filter(slow -> shown.any())
            .map(
                slow ->
                    new Slow(
                        String.valueOf(slow.businessId()),
                        slow.example().messageId(),
                        shown.receiver(slow.example().receiver()),
                        shown.sealed(slow.example().receiver()),
                        slow.example().score()))
            .toList(),
        ids.size(),
        truncated,
        journeys.said(),
        progress.freshness());
  }

  private List<TookIn> spans(TreeMap<Long, Distribution> slots, long length) {
    List<TookIn> spans = new ArrayList<>();
    for (Map.Entry<Long, Distribution> slot : slots.entrySet()) {
      long at = slot.getKey() * length;
      spans.add(new TookIn(at, words.time(at), took(slot.getValue())));
    }
    return spans;
  }

  private Took took(Distribution latencies) {
    OptionalDouble within = latencies.within(sources.latencyTarget().toMillis());
    return new Took(
        latencies.count(),
        orNull(latencies.percentile(50)),
        orNull(latencies.percentile(95)),
        orNull(latencies.percentile(99)),
        within.isPresent() ? within.getAsDouble() : null);
  }

  private static @Nullable Long orNull(OptionalLong millis) {
    return millis.isPresent() ? millis.getAsLong() : null;
  }
}
