package io.austin.stream.console.api;

import io.austin.stream.common.PastedText;
import io.austin.stream.common.WhiteSpace;
import io.austin.stream.console.rights.Right;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The parameters of a request, each of them known and given once. */
public final class Query {
  /** The parameter that asks for receivers in full. */
  static final String RECEIVERS = "receivers";

  private static final int MAX_LENGTH = 2048;
  private static final int MAX_OFFSET = 100_000;
  private static final int MAX_NUMBER = 999_999_999;
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);

  private final Map<String, String> values;
  private final Shown shown;

  private Query(Map<String, String> values, Shown shown) {
    this.values = values;
    this.shown = shown;
  }

  /**
   * Takes parameters that are among those that an address knows.
   *
   * @param shown how the answer shows receivers
   * @throws ApiException naming the parameter that is not, or is given twice
   */
  static Query of(Map<String, List<String>> parameters, Shown shown, String... known) {
    List<String> names = Arrays.asList(known);
    parameters.forEach(
        (name, values) -> {
          if (!names.contains(name)) {
            throw ApiException.invalid(
                name.length() > 64 ? "A parameter" : Mask.text(name),
                "is not known here; known: " + String.join(", ", names) + ".");
          }
          if (values.isEmpty()) {
            throw ApiException.invalid(
                name, "is not percent-encoded as it should be: % itself is %25.");
          }
          if (values.size() != 1) {
            throw ApiException.invalid(name, "is given " + values.size() + " times.");
          }
        });
    Query query =
        new Query(
            parameters.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().get(0))),
            shown);
    query.word(RECEIVERS, Right.MASKED.code(), List.of(Right.MASKED.code(), Right.FULL.code()));
    return query;
  }

  /** How the answer shows receivers. */
  Shown shown() {
    return shown;
  }

  /** A text that must be given and not be blank. */
  public String text(String name) {
    return text(name, values.getOrDefault(name, ""));
  }

  /** What was searched for, plain or sealed. */
  String searched(String name) {
    return text(name, shown.searched(values.getOrDefault(name, "")));
  }

  /** A receiver, plain or sealed, also as what was searched for. */
  String receiver(String name) {
    return text(name, shown.opened(shown.searched(values.getOrDefault(name, ""))));
  }

  private static String text(String name, String value) {
    if (WhiteSpace.isBlank(value)) {
      throw ApiException.invalid(name, "is missing.");
    }
    if (value.length() > MAX_LENGTH) {
      throw ApiException.invalid(name, "is longer than " + MAX_LENGTH + " characters.");
    }
    return value;
  }

  /** A text that may be left out. */
  public Optional<String> textIfGiven(String name) {
    return values.containsKey(name) ? Optional.of(text(name)) : Optional.empty();
  }

  /** A business id or a template id: digits. */
  public String digits(String name) {
    String value = PastedText.of(text(name)).cleaned();
    if (!isId(value)) {
      throw ApiException.invalid(name, "must be a business id or a template id: digits alone.");
    }
    return value;
  }

  /** Whether this may be a business id or a template id. */
  public static boolean isId(String text) {
    return text.matches("[0-9]{1,19}") && !overflows(text);
  }

  /** A day; empty where none is given. */
  public Optional<LocalDate> day() {
    return day("day");
  }

  /** A day by another name. */
  Optional<LocalDate> day(String name) {
    String value = values.get(name);
    if (value == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.parse(value, DAY));
    } catch (DateTimeException noDay) {
      throw ApiException.invalid(name, "must be a day as 20221224.");
    }
  }

  /** One of several words. */
  public String word(String name, String byDefault, List<String> words) {
    String value = values.getOrDefault(name, byDefault);
    if (!words.contains(value)) {
      throw ApiException.invalid(name, "must be one of " + String.join(", ", words) + ".");
    }
    return value;
  }

  /** Words with commas between them; empty where none is given. */
  public List<String> words(String name) {
    String value = values.getOrDefault(name, "");
    return value.isEmpty() ? List.of() : List.of(value.split(",", -1));
  }

  /** Which part of a long answer is wanted. */
  public PageRequest page(int limitByDefault, int maxLimit) {
    return new PageRequest(
        integer("offset", 0, 0, MAX_OFFSET), integer("limit", limitByDefault, 1, maxLimit));
  }

  /** A moment in milliseconds since the epoch that may be left out. */
  Optional<Long> moment(String name) {
    String value = values.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!value.matches("[0-9]{1,18}")) {
      throw ApiException.invalid(name, "must be a moment: milliseconds since 1970.");
    }
    return Optional.of(Long.valueOf(value));
  }

  /** A number that may be left out. */
  Optional<Integer> integerIfGiven(String name) {
    return values.containsKey(name)
        ? Optional.of(integer(name, 0, 0, MAX_NUMBER))
        : Optional.empty();
  }

  /** An integer within bounds. */
  int integer(String name, int byDefault, int min, int max) {
    String value = values.get(name);
    if (value == null) {
      return byDefault;
    }
    if (value.matches("[0-9]{1,9}")) {
      int number = Integer.parseInt(value);
      if (number >= min && number <= max) {
        return number;
      }
    }
    throw ApiException.invalid(name, "must be an integer from " + min + " to " + max + ".");
  }

  private static boolean overflows(String digits) {
    try {
      return Long.parseLong(digits) <= 0;
    } catch (NumberFormatException tooLarge) {
      return true;
    }
  }
}
