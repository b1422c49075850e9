package io.austin.stream.console.api;

import io.austin.stream.console.trend.TrendTable;
import io.austin.stream.console.trend.TypedTemplate;
import io.austin.stream.template.TemplateInfo;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a question about trends asks for.
 *
 * @param range the days, in order
 * @param before as many days before them
 */
record TrendQuery(
    List<LocalDate> range,
    List<LocalDate> before,
    Group group,
    Optional<Integer> channel,
    Optional<Integer> type,
    Optional<String> creator,
    Optional<Long> template,
    String sort,
    boolean descending) {
  private static final List<String> PARAMETERS =
      List.of("days", "to", "group", "channel", "type", "creator", "template", "sort", "order");

  private static final int DAYS = 7;
  private static final String TODAY = "today";

  /** The names of its parameters, with others beside them. */
  static String[] with(String... others) {
    return Stream.concat(PARAMETERS.stream(), Stream.of(others)).toArray(String[]::new);
  }

  static TrendQuery of(Query query, LocalDate today, int kept) {
    int days = query.integer("days", DAYS, 1, kept);
    LocalDate to = to(query, today);
    LocalDate from = to.minusDays(days - 1L);
    return new TrendQuery(
        from.datesUntil(to.plusDays(1)).toList(),
        from.minusDays(days).datesUntil(from).toList(),
        Group.of(query.word("group", Group.names().get(0), Group.names())),
        query.integerIfGiven("channel"),
        query.integerIfGiven("type"),
        query.textIfGiven("creator"),
        query.textIfGiven("template").map(id -> Long.parseLong(query.digits("template"))),
        query.word("sort", TemplateOrder.DEFAULT, TrendOrder.names()),
        query.word("order", "desc", List.of("desc", "asc")).equals("desc"));
  }

  /** By default the last day that is over: it can be compared. */
  private static LocalDate to(Query query, LocalDate today) {
    if (query.textIfGiven("to").filter(TODAY::equals).isPresent()) {
      return today;
    }
    LocalDate to = query.day("to").orElse(today.minusDays(1));
    if (to.isAfter(today)) {
      throw ApiException.invalid("to", "is a day that has not come.");
    }
    return to;
  }

  /** Those days and the ones before. */
  List<LocalDate> all() {
    return Stream.concat(before.stream(), range.stream()).toList();
  }

  private boolean matches(int template, Optional<TemplateInfo> known) {
    return type.map(it -> it == TypedTemplate.type(template)).orElse(true)
        && this.template.map(it -> it == TypedTemplate.id(template)).orElse(true)
        && channel.map(it -> it.equals(known.map(TemplateInfo::channel).orElse(null))).orElse(true)
        && creator.map(it -> it.equals(known.map(TemplateInfo::creator).orElse(null))).orElse(true);
  }

  /** Which of a table's templates are asked for, and what they fall into. */
  Grouped grouped(TrendTable table) {
    int[] groupOf = new int[table.size()];
    Arrays.fill(groupOf, -1);
    Map<Object, Integer> numbers = new HashMap<>();
    int[] examples = new int[table.size()];
    for (int i = 0; i < groupOf.length; i++) {
      Optional<TemplateInfo> known = table.info(i);
      if (matches(table.template(i), known)) {
        groupOf[i] =
            numbers.computeIfAbsent(group.key(table.template(i), known), it -> numbers.size());
        examples[groupOf[i]] = i;
      }
    }
    return new Grouped(groupOf, Arrays.copyOf(examples, numbers.size()));
  }

  /**
   * Templates in groups.
   *
   * @param groupOf the group of each template's number; negative for none
   * @param examples a template of each group, by its number
   */
  record Grouped(int[] groupOf, int[] examples) {}

  /** What rows are about. */
  enum Group {
    TEMPLATE,
    CHANNEL,
    CREATOR,
    TYPE;

    static List<String> names() {
      return Arrays.stream(values()).map(it -> it.name().toLowerCase(Locale.ROOT)).toList();
    }

    private static Group of(String name) {
      return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** What templates of a group have in common, which may be that nobody knows it. */
    private Object key(int template, Optional<TemplateInfo> known) {
      return switch (this) {
        case TEMPLATE -> template;
        case CHANNEL -> known.map(TemplateInfo::channel);
        case CREATOR -> known.map(TemplateInfo::creator);
        case TYPE -> TypedTemplate.type(template);
      };
    }
  }
}
