package io.austin.stream.console.trend;

import io.austin.stream.console.trace.Funnel;
import io.austin.stream.template.TemplateCatalog;
import io.austin.stream.template.TemplateInfo;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The days that are read, their templates, and what is known of those. It never changes. */
public final class TrendTable {
  /** Of no day. */
  static final TrendTable EMPTY = new TrendTable(Map.of(), new int[0], List.of());

  private final Map<LocalDate, DayTotals> days;
  private final int[] templates;
  private final List<Optional<TemplateInfo>> known;

  private TrendTable(
      Map<LocalDate, DayTotals> days, int[] templates, List<Optional<TemplateInfo>> known) {
    this.days = days;
    this.templates = templates;
    this.known = known;
  }

  /** These days, with what a catalog tells of their templates. */
  static TrendTable of(Collection<DayTotals> kept, TemplateCatalog catalog) {
    Map<LocalDate, DayTotals> days = new HashMap<>();
    kept.forEach(day -> days.put(day.day(), day));
    int[] templates =
        kept.stream()
            .flatMapToInt(day -> IntStream.of(day.templates()))
            .sorted()
            .distinct()
            .toArray();
    return new TrendTable(days, templates, known(templates, catalog));
  }

  /** By parts, as many as a catalog tells of at once. */
  private static List<Optional<TemplateInfo>> known(int[] templates, TemplateCatalog catalog) {
    List<Optional<TemplateInfo>> known = new ArrayList<>(templates.length);
    for (int from = 0; from < templates.length; from += TemplateCatalog.MAX_FOUND) {
      int to = Math.min(from + TemplateCatalog.MAX_FOUND, templates.length);
      List<Long> ids =
          IntStream.range(from, to).mapToObj(i -> TypedTemplate.id(templates[i])).toList();
      Map<Long, TemplateInfo> found = catalog.find(ids);
      ids.forEach(id -> known.add(Optional.ofNullable(found.get(id))));
    }
    return known;
  }

  /** The same with what a catalog tells now. */
  TrendTable renamed(TemplateCatalog catalog) {
    return new TrendTable(days, templates, known(templates, catalog));
  }

  /** The days that are read. */
  Collection<DayTotals> days() {
    return days.values();
  }

  /** A day, if it is read. */
  public Optional<DayTotals> day(LocalDate day) {
    return Optional.ofNullable(days.get(day));
  }

  /** How many templates there are on any of the days; they are called by their number from 0. */
  public int size() {
    return templates.length;
  }

  /** Which template it is, as {@link TypedTemplate} says it. */
  public int template(int number) {
    return templates[number];
  }

  /** What is known of a template. */
  public Optional<TemplateInfo> info(int number) {
    return known.get(number);
  }

  /**
   * Adds up days, those that are not read as if there were nothing.
   *
   * @param group the group of a template's number; negative for none
   */
  public Sums sum(List<LocalDate> wanted, int[] group, int groups) {
    Counts byGroup = new Counts(groups);
    Counts byDay = new Counts(wanted.size());
    for (int i = 0; i < wanted.size(); i++) {
      DayTotals day = days.get(wanted.get(i));
      if (day != null) {
        add(day, group, byGroup, byDay, i);
      }
    }
    Map<LocalDate, Funnel> ofDays = new LinkedHashMap<>();
    for (int i = 0; i < wanted.size(); i++) {
      ofDays.put(wanted.get(i), byDay.funnel(i));
    }
    return new Sums(IntStream.range(0, groups).mapToObj(byGroup::funnel).toList(), ofDays);
  }

  /** Both lists of templates are in order, so one walk through them finds each. */
  private void add(DayTotals day, int[] group, Counts byGroup, Counts byDay, int dayIndex) {
    int number = 0;
    for (int i = 0; i < day.templates().length; i++) {
      while (templates[number] < day.templates()[i]) {
        number++;
      }
      if (group[number] >= 0) {
        byGroup.add(group[number], day.counts(), i);
        byDay.add(dayIndex, day.counts(), i);
      }
    }
  }

  /** What days come to, by group and by day. */
  public record Sums(List<Funnel> byGroup, Map<LocalDate, Funnel> byDay) {}
}
