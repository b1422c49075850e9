package io.austin.stream.console.api;

import io.austin.stream.common.BusinessId;
import io.austin.stream.console.api.Answers.CountedCode;
import io.austin.stream.console.api.Answers.Series;
import io.austin.stream.console.api.Answers.StateCount;
import io.austin.stream.console.api.Answers.Template;
import io.austin.stream.console.api.Answers.TemplateDay;
import io.austin.stream.console.api.Answers.TemplateMinutes;
import io.austin.stream.console.api.Answers.Totals;
import io.austin.stream.console.trace.BriefCache;
import io.austin.stream.console.trace.Funnel;
import io.austin.stream.console.trace.StateKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Answers how a template is doing on a day. */
final class TemplateAnswer {
  private static final Duration KEEP = Duration.ofSeconds(2);
  private static final int MAX_KEPT = 128;
  private static final int MAX_STATES = 200;

  private final Sources sources;
  private final Words words;
  private final StreamProgress progress;
  private final TemplateLookup lookup;
  private final BriefCache<Long, Map<Integer, TreeMap<Integer, Long>>> minutes =
      new BriefCache<>(KEEP, MAX_KEPT);

  TemplateAnswer(Sources sources, Words words, StreamProgress progress) {
    this.sources = sources;
    this.words = words;
    this.progress = progress;
    this.lookup = new TemplateLookup(sources);
  }

  TemplateDay totals(Query query) {
    List<TemplateLookup.Found> found = find(query);
    TemplateLookup.Found template = found.get(0);
    List<Map.Entry<Integer, Long>> states = ordered(template.totals());
    Map<Integer, Long> distinct =
        sources
            .details()
            .distinctReceivers(
                template.businessId(), states.stream().map(Map.Entry::getKey).toList());
    Template said = words.template(template.businessId());
    return new TemplateDay(
        String.valueOf(template.businessId()),
        said,
        found.stream().skip(1).map(other -> String.valueOf(other.businessId())).toList(),
        Totals.of(
            Funnel.of(template.totals())
                .orOf(
                    sources
                        .journeys()
                        .outcomes(List.of(template.businessId()))
                        .getOrDefault(template.businessId(), Map.of()))),
        states.stream()
            .map(
                total ->
                    new StateCount(
                        words.state(total.getKey(), said),
                        total.getValue(),
                        distinct.get(total.getKey())))
            .toList(),
        states.stream()
            .filter(total -> StateKind.of(total.getKey()) == StateKind.ERROR)
            .map(total -> new CountedCode(words.meaning(total.getKey(), said), total.getValue()))
            .toList(),
        progress.freshness());
  }

  TemplateMinutes minutes(Query query) {
    TemplateLookup.Found template = find(query).get(0);
    long id = template.businessId();
    Map<Integer, TreeMap<Integer, Long>> day = minutes.get(id, key -> sources.details().day(key));
    Template said = words.template(id);
    List<Series> series = new ArrayList<>();
    for (Map.Entry<Integer, Long> total : ordered(template.totals())) {
      TreeMap<Integer, Long> byMinute = day.get(total.getKey());
      if (byMinute != null) {
        series.add(new Series(words.state(total.getKey(), said), points(byMinute)));
      }
    }
    return new TemplateMinutes(
        String.valueOf(id),
        !series.isEmpty(),
        BusinessId.parse(id).map(parts -> parts.getDay().toString()).orElse(null),
        series,
        progress.freshness());
  }

  private List<TemplateLookup.Found> find(Query query) {
    List<TemplateLookup.Found> found = lookup.find(query.digits("id"), query.day());
    if (found.isEmpty()) {
      throw progress.noTemplate(List.of(query.digits("id")));
    }
    return found;
  }

  /** austin's own states by code, then channels' own by count. */
  private static List<Map.Entry<Integer, Long>> ordered(Map<Integer, Long> totals) {
    Comparator<Map.Entry<Integer, Long>> byKind =
        Comparator.comparing(total -> StateKind.of(total.getKey()) == StateKind.ERROR);
    return totals.entrySet().stream()
        .sorted(
            byKind
                .thenComparing(
                    total ->
                        StateKind.of(total.getKey()) == StateKind.ERROR ? -total.getValue() : 0)
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(MAX_STATES)
        .toList();
  }

  private static List<long[]> points(Map<Integer, Long> byMinute) {
    return byMinute.entrySet().stream()
        .map(minute -> new long[] {minute.getKey(), minute.getValue()})
        .toList();
  }
}
