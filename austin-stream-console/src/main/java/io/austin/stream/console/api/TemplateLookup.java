package io.austin.stream.console.api;

import io.austin.stream.common.BusinessId;
import io.austin.stream.common.TemplateType;
import io.austin.stream.console.trace.Funnel;
import java.time.LocalDate;
import java.util.ArrayList;
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
    return sources.totals().read(candidates(id, day)).entrySet().stream()
        .map(entry -> new Found(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparingLong(Found::received).reversed())
        .toList();
  }

  private List<Long> candidates(String id, Optional<LocalDate> day) {
    long number = Long.parseLong(id);
    List<Long> candidates = new ArrayList<>();
    if (id.length() <= MAX_TEMPLATE_ID_LENGTH) {
      LocalDate date = day.orElseGet(() -> LocalDate.now(sources.clock()));
      for (TemplateType type : TemplateType.values()) {
        candidates.add(BusinessId.of(type.getCode(), number, date).toLong());
      }
    }
    // Business ids of another form are aggregated too.
    candidates.add(number);
    return candidates;
  }

  /** A business id and its totals by state. */
  public record Found(long businessId, NavigableMap<Integer, Long> totals) {
    long received() {
      return Funnel.of(totals).received();
    }
  }
}
