package io.austin.stream.console.api;

import io.austin.stream.common.SimpleAnchorInfo;
import io.austin.stream.console.api.Answers.Hit;
import io.austin.stream.console.api.Answers.SearchResult;
import io.austin.stream.console.api.Answers.Template;
import io.austin.stream.console.redis.Trail;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Answers what a text may be that somebody typed. */
final class SearchAnswer {
  private static final int MAX_HITS = 20;
  private static final int MIN_NAME_LENGTH = 2;
  private static final String ID = "[0-9]{1,18}";

  private final Sources sources;
  private final Words words;
  private final StreamProgress progress;
  private final DayTemplates days;
  private final TemplateLookup lookup;

  SearchAnswer(Sources sources, Words words, StreamProgress progress, DayTemplates days) {
    this.sources = sources;
    this.words = words;
    this.progress = progress;
    this.days = days;
    this.lookup = new TemplateLookup(sources);
  }

  SearchResult answer(Query query) {
    String text = query.text("q").strip();
    List<Hit> hits = new ArrayList<>();
    sources
        .trails()
        .beginningOfMessage(text)
        .ifPresent(trail -> hits.add(hit("message", text, trail)));
    sources
        .trails()
        .beginningOfReceiver(text)
        .ifPresent(trail -> hits.add(hit("receiver", text, trail)));
    templates(text, query.day()).entrySet().stream()
        .limit(MAX_HITS - hits.size())
        .forEach(found -> hits.add(hit(found.getKey(), found.getValue())));
    return new SearchResult(text, hits, StreamProgress.kept(), progress.freshness());
  }

  /** Business ids with what they took in: those of an id first, then those of a name. */
  private Map<Long, Long> templates(String text, Optional<LocalDate> day) {
    Map<Long, Long> found = new LinkedHashMap<>();
    if (text.matches(ID)) {
      lookup.find(text, day).forEach(it -> found.put(it.businessId(), it.received()));
    } else if (text.length() >= MIN_NAME_LENGTH) {
      named(text, day.orElseGet(() -> LocalDate.now(sources.clock())), found);
    }
    return found;
  }

  private void named(String text, LocalDate day, Map<Long, Long> found) {
    String part = text.toLowerCase(Locale.ROOT);
    List<DayTemplates.Row> rows = days.of(day).rows();
    Map<Long, Template> templates =
        words.templates(rows.stream().map(DayTemplates.Row::businessId).toList());
    for (DayTemplates.Row row : rows) {
      Template template = templates.get(row.businessId());
      String name = template == null ? null : template.name();
      if (name != null && name.toLowerCase(Locale.ROOT).contains(part)) {
        found.put(row.businessId(), row.funnel().received());
      }
    }
  }

  private Hit hit(String kind, String id, Trail trail) {
    SimpleAnchorInfo newest = trail.newestFirst().get(0);
    return new Hit(
        kind,
        id,
        page(kind, id),
        api(kind, id),
        kind.equals("message") ? words.template(newest.getBusinessId()) : null,
        words.state(newest.getState()),
        trail.length(),
        null,
        newest.getTimestamp(),
        words.time(newest.getTimestamp()));
  }

  private Hit hit(long businessId, long received) {
    String id = String.valueOf(businessId);
    return new Hit(
        "template",
        id,
        page("template", id),
        api("template", id),
        words.template(businessId),
        null,
        null,
        received,
        null,
        null);
  }

  /** Browsers take . and .. out of a path, however they are encoded; no path may hold a NUL. */
  private static String page(String kind, String id) {
    boolean fits = !id.equals(".") && !id.equals("..") && id.indexOf('\0') < 0;
    return "/" + kind + (fits ? "/" : "/?id=") + encoded(id);
  }

  private static String api(String kind, String id) {
    return "/api/v1/" + kind + "?id=" + encoded(id);
  }

  private static String encoded(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
