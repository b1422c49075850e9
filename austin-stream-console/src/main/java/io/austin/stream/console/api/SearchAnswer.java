package io.austin.stream.console.api;

import io.austin.stream.common.PastedText;
import io.austin.stream.common.PastedText.Understood;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Answers what a text may be that somebody typed. */
final class SearchAnswer {
  private static final int LIMIT = 20;
  private static final int MAX_LIMIT = 100;
  private static final int MIN_NAME_LENGTH = 2;

  /** austin's column holds no more. */
  private static final int MAX_NAME_LENGTH = 100;

  private final Sources sources;
  private final Words words;
  private final StreamProgress progress;
  private final TemplateLookup templates;

  SearchAnswer(Sources sources, Words words, StreamProgress progress) {
    this.sources = sources;
    this.words = words;
    this.progress = progress;
    this.templates = new TemplateLookup(sources);
  }

  SearchResult answer(Query query) {
    String text = WhiteSpace.strip(query.text("q"));
    Set<String> tried = new LinkedHashSet<>();
    PageRequest page = query.page(LIMIT, MAX_LIMIT);
    List<Supplier<Hit>> hits = new ArrayList<>();
    trails(text, tried).forEach(hit -> hits.add(() -> hit));
    Lookup.Found<TemplateLookup.Matches> templates = templates(text, query.day());
    templates.value().found().forEach(it -> hits.add(() -> hit(it, templates.understood())));
    if (hits.isEmpty()) {
      pair(text, tried).forEach(hit -> hits.add(() -> hit));
    }
    return new SearchResult(
        text,
        List.copyOf(tried),
        templates.value().truncated(),
        page.page(hits.size()),
        page.of(hits).stream().map(Supplier::get).toList(),
        StreamProgress.kept(),
        progress.freshness());
  }

  /** All messages and receivers that a text may mean. */
  private List<Hit> trails(String text, Set<String> tried) {
    return Stream.concat(
            messages(text, tried).stream().map(it -> hit("message", it, page("message", it.id()))),
            receivers(text, tried).stream()
                .map(it -> hit("receiver", it, page("receiver", it.id()))))
        .toList();
  }

  /**
   * A message id and a receiver, in either order: the message with that receiver. Where there is no
   * such message, what is found for each of the two.
   */
  private List<Hit> pair(String text, Set<String> tried) {
    Set<Hit> each = new LinkedHashSet<>();
    for (PastedText[] pair : PastedText.of(text).pairs()) {
      String first = pair[0].toString();
      String second = pair[1].toString();
      Optional<Hit> message =
          messageTo(first, second, tried).or(() -> messageTo(second, first, tried));
      if (message.isPresent()) {
        return List.of(message.get());
      }
      each.addAll(trails(first, tried));
      each.addAll(trails(second, tried));
    }
    return List.copyOf(each);
  }

  private Optional<Hit> messageTo(String id, String receiver, Set<String> tried) {
    return messages(id, tried).stream()
        .findFirst()
        .map(
            message -> {
              Optional<Lookup.Found<Trail>> known = receivers(receiver, tried).stream().findFirst();
              return hit(
                  "message",
                  new Lookup.Found<>(
                      message.id(),
                      known.map(Lookup.Found::understood).orElse(Understood.EXACT.code()),
                      message.value()),
                  messagePage(message.id(), known.map(Lookup.Found::id).orElse(receiver)));
            });
  }

  private List<Lookup.Found<Trail>> messages(String id, Set<String> tried) {
    Lookup lookup = new Lookup(id);
    tried.addAll(lookup.tried());
    return lookup.all(sources.trails()::beginningOfMessage);
  }

  private List<Lookup.Found<Trail>> receivers(String id, Set<String> tried) {
    Lookup lookup = new Lookup(id);
    tried.addAll(lookup.tried());
    return lookup.all(sources.trails()::beginningOfReceiver);
  }

  /** Those of an id, or those of a part of a name. */
  private Lookup.Found<TemplateLookup.Matches> templates(String text, Optional<LocalDate> day) {
    return new Lookup(text)
        .first(id -> Optional.of(templates.meant(id, day)).filter(it -> !it.found().isEmpty()))
        .orElseGet(
            () ->
                new Lookup.Found<>(text, Understood.EXACT.code(), named(PastedText.of(text), day)));
  }

  private TemplateLookup.Matches named(PastedText pasted, Optional<LocalDate> day) {
    String text = pasted.cleaned();
    // The source of the names learns of no receiver.
    boolean mayBeName =
        text.length() >= MIN_NAME_LENGTH
            && text.length() <= MAX_NAME_LENGTH
            && !Query.isId(text)
            && !pasted.holdsAddress();
    return mayBeName ? templates.named(text, day) : TemplateLookup.Matches.NONE;
  }

  private Hit hit(String kind, Lookup.Found<Trail> found, String page) {
    SimpleAnchorInfo newest = found.value().newestFirst().get(0);
    Template template = words.template(newest.getBusinessId());
    return new Hit(
        kind,
        found.id(),
        found.understood(),
        page,
        api(kind, found.id()),
        kind.equals("message") ? template : null,
        words.state(newest.getState(), template),
        found.value().length(),
        null,
        newest.getTimestamp(),
        words.time(newest.getTimestamp()));
  }

  private Hit hit(TemplateLookup.Found found, String understood) {
    String id = String.valueOf(found.businessId());
    return new Hit(
        "template",
        id,
        understood,
        page("template", id),
        api("template", id),
        words.template(found.businessId()),
        null,
        null,
        found.received(),
        null,
        null);
  }

  /** Browsers take . and .. out of a path, however they are encoded; no path may hold a NUL. */
  private static String page(String kind, String id) {
    boolean fits = !id.equals(".") && !id.equals("..") && id.indexOf('\0') < 0;
    return "/" + kind + (fits ? "/" : "/?id=") + encoded(id);
  }

  private static String messagePage(String id, String receiver) {
    String page = page("message", id);
    String separator = page.indexOf('?') < 0 ? "?" : "&";
    return page + separator + "receiver=" + encoded(receiver);
  }

  private static String api(String kind, String id) {
    return "/api/v1/" + kind + "?id=" + encoded(id);
  }

  private static String encoded(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
