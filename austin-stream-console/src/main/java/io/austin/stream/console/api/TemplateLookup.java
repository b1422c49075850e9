package io.austin.stream.console.api;

import io.austin.stream.common.BusinessId;
import io.austin.stream.common.TemplateType;
import io.austin.stream.console.trace.Funnel;
import io.austin.stream.template.TemplateCatalog;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;

/** Finds the totals that an id means: a business id's, or those of a template on a day. */
public final class TemplateLookup {
  private static final int MAX_TEMPLATE_ID_LENGTH = 7;

  private final Sources sources;

  /** A lookup in these sources. */
  public TemplateLookup(Sources sources) {
    this.sources = sources;
  }

  /**
   * What an id means, the template that took in most first.
   *
   * @param id digits
   * @param day the day of a template id; empty for today
   */
  public List<Found> find(String id, Optional<LocalDate> day) {
    return found(candidates(id, day));
  }

  /** What a text means that may be an id; none where it is not. */
  Matches meant(String text, Optional<LocalDate> day) {
    return Query.isId(text) ? new Matches(find(text, day), false) : Matches.NONE;
  }

  /** The one business id that a query's {@code id} and {@code day} mean, if any. */
  Optional<Long> meant(Query query) {
    String id = query.digits("id");
    return isTemplateId(id)
        ? find(id, query.day()).stream().findFirst().map(Found::businessId)
        : Optional.of(Long.parseLong(id));
  }

  private List<Found> found(List<Long> candidates) {
    return sources.totals().read(candidates).entrySet().stream()
        .map(entry -> new Found(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparingLong(Found::received).reversed())
        .toList();
  }

  /**
   * The templates of a day in whose name a text stands, those that took in most first. However many
   * templates the day has, all are found, as far as the catalog tells of them.
   *
   * @param day empty for today
   */
  Matches named(String text, Optional<LocalDate> day) {
    LocalDate date = day.orElseGet(() -> LocalDate.now(sources.clock()));
    List<Long> named = sources.catalog().named(text);
    List<Long> candidates = named.stream().flatMap(id -> ofDay(id, date).stream()).toList();
    return new Matches(found(candidates), named.size() == TemplateCatalog.MAX_NAMED);
  }

  private List<Long> candidates(String id, Optional<LocalDate> day) {
    long number = Long.parseLong(id);
    List<Long> candidates = new ArrayList<>();
    if (isTemplateId(id)) {
      candidates.addAll(ofDay(number, day.orElseGet(() -> LocalDate.now(sources.clock()))));
    }
    // Business ids of another form are aggregated too.
    candidates.add(number);
    return candidates;
  }

  /** Whether digits are a template's id rather than a business id. */
  public static boolean isTemplateId(String id) {
    return id.length() <= MAX_TEMPLATE_ID_LENGTH;
  }

  private static List<Long> ofDay(long templateId, LocalDate day) {
    return Arrays.stream(TemplateType.values())
        .map(type -> BusinessId.of(type.getCode(), templateId, day).toLong())
        .toList();
  }

  /**
   * What a text means.
   *
   * @param truncated whether more templates may have such a name, older ones than were looked up
   */
  record Matches(List<Found> found, boolean truncated) {
    static final Matches NONE = new Matches(List.of(), false);
  }

  /** A business id and its totals by state. */
  public record Found(long businessId, NavigableMap<Integer, Long> totals) {
    long received() {
      return Funnel.of(totals).received();
    }
  }
}
