package io.austin.stream.console.api;

import io.austin.stream.console.api.Answers.Template;
import io.austin.stream.console.api.JourneyAnswers.Age;
import io.austin.stream.console.api.JourneyAnswers.Stuck;
import io.austin.stream.console.api.JourneyAnswers.StuckExample;
import io.austin.stream.console.api.JourneyAnswers.StuckNow;
import io.austin.stream.console.api.JourneyAnswers.StuckOfTemplate;
import io.austin.stream.console.api.JourneyAnswers.StuckTemplate;
import io.austin.stream.console.progress.JourneyClock;
import io.austin.stream.console.redis.JourneyReader;
import io.austin.stream.console.trace.BriefCache;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Answers which messages were taken in or held and got no result. */
final class StuckAnswer {
  private static final int LIMIT = 50;
  private static final int MAX_LIMIT = 100;
  private static final Duration KEEP = Duration.ofSeconds(1);
  private static final String KEY = "stuck";
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();

  /** The ages by which they are counted begin here. */
  private static final List<Duration> AGES =
      List.of(
          Duration.ZERO,
          Duration.ofMinutes(15),
          Duration.ofHours(1),
          Duration.ofHours(6),
          Duration.ofDays(1));

  private final Sources sources;
  private final Words words;
  private final StreamProgress progress;
  private final JourneyProgress journeys;
  private final TemplateLookup lookup;
  private final BriefCache<String, JourneyReader.Stuck> kept = new BriefCache<>(KEEP, 1);

  StuckAnswer(Sources sources, Words words, StreamProgress progress, JourneyProgress journeys) {
    this.sources = sources;
    this.words = words;
    this.progress = progress;
    this.journeys = journeys;
    this.lookup = new TemplateLookup(sources);
  }

  /** All of it in a few figures, for a page that is about something else. */
  StuckNow now() {
    JourneyClock clock = journeys.clock();
    List<JourneyReader.StuckTemplate> templates = stuck().templates();
    Optional<Long> oldest = oldest(templates);
    return new StuckNow(
        clock.verdict().tells() ? total(templates) : null,
        oldest.orElse(null),
        oldest.map(words::time).orElse(null),
        journeys.said(clock));
  }

  /** The templates that have some, those that have most first. */
  Stuck overview(Query query) {
    PageRequest page = query.page(LIMIT, MAX_LIMIT);
    JourneyClock clock = journeys.clock();
    JourneyReader.Stuck stuck = stuck();
    Optional<Long> oldest = oldest(stuck.templates());
    return new Stuck(
        clock.verdict().tells() ? total(stuck.templates()) : null,
        oldest.orElse(null),
        oldest.map(words::time).orElse(null),
        stuck.truncated(),
        page.page(stuck.templates().size()),
        rows(page.of(stuck.templates())),
        journeys.said(clock),
        progress.freshness());
  }

  private JourneyReader.Stuck stuck() {
    return kept.get(KEY, key -> sources.journeys().stuck());
  }

  private static long total(Collection<JourneyReader.StuckTemplate> templates) {
    return templates.stream().mapToLong(JourneyReader.StuckTemplate::count).sum();
  }

  private static Optional<Long> oldest(Collection<JourneyReader.StuckTemplate> templates) {
    return templates.stream().flatMap(it -> it.oldest().stream()).min(Long::compare);
  }

  private List<StuckTemplate> rows(List<JourneyReader.StuckTemplate> rows) {
    List<Long> ids = rows.stream().map(JourneyReader.StuckTemplate::businessId).toList();
    Map<Long, Template> templates = words.templates(ids);
    Map<Long, TreeMap<Long, Long>> since = sources.journeys().stuckSince(ids);
    return rows.stream()
        .map(
            row ->
                new StuckTemplate(
                    String.valueOf(row.businessId()),
                    templates.get(row.businessId()),
                    row.count(),
                    row.oldest().orElse(null),
                    row.oldest().map(words::time).orElse(null),
                    ages(since.getOrDefault(row.businessId(), new TreeMap<>()))))
        .toList();
  }

  /** How many are of each age, by the minute in which they began to wait. */
  private List<Age> ages(TreeMap<Long, Long> since) {
    long now = sources.clock().millis() / MINUTE;
    List<Age> ages = new ArrayList<>();
    for (int i = 0; i < AGES.size(); i++) {
      Duration from = AGES.get(i);
      Duration to = i + 1 < AGES.size() ? AGES.get(i + 1) : null;
      long newest = i == 0 ? Long.MAX_VALUE : now - from.toMinutes();
      long oldest = to == null ? Long.MIN_VALUE : now - to.toMinutes();
      long count =
          since.subMap(oldest, false, newest, true).values().stream()
              .mapToLong(Long::longValue)
              .sum();
      ages.add(new Age(from.toMillis(), to == null ? null : to.toMillis(), count));
    }
    return ages;
  }

  /** A template's oldest. */
  StuckOfTemplate template(Query query) {
    long id = businessId(query);
    JourneyClock clock = journeys.clock();
    long count =
        stuck().templates().stream()
            .filter(template -> template.businessId() == id)
            .mapToLong(JourneyReader.StuckTemplate::count)
            .sum();
    // A template that is not in the list has none, whatever its own keys hold.
    boolean any = count > 0;
    Shown shown = query.shown();
    TreeMap<Long, Long> since =
        any
            ? sources.journeys().stuckSince(List.of(id)).getOrDefault(id, new TreeMap<>())
            : new TreeMap<>();
    List<StuckExample> examples =
        any && shown.any()
            ? sources.journeys().stuckExamples(id).stream().map(it -> example(it, shown)).toList()
            : List.of();
    Template template = words.template(id);
    String businessId = String.valueOf(id);
    return new StuckOfTemplate(
        // What nobody knows may be anything that was typed.
        any || template != null ? businessId : Mask.text(businessId),
        template,
        clock.verdict().tells() ? count : null,
        ages(since),
        examples,
        journeys.said(clock),
        progress.freshness());
  }

  private long businessId(Query query) {
    return lookup.meant(query).orElseThrow(() -> progress.noTemplate(List.of(query.digits("id"))));
  }

  private StuckExample example(JourneyReader.Example example, Shown shown) {
    return new StuckExample(
        example.messageId(),
        shown.receiver(example.receiver()),
        shown.sealed(example.receiver()),
        example.score(),
        words.time(example.score()));
  }
}
