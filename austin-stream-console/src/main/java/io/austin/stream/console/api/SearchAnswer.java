package io.austin.stream.console.api;

import io.austin.stream.common.PastedText;
import io.austin.stream.common.PastedText.Understood;
import io.austin.stream.common.SimpleAnchorInfo;
import io.austin.stream.common.WhiteSpace;
import io.austin.stream.console.api.Answers.Hit;
import io.austin.stream.console.api.Answers.Parts;
import io.austin.stream.console.api.Answers.SearchResult;
import io.austin.stream.console.api.Answers.Template;
import io.austin.stream.console.redis.Trail;
import io.austin.stream.console.trace.MessageSteps;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers what a text may be that somebody typed. */
final class SearchAnswer {
  private static final int LIMIT = 20;
  private static final int MAX_LIMIT = 100;
  private static final int MIN_NAME_LENGTH = 2;

  /** austin's column holds no more. */
  private static final int MAX_NAME_LENGTH = 100;

  /** How many ids of a text are looked up that is a list of them. */
  private static final int MAX_PARTS = 20;

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
    Shown shown = query.shown();
    String typed = WhiteSpace.strip(query.searched("q"));
    String text = shown.any() ? shown.opened(typed) : typed;
    if (PastedText.of(text).forms().isEmpty()) {
      throw ApiException.invalid("q", "holds nothing that can be seen.");
    }
    Set<String> tried = new LinkedHashSet<>();
    PageRequest page = query.page(LIMIT, MAX_LIMIT);
    Lookup whole = new Lookup(text);
    List<Hit> all = shown.any() ? trails(text, tried) : List.of();
    // What is there as a whole is meant, and no part of it.
    boolean isWhole = all.stream().anyMatch(hit -> !whole.isPart(hit.id()));
    List<Hit> trails = all.stream().filter(hit -> !isWhole || !whole.isPart(hit.id())).toList();
    Lookup.Found<TemplateLookup.Matches> templates = templates(text, query.day());
    List<Supplier<Hit>> hits = new ArrayList<>();
    trails.forEach(hit -> hits.add(() -> hit));
    if (!isWhole || !whole.isPart(templates.id())) {
      templates.value().found().forEach(it -> hits.add(() -> hit(it, templates.understood())));
    }
    Optional<Several> several =
        shown.any()
                && hits.size() == trails.size()
                && trails.stream().allMatch(hit -> whole.isPart(hit.id()))
            ? several(text, query.day(), tried)
            : Optional.empty();
    several
        .filter(it -> it.tellsMoreThan(trails))
        .ifPresent(
            it -> {
              hits.clear();
              it.hits().forEach(hit -> hits.add(() -> hit));
            });
    Stream.concat(all.stream(), several.stream().flatMap(it -> it.hits().stream()))
        .forEach(hit -> shown.knows(hit.receiver()));
    List<Hit> said =
        page.of(hits).stream().map(Supplier::get).map(hit -> said(hit, shown)).toList();
    // Whoever sends a sealed receiver is not to learn which it is.
    UnaryOperator<String> shownForm = text.equals(typed) ? shown::text : shown::receiver;
    Tried forms = Tried.of(tried, shownForm);
    return new SearchResult(
        // To who sees totals nobody looks up whether it is a receiver, and a link may hold one.
        shown.any() || !hits.isEmpty() ? shown.text(typed) : Mask.receiver(typed),
        shown.sealedSearch(typed),
        forms.forms(),
        forms.incomplete(),
        templates.value().truncated(),
        several.filter(it -> it.tellsMoreThan(trails)).map(it -> it.parts(shownForm)).orElse(null),
        page.page(hits.size()),
        said,
        progress.kept(),
        progress.freshness());
  }

  /** All messages, receivers and callers' ids that a text may mean. */
  private List<Hit> trails(String text, Set<String> tried) {
    return Stream.of(
            messages(text, tried).stream().map(it -> hit("message", it, null)),
            receivers(text, tried).stream().map(it -> hit("receiver", it, it.id())),
            callers(text, tried).stream().map(this::callersHit))
        .flatMap(hits -> hits)
        .toList();
  }

  /**
   * What a text means that is more than one id: a message with its receiver, in either order, or
   * whatever each part of it is. Empty where it is one id.
   */
  private Optional<Several> several(String text, Optional<LocalDate> day, Set<String> tried) {
    List<PastedText> parts = PastedText.of(text).parts();
    List<PastedText[]> pairs = PastedText.of(text).pairs();
    if (parts.size() < 2 && pairs.isEmpty()) {
      return Optional.empty();
    }
    Several each = each(parts, day, tried);
    if (each.known() <= 2) {
      for (PastedText[] pair : pairs) {
        Optional<Hit> message = pair(pair, parts.size() <= 2, tried);
        if (message.isPresent()) {
          return Optional.of(Several.of(message.get()));
        }
      }
    }
    return Optional.of(each)
        .filter(it -> it.known() > 0)
        // Ids may hold separators themselves.
        .or(
            () ->
                pairs.stream()
                    .map(pair -> each(List.of(pair), day, tried))
                    .filter(halves -> halves.known() > 0)
                    .findFirst())
        .or(() -> Optional.of(each));
  }

  private Several each(List<PastedText> parts, Optional<LocalDate> day, Set<String> tried) {
    Map<List<@Nullable String>, Hit> hits = new LinkedHashMap<>();
    List<String> missing = new ArrayList<>();
    List<String> all = parts.stream().map(PastedText::toString).distinct().toList();
    List<String> some = all.subList(0, Math.min(all.size(), MAX_PARTS));
    for (String part : some) {
      List<Hit> found = new ArrayList<>(trails(part, tried));
      Lookup.Found<TemplateLookup.Matches> meant = meant(part, day);
      meant.value().found().forEach(it -> found.add(hit(it, meant.understood())));
      Lookup lookup = new Lookup(part);
      if (all.size() > 1 && found.stream().allMatch(hit -> lookup.isPart(hit.id()))) {
        joined(part, tried).ifPresent(hit -> found.add(0, hit));
      }
      found.forEach(hit -> hits.putIfAbsent(Arrays.asList(hit.page(), hit.receiver()), hit));
      if (found.isEmpty()) {
        missing.add(part);
      }
    }
    return new Several(
        List.copyOf(hits.values()),
        some.size() - missing.size(),
        new Parts(some.size(), all.size() - some.size(), missing));
  }

  /** A message with its receiver that are one word in a text of several. */
  private Optional<Hit> joined(String part, Set<String> tried) {
    return PastedText.of(part).pairs().stream()
        .flatMap(pair -> pair(pair, true, tried).stream())
        .findFirst();
  }

  /**
   * A message with its receiver.
   *
   * @param alone whether nothing else stands in the text: then a receiver that is known by its form
   *     need not be there
   */
  private Optional<Hit> pair(PastedText[] pair, boolean alone, Set<String> tried) {
    String first = pair[0].toString();
    String second = pair[1].toString();
    return messageTo(first, second, alone, tried).or(() -> messageTo(second, first, alone, tried));
  }

  private Optional<Hit> messageTo(String id, String receiver, boolean alone, Set<String> tried) {
    return messages(id, tried).stream()
        .findFirst()
        .flatMap(
            message -> {
              Optional<Lookup.Found<Trail>> known = receivers(receiver, tried).stream().findFirst();
              return known.isEmpty() && !(alone && mayBeReceiver(receiver, tried))
                  ? Optional.empty()
                  : Optional.of(
                      hit(
                          "message",
                          new Lookup.Found<>(
                              message.id(),
                              known.map(Lookup.Found::understood).orElse(Understood.EXACT.code()),
                              message.value()),
                          known.map(Lookup.Found::id).orElse(receiver)));
            });
  }

  /** Whether nothing but a receiver is meant by an id that none is known by. */
  private boolean mayBeReceiver(String id, Set<String> tried) {
    return PastedText.of(id).holdsAddress() && messages(id, tried).isEmpty();
  }

  private List<Lookup.Found<Trail>> messages(String id, Set<String> tried) {
    Lookup lookup = new Lookup(id);
    tried.addAll(lookup.tried());
    return lookup.all(sources.trails()::beginningsOfMessages);
  }

  private List<Lookup.Found<Trail>> receivers(String id, Set<String> tried) {
    Lookup lookup = new Lookup(id);
    tried.addAll(lookup.tried());
    return lookup.all(sources.trails()::beginningsOfReceivers);
  }

  private List<Lookup.Found<Trail>> callers(String id, Set<String> tried) {
    Lookup lookup = new Lookup(id);
    tried.addAll(lookup.tried());
    return lookup.all(sources.trails()::beginningsOfCallers);
  }

  /** Those of an id, or those of a part of a name. */
  private Lookup.Found<TemplateLookup.Matches> templates(String text, Optional<LocalDate> day) {
    Lookup.Found<TemplateLookup.Matches> meant = meant(text, day);
    return meant.value().found().isEmpty()
        ? new Lookup.Found<>(text, Understood.EXACT.code(), named(PastedText.of(text), day))
        : meant;
  }

  private Lookup.Found<TemplateLookup.Matches> meant(String text, Optional<LocalDate> day) {
    return new Lookup(text)
        .first(id -> Optional.of(templates.meant(id, day)).filter(it -> !it.found().isEmpty()))
        .orElseGet(
            () -> new Lookup.Found<>(text, Understood.EXACT.code(), TemplateLookup.Matches.NONE));
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

  private Hit hit(String kind, Lookup.Found<Trail> found, @Nullable String receiver) {
    MessageSteps trail = MessageSteps.ofTrail(found.value().newestFirst());
    SimpleAnchorInfo told = kind.equals("message") ? trail.decisive() : trail.newest();
    Template template = words.template(told.getBusinessId());
    return new Hit(
        kind,
        found.id(),
        receiver,
        found.understood(),
        page(kind, found.id()),
        api(kind, found.id()),
        kind.equals("message") ? template : null,
        words.state(told.getState(), template),
        found.value().length(),
        null,
        told.getTimestamp(),
        words.time(told.getTimestamp()));
  }

  /** Its messages may each have another state, so it has none. */
  private Hit callersHit(Lookup.Found<Trail> found) {
    long at = found.value().newestFirst().get(0).getTimestamp();
    return new Hit(
        "caller",
        found.id(),
        null,
        found.understood(),
        page("caller", found.id()),
        api("caller", found.id()),
        null,
        null,
        found.value().length(),
        null,
        at,
        words.time(at));
  }

  private Hit hit(TemplateLookup.Found found, String understood) {
    String id = String.valueOf(found.businessId());
    return new Hit(
        "template",
        id,
        null,
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

  /** A hit as it may be shown, with addresses in which a receiver is sealed. */
  private static Hit said(Hit hit, Shown shown) {
    String receiver = hit.receiver();
    if (receiver == null) {
      return hit.kind().equals("caller")
          ? hit.of(shown.id(hit.id()), null, hit.page(), hit.api())
          : hit;
    }
    String name = shown.receiver(receiver);
    String sealed = shown.sealed(receiver);
    if (hit.kind().equals("receiver")) {
      return hit.of(name, name, page("receiver", sealed), api("receiver", sealed));
    }
    String separator = hit.page().indexOf('?') < 0 ? "?" : "&";
    return hit.of(hit.id(), name, hit.page() + separator + "receiver=" + sealed, hit.api());
  }

  private static String api(String kind, String id) {
    return "/api/v1/" + kind + "?id=" + encoded(id);
  }

  private static String encoded(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /**
   * What several ids are.
   *
   * @param known of how many something is known
   * @param parts which they are; null where it is a message with its receiver
   */
  private record Several(List<Hit> hits, int known, @Nullable Parts parts) {
    static Several of(Hit message) {
      return new Several(List.of(message), 2, null);
    }

    /** Which they are, as they may be shown. */
    @Nullable Parts parts(UnaryOperator<String> shown) {
      return parts == null
          ? null
          : new Parts(
              parts.lookedUp(), parts.leftOut(), parts.missing().stream().map(shown).toList());
    }

    /** Of one id with words around it nothing more is known by looking at the words. */
    boolean tellsMoreThan(List<Hit> whole) {
      return whole.isEmpty() || known > 1;
    }
  }
}
