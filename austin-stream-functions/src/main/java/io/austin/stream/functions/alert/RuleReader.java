package io.austin.stream.functions.alert;

import static io.austin.stream.functions.alert.AlertRule.CHANNEL;
import static io.austin.stream.functions.alert.AlertRule.EACH;
import static io.austin.stream.functions.alert.AlertRule.EVERYTHING;
import static io.austin.stream.functions.alert.AlertRule.SLOT;
import static io.austin.stream.functions.alert.AlertRule.TEMPLATE;
import static io.austin.stream.functions.alert.AlertRule.TYPE;
import static io.austin.stream.functions.alert.RuleFile.text;
import static io.austin.stream.functions.alert.RuleFile.unknown;

import io.austin.stream.common.ChannelType;
import io.austin.stream.common.TemplateType;
import io.austin.stream.functions.alert.AlertRule.Hours;
import io.austin.stream.functions.alert.AlertRule.Kind;
import io.austin.stream.functions.alert.AlertRule.Severity;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Present;
import org.snakeyaml.engine.v2.api.lowlevel.Serialize;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads one rule, and tells all that is wrong with it. */
final class RuleReader {
  private static final List<String> OF_ALL =
      List.of("name", "kind", "of", "for", "hours", "days", "severity", "text");

  /** It stands in Redis, on pages and in messages. */
  private static final int LONGEST_TEXT = 500;

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
  private static final Pattern DURATION = Pattern.compile("(\\d{1,6}) ?(s|m|h|d)");
  private static final Pattern NUMBER = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,6})?) ?(%?)");
  private static final Pattern HOURS = Pattern.compile("(\\d\\d:\\d\\d) ?- ?(\\d\\d:\\d\\d)");
  private static final Pattern NUMBERED = Pattern.compile("(template|channel) (\\d{1,7})");
  private static final Map<String, Long> COUNTED =
      Map.of(
          "taken-in", Measure.TAKEN_IN,
          "sent", Measure.SENT,
          "failed", Measure.FAILED,
          "filtered", Measure.FILTERED);

  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long DAY = Duration.ofDays(1).toMillis();

  private static final List<String> KNOWN_SCOPES = knownScopes();

  private final MappingNode node;
  private final boolean channels;
  private final BiConsumer<Node, String> wrong;
  private final Map<String, NodeTuple> entries = new HashMap<>();
  private boolean right = true;

  RuleReader(MappingNode node, boolean channels, BiConsumer<Node, String> wrong) {
    this.node = node;
    this.channels = channels;
    this.wrong = wrong;
  }

  /** The rule; {@code null} where something is wrong with it. */
  @Nullable AlertRule read() {
    for (NodeTuple entry : node.getValue()) {
      if (entries.put(text(entry.getKeyNode()), entry) != null) {
        wrong(entry.getKeyNode(), text(entry.getKeyNode()) + " is there twice");
      }
    }
    String name = required("name", "a name, such as many-fail");
    if (!name.isEmpty() && !NAME.matcher(name).matches()) {
      wrong("name", "small letters, digits and hyphens, 64 at most");
    }
    Kind kind = oneOf("kind", RuleFile.KINDS, null);
    if (kind == null) {
      return null;
    }
    refuseUnknown(kind);
    String scope = scope(kind);
    boolean below = kind == Kind.SILENCE || has("below");
    if (has("above") && has("below")) {
      wrong("below", "one of above and below; write two rules");
    }
    boolean share = kind == Kind.RATE || kind == Kind.STUCK && given("above").contains("%");
    double bound = kind == Kind.SILENCE ? 1 : bound(kind, below ? "below" : "above", share, true);
    double until = has("until") ? bound(kind, "until", share, false) : bound;
    if (below ? until < bound : until > bound) {
      wrong("until", "no " + (below ? "less" : "more") + " than the bound: there an incident ends");
    }
    long window = window(kind, share, scope, below);
    long least = least(kind, share);
    long holdFor = has("for") ? duration("for", 0, DAY) : 0;
    Hours hours = hours(below ? window : 0);
    Severity severity = oneOf("severity", RuleFile.SEVERITIES, Severity.WARNING);
    Map<String, String> texts = texts();
    Set<Long> counted = counted(kind);
    int percentile = percentile(kind);
    if (!right || severity == null) {
      return null;
    }
    return new AlertRule(
        name,
        kind,
        scope,
        counted,
        percentile,
        share,
        below,
        bound,
        until,
        window,
        least,
        holdFor,
        hours,
        severity,
        Objects.requireNonNull(texts.get("en")),
        Objects.requireNonNull(texts.get("zh")),
        yaml());
  }

  private void refuseUnknown(Kind kind) {
    List<String> known = new ArrayList<>(OF_ALL);
    known.addAll(kind.keys());
    entries.forEach(
        (key, entry) -> {
          if (!known.contains(key)) {
            wrong(entry.getKeyNode(), unknown("key of a " + kind.word() + " rule", key, known));
          }
        });
  }

  private String scope(Kind kind) {
    String of =
        required("of", "everything, each template, template 3, type real-time, channel SMS, ...");
    String scope = canonical(of);
    if (scope.isEmpty() && !of.isEmpty()) {
      List<String> known = new ArrayList<>(KNOWN_SCOPES);
      known.add("template 3");
      wrong(value("of"), "of: " + unknown("scope", of, known));
    } else if (scope.contains(CHANNEL.strip()) && !channels) {
      wrong(
          "of",
          "no channel: an event names none, and no source of templates says which is whose; set"
              + " console.templates.file or console.templates.jdbc-url");
    } else if (scope.contains(CHANNEL.strip()) && kind == Kind.STUCK) {
      wrong("of", "everything, a template or a type: who is stuck is not counted by channel");
    }
    return scope;
  }

  /** A scope as counts have it; empty where there is none of this name. */
  private static String canonical(String of) {
    Matcher numbered = NUMBERED.matcher(of);
    if (numbered.matches()) {
      int number = Integer.parseInt(numbered.group(2));
      return of.startsWith(TEMPLATE)
          ? TEMPLATE + number
          : CHANNEL + ChannelType.describe(number, Locale.ENGLISH);
    }
    return KNOWN_SCOPES.stream().filter(of::equalsIgnoreCase).findFirst().orElse("");
  }

  private static List<String> knownScopes() {
    List<String> scopes =
        new ArrayList<>(List.of(EVERYTHING, EACH + "template", EACH + "type", EACH + "channel"));
    Arrays.stream(TemplateType.values()).map(it -> TYPE + it.getEnglish()).forEach(scopes::add);
    Arrays.stream(ChannelType.values()).map(it -> CHANNEL + it.getEnglish()).forEach(scopes::add);
    return List.copyOf(scopes);
  }

  private double bound(Kind kind, String key, boolean share, boolean needed) {
    if (kind == Kind.SLOW) {
      return duration(key, 1_000, DAY);
    }
    String expected =
        share
            ? "a share of more than 0% and less than 100%, such as 20%"
            : kind == Kind.UNLIKE_BEFORE ? "how many times as many, such as 2" : "a number";
    String written = needed ? required(key, expected) : given(key);
    Matcher number = NUMBER.matcher(written);
    if (!number.matches() || number.group(2).isEmpty() == share) {
      wrong(written.isEmpty() && needed ? "" : key, expected);
      return 0;
    }
    double value = Double.parseDouble(number.group(1)) / (share ? 100 : 1);
    if (share && needed && (value <= 0 || value >= 1)) {
      wrong(key, expected);
    }
    if (kind == Kind.UNLIKE_BEFORE && needed && "above".equals(key) && value <= 1) {
      wrong(key, "more than 1: times as many as before");
    }
    if (kind == Kind.UNLIKE_BEFORE && "below".equals(key) && (value <= 0 || value >= 1)) {
      wrong(key, "more than 0 and less than 1: times as many as before");
    }
    return value;
  }

  private long window(Kind kind, boolean share, String scope, boolean below) {
    boolean each = scope.startsWith(EACH);
    if (below && each) {
      wrong(
          "of",
          "everything, one template, type or channel: of each, those that end would be found");
    }
    if (kind == Kind.STUCK && !share) {
      if (has("window") || has("least")) {
        wrong(has("window") ? "window" : "least", "none: how many are stuck is of a moment");
      }
      return SLOT;
    }
    long most = each ? HOUR : DAY;
    long window = duration("window", kind == Kind.UNLIKE_BEFORE ? HOUR : MINUTE, most);
    if (kind == Kind.UNLIKE_BEFORE && window % HOUR != 0) {
      wrong("window", "whole hours, such as 1h");
    }
    return window;
  }

  private long least(Kind kind, boolean share) {
    if (!kind.keys().contains("least") || kind == Kind.STUCK && !share) {
      return 0;
    }
    return whole("least", "how many there have to be to say anything, such as 50", 1);
  }

  private int percentile(Kind kind) {
    if (kind != Kind.SLOW) {
      return 0;
    }
    int percentile = whole("percentile", "a percentile from 1 to 99, such as 95", 1);
    if (percentile > 99) {
      wrong("percentile", "a percentile from 1 to 99, such as 95");
    }
    return percentile;
  }

  private int whole(String key, String expected, int from) {
    try {
      int number = Integer.parseInt(required(key, expected));
      if (number >= from) {
        return number;
      }
    } catch (NumberFormatException none) {
      // Told below, as a number that is too small is.
    }
    wrong(key, expected);
    return from;
  }

  private Set<Long> counted(Kind kind) {
    if (kind == Kind.CHANNEL_CODE) {
      return Set.of(
          Measure.code(whole("code", "a channel's code, such as 40003", Integer.MIN_VALUE)));
    }
    if (!kind.keys().contains("count")) {
      return Set.of();
    }
    if (kind != Kind.RATE && !has("count")) {
      return Set.of(Measure.TAKEN_IN);
    }
    Long measure = oneOf("count", COUNTED, null);
    if (kind == Kind.RATE && Objects.equals(measure, Measure.TAKEN_IN)) {
      wrong("count", "sent, failed or filtered: a rate is of the messages that have a result");
    }
    return measure == null ? Set.of() : Set.of(measure);
  }

  private @Nullable Hours hours(long window) {
    if (!has("hours") && !has("days")) {
      return null;
    }
    LocalTime from = LocalTime.MIDNIGHT;
    LocalTime to = LocalTime.MIDNIGHT;
    if (has("hours")) {
      String expected = "hours of a day, such as 08:00-22:00 or 20:00-24:00";
      Matcher given = HOURS.matcher(required("hours", expected));
      try {
        if (!given.matches()) {
          throw new DateTimeParseException(expected, "", 0);
        }
        from = LocalTime.parse(given.group(1));
        to = given.group(2).equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(given.group(2));
      } catch (DateTimeParseException none) {
        wrong("hours", expected);
        return null;
      }
      if (!to.equals(LocalTime.MIDNIGHT) && !from.isBefore(to)) {
        wrong("hours", "hours that end after they begin, on the same day");
      }
    }
    Hours hours = new Hours(days(), from, to);
    if (window > hours.length()) {
      wrong("hours", "hours that are as long as the window at least");
    }
    return hours;
  }

  private Set<DayOfWeek> days() {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    if (!has("days")) {
      return EnumSet.allOf(DayOfWeek.class);
    }
    List<String> known = Arrays.stream(DayOfWeek.values()).map(RuleReader::word).toList();
    List<Node> written =
        value("days") instanceof SequenceNode list ? list.getValue() : List.of(value("days"));
    for (Node day : written) {
      int found = known.indexOf(text(day));
      if (found < 0) {
        wrong(day, "days: " + unknown("day", text(day), known));
      } else {
        days.add(DayOfWeek.of(found + 1));
      }
    }
    if (days.isEmpty()) {
      wrong("days", "a list of days, such as [mon, tue]");
    }
    return days;
  }

  private static String word(DayOfWeek day) {
    return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
  }

  private Map<String, String> texts() {
    Map<String, String> texts = new HashMap<>();
    if (has("text") && value("text") instanceof MappingNode mapping) {
      for (NodeTuple entry : mapping.getValue()) {
        String language = text(entry.getKeyNode());
        if (!language.equals("en") && !language.equals("zh")) {
          wrong(entry.getKeyNode(), unknown("language", language, List.of("en", "zh")));
        }
        texts.put(language, text(entry.getValueNode()));
        if (texts.getOrDefault(language, "").length() > LONGEST_TEXT) {
          String most = "text is longer than the %d characters that are told of a language";
          wrong(entry.getValueNode(), most.formatted(LONGEST_TEXT));
        }
      }
    }
    for (String language : List.of("en", "zh")) {
      if (texts.getOrDefault(language, "").isEmpty()) {
        String missing = "text has no " + language + ", expected what is told, as en: and zh:";
        wrong(has("text") ? value("text") : node, missing);
      }
    }
    return texts;
  }

  private long duration(String key, long from, long to) {
    String expected =
        "a duration from %s to %s, such as 10m".formatted(duration(from), duration(to));
    String written = required(key, expected);
    Matcher given = DURATION.matcher(written);
    if (!given.matches()) {
      wrong(written.isEmpty() ? "" : key, expected);
      return from;
    }
    long unit =
        switch (given.group(2)) {
          case "s" -> 1_000;
          case "m" -> MINUTE;
          case "h" -> HOUR;
          default -> DAY;
        };
    long millis = Long.parseLong(given.group(1)) * unit;
    if (millis < from || millis > to) {
      wrong(key, expected);
    } else if (!key.equals("above") && !key.equals("until") && millis % SLOT != 0) {
      wrong(key, "a multiple of 10s");
    }
    return millis;
  }

  private static String duration(long millis) {
    if (millis < MINUTE) {
      return millis / 1_000 + "s";
    }
    return millis < HOUR ? millis / MINUTE + "m" : millis / HOUR + "h";
  }

  private <T> @Nullable T oneOf(String key, Map<String, T> words, @Nullable T otherwise) {
    List<String> known = words.keySet().stream().sorted().toList();
    if (!has(key) && otherwise != null) {
      return otherwise;
    }
    String word = required(key, "one of " + String.join(", ", known));
    if (!word.isEmpty() && !words.containsKey(word)) {
      wrong(value(key), key + ": " + unknown(key, word, known));
    }
    return words.get(word);
  }

  private boolean has(String key) {
    return entries.containsKey(key);
  }

  private Node value(String key) {
    return Objects.requireNonNull(entries.get(key)).getValueNode();
  }

  private String given(String key) {
    return has(key) ? text(value(key)) : "";
  }

  /** What is written; where nothing is, that is told, and it is empty. */
  private String required(String key, String expected) {
    String given = given(key);
    if (given.isEmpty()) {
      wrong(has(key) ? value(key) : node, key + " is missing, expected " + expected);
    }
    return given;
  }

  /** What stands there is not what is expected; an empty key: that was told. */
  private void wrong(String key, String expected) {
    if (!key.isEmpty() && has(key)) {
      String given = given(key);
      wrong(
          value(key),
          "%s is %s, expected %s".formatted(key, given.isEmpty() ? "no text" : given, expected));
    }
  }

  private void wrong(Node where, String what) {
    right = false;
    wrong.accept(where, what);
  }

  /** The rule alone, as it was written but for comments. */
  private String yaml() {
    DumpSettings settings = DumpSettings.builder().setWidth(100).build();
    return new Present(settings)
        .emitToString(new Serialize(settings).serializeOne(node).iterator());
  }
}
