package io.austin.stream.console.api;

import io.austin.stream.common.SimpleAnchorInfo;
import io.austin.stream.common.WhiteSpace;
import io.austin.stream.console.api.Answers.Hit;
import io.austin.stream.console.api.Answers.SearchResult;
import io.austin.stream.console.api.Answers.Template;
import io.austin.stream.console.redis.Trail;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
    String text = WhiteSpace.strip(query.text("q"));
    List<Hit> hits = new ArrayList<>(trails(text));
    templates(text, query.day()).entrySet().stream()
        .limit(MAX_HITS - hits.size())
        .forEach(found -> hits.add(hit(found.getKey(), found.getValue())));
    if (hits.isEmpty()) {
      hits.addAll(pair(text));
    }
    return new SearchResult(text, hits, StreamProgress.kept(), progress.freshness());
  }

  private List<Hit> trails(String text) {
    return Stream.concat(message(text, null).stream(), receiver(text).stream()).toList();
  }

  /**
   * A message id and a receiver, in either order, with white space between them: the message with
   * that receiver. Where there is no such message, what is found for each of the two.
   */
  private List<Hit> pair(String text) {
    Set<Hit> each = new LinkedHashSet<>();
    for (int space : spaces(text)) {
      String first = WhiteSpace.strip(text.substring(0, space));
      String second = WhiteSpace.strip(text.substring(space));
      Optional<Hit> message = message(first, second).or(() -> message(second, first));
      if (message.isPresent()) {
        return List.of(message.get());
      }
      each.addAll(trails(first));
      each.addAll(trails(second));
    }
    return List.copyOf(each);
  }

  /** Where the first and the last white space is: one of the two may hold some itself. */
  private static int[] spaces(String text) {
    int[] all =
        IntStream.range(0, text.length()).filter(i -> WhiteSpace.is(text.charAt(i))).toArray();
    return all.length < 2 ? all : new int[] {all[0], all[all.length - 1]};
  }

  private Optional<Hit> message(String id, @Nullable String receiver) {
    return sources
        .trails()
        .beginningOfMessage(id)
        .map(trail -> hit("message", id, messagePage(id, receiver), trail));
  }

  private Optional<Hit> receiver(String id) {
    return sources
        .trails()
        .beginningOfReceiver(id)
        .map(trail -> hit("receiver", id, page("receiver", id), trail));
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

  private Hit hit(String kind, String id, String page, Trail trail) {
    SimpleAnchorInfo newest = trail.newestFirst().get(0);
    return new Hit(
        kind,
        id,
        page,
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

  private static String messagePage(String id, @Nullable String receiver) {
    String page = page("message", id);
    String separator = page.indexOf('?') < 0 ? "?" : "&";
    return receiver == null ? page : page + separator + "receiver=" + encoded(receiver);
  }

  private static String api(String kind, String id) {
    return "/api/v1/" + kind + "?id=" + encoded(id);
  }

  private static String encoded(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
