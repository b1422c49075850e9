package io.austin.stream.console.api;

import io.austin.stream.console.api.Answers.Label;
import io.austin.stream.console.api.Answers.Totals;
import io.austin.stream.console.api.TrendAnswers.Change;
import io.austin.stream.console.api.TrendAnswers.Choices;
import io.austin.stream.console.api.TrendAnswers.Period;
import io.austin.stream.console.api.TrendAnswers.Subject;
import io.austin.stream.console.api.TrendAnswers.TrendDay;
import io.austin.stream.console.api.TrendAnswers.TrendRow;
import io.austin.stream.console.api.TrendAnswers.Trends;
import io.austin.stream.console.trace.Funnel;
import io.austin.stream.console.trend.DayTotals;
import io.austin.stream.console.trend.TrendDays;
import io.austin.stream.console.trend.TrendTable;
import io.austin.stream.console.trend.TypedTemplate;
import io.austin.stream.template.TemplateInfo;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers how some days compare with those before them. */
final class TrendsAnswer {
  /** Of a file: a spreadsheet bears no more. */
  private static final PageRequest WHOLE = new PageRequest(0, 20_000);

  private static final int LIMIT = 50;
  private static final int MAX_LIMIT = 100;
  private static final int MAX_CREATORS = 1000;

  private final TrendDays days;
  private final Words words;
  private final StreamProgress progress;
  private final Clock clock;

  TrendsAnswer(Sources sources, Words words, StreamProgress progress) {
    this.days =
        new TrendDays(
            sources.days(),
            sources.totals(),
            sources.catalog(),
            sources.clock(),
            sources.retention());
    this.words = words;
    this.progress = progress;
    this.clock = sources.clock();
  }

  Trends answer(Query query) {
    return answer(query, query.page(LIMIT, MAX_LIMIT));
  }

  /** The same in one page, as far as that goes; only once everything is read. */
  Trends whole(Query query) {
    Trends whole = answer(query, WHOLE);
    if (whole.unread() > 0) {
      throw ApiException.of(
          503, "reading", whole.unread() + " days are still being read; try again in a while.");
    }
    return whole;
  }

  private Trends answer(Query query, PageRequest page) {
    LocalDate today = LocalDate.now(clock);
    TrendQuery asked = TrendQuery.of(query, today, days.kept());
    TrendTable table = days.of(asked.all());
    Span range = new Span(asked.range(), table);
    Span before = new Span(asked.before(), table);
    TrendQuery.Grouped groups = asked.grouped(table);
    TrendTable.Sums now = table.sum(range.read, groups.groupOf(), groups.examples().length);
    TrendTable.Sums past = table.sum(before.read, groups.groupOf(), groups.examples().length);
    List<TrendOrder.Row> rows =
        IntStream.range(0, groups.examples().length)
            .mapToObj(i -> new TrendOrder.Row(i, now.byGroup().get(i), past.byGroup().get(i)))
            .filter(row -> !row.isEmpty())
            .toList();
    List<TrendOrder.Row> sorted = TrendOrder.sorted(rows, asked.sort(), asked.descending());
    Comparison all =
        new Comparison(
            range, before, Funnel.sum(now.byDay().values()), Funnel.sum(past.byDay().values()));
    OptionalLong asOf =
        Stream.of(range, before).flatMap(Span::totals).mapToLong(DayTotals::readAt).min();
    return new Trends(
        range.period(),
        before.period(),
        range.isWhole() && before.isWhole(),
        asked.range().contains(today),
        range.unread() + before.unread(),
        asOf.isPresent() ? asOf.getAsLong() : null,
        asOf.isPresent() ? words.time(asOf.getAsLong()) : null,
        Stream.of(range, before).flatMap(Span::totals).anyMatch(DayTotals::isTruncated),
        Totals.of(all.now),
        all.totalsBefore(),
        all.change(),
        range.days(now),
        before.days(past),
        choices(table),
        page.page(sorted.size()),
        page.of(sorted).stream()
            .map(
                row ->
                    row(
                        subject(asked.group(), table, groups.examples()[row.group()]),
                        new Comparison(range, before, row.now(), row.before())))
            .toList(),
        progress.freshness());
  }

  private static TrendRow row(Subject subject, Comparison compared) {
    return new TrendRow(
        subject, Totals.of(compared.now), compared.totalsBefore(), compared.change());
  }

  private static Subject subject(TrendQuery.Group group, TrendTable table, int number) {
    int template = table.template(number);
    Optional<TemplateInfo> known = table.info(number);
    Label type = Words.type(TypedTemplate.type(template));
    Label channel = known.map(TemplateInfo::channel).map(Words::channel).orElse(null);
    String creator = known.map(TemplateInfo::creator).orElse(null);
    return switch (group) {
      case TEMPLATE ->
          new Subject(
              TypedTemplate.id(template),
              known.map(TemplateInfo::name).orElse(null),
              type,
              channel,
              creator);
      case CHANNEL -> new Subject(null, null, null, channel, null);
      case CREATOR -> new Subject(null, null, null, null, creator);
      case TYPE -> new Subject(null, null, type, null, null);
    };
  }

  private static Choices choices(TrendTable table) {
    return new Choices(
        distinct(table, i -> table.info(i).map(TemplateInfo::channel)).map(Words::channel).toList(),
        distinct(table, i -> Optional.of(TypedTemplate.type(table.template(i))))
            .map(Words::type)
            .toList(),
        distinct(table, i -> table.info(i).map(TemplateInfo::creator))
            .limit(MAX_CREATORS)
            .toList());
  }

  private static <T extends Comparable<T>> Stream<T> distinct(
      TrendTable table, Function<Integer, Optional<T>> of) {
    TreeSet<T> found = new TreeSet<>();
    for (int i = 0; i < table.size(); i++) {
      of.apply(i).ifPresent(found::add);
    }
    return found.stream();
  }

  /** Some days in a row, as far as they are kept and read. */
  private final class Span {
    private final List<LocalDate> wanted;
    private final List<LocalDate> kept;
    private final List<LocalDate> read;
    private final TrendTable table;

    Span(List<LocalDate> wanted, TrendTable table) {
      this.wanted = wanted;
      this.table = table;
      LocalDate first = days.first();
      kept = wanted.stream().filter(day -> !day.isBefore(first)).toList();
      read = kept.stream().filter(day -> days.isRead(table, day)).toList();
    }

    Period period() {
      String to = wanted.get(wanted.size() - 1).toString();
      return new Period(wanted.get(0).toString(), to, wanted.size(), kept.size());
    }

    boolean isWhole() {
      return kept.size() == wanted.size();
    }

    int unread() {
      return kept.size() - read.size();
    }

    Stream<DayTotals> totals() {
      return read.stream().flatMap(day -> table.day(day).stream());
    }

    List<TrendDay> days(TrendTable.Sums sums) {
      return wanted.stream()
          .map(
              day ->
                  new TrendDay(
                      day.toString(),
                      kept.contains(day),
                      read.contains(day),
                      read.contains(day)
                          && table.day(day).filter(DayTotals::isAvailable).isPresent(),
                      Totals.of(sums.byDay().getOrDefault(day, Funnel.EMPTY))))
          .toList();
    }
  }

  /** What something came to, beside what it did before. */
  private record Comparison(Span range, Span before, Funnel now, Funnel past) {
    @Nullable Totals totalsBefore() {
      return before.read.isEmpty() ? null : Totals.of(past);
    }

    @Nullable Change change() {
      return Change.of(now, range.read.size(), past, before.read.size());
    }
  }
}
