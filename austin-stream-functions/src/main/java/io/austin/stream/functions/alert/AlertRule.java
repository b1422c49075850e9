package io.austin.stream.functions.alert;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What people want to be told of: a bound on something counted of messages. {@link RuleFile} reads
 * and checks it. Immutable; times are in milliseconds.
 *
 * @param name by which people and incidents name it
 * @param kind what is compared with the bound
 * @param scope whose messages are counted, see {@link #concerns}
 * @param counted what is counted, as {@link Measure} says it
 * @param percentile which one of latencies, in percent
 * @param share whether the bound is a share
 * @param below whether it fires below its bound, and not above: also where nothing comes
 * @param bound beyond which it fires: a share from 0 to 1, a number, times as many, milliseconds
 * @param until beyond which an incident goes on
 * @param window over which is counted
 * @param least how many there have to be to say anything
 * @param holdFor for how long it has to be beyond the bound before it fires, and within before an
 *     incident ends
 * @param hours when it counts; {@code null}: always
 * @param severity how bad it is
 * @param english what is told in English
 * @param chinese what is told in Chinese
 * @param yaml the rule as it was written
 */
public record AlertRule(
    String name,
    Kind kind,
    String scope,
    Set<Long> counted,
    int percentile,
    boolean share,
    boolean below,
    double bound,
    double until,
    long window,
    long least,
    long holdFor,
    @Nullable Hours hours,
    Severity severity,
    String english,
    String chinese,
    String yaml) {
  /** The slots in which is counted, and the shortest time between two looks. */
  static final long SLOT = Duration.ofSeconds(10).toMillis();

  /** What is compared with days before is counted in spans so long, and looked at as often. */
  static final long COMPARED = Duration.ofMinutes(10).toMillis();

  static final String EVERYTHING = "everything";
  static final String EACH = "each ";
  static final String TEMPLATE = "template ";
  static final String TYPE = "type ";
  static final String CHANNEL = "channel ";

  /** A window is looked at this often while it passes, where that is not too often. */
  private static final int LOOKS_A_WINDOW = 60;

  /** What a rule compares with its bound. */
  public enum Kind {
    /** Which share of the messages with a result has this one. */
    RATE("count", "above", "window", "least", "until"),
    /** How many there are. */
    VOLUME("count", "above", "below", "window", "until"),
    /** Whether there are any. */
    SILENCE("count", "window"),
    /** How many times as many as in the same hours of the day and of the week before. */
    UNLIKE_BEFORE("count", "above", "below", "window", "least", "until"),
    /** How many are stuck, or which share of those that were taken in. */
    STUCK("above", "window", "least", "until"),
    /** How long most of them took. */
    SLOW("percentile", "above", "window", "least", "until"),
    /** How many times a channel gave a code. */
    CHANNEL_CODE("code", "above", "window", "until");

    private final List<String> keys;

    Kind(String... keys) {
      this.keys = List.of(keys);
    }

    /** The keys of such a rule beside those of all. */
    List<String> keys() {
      return keys;
    }

    /** As people write it. */
    public String word() {
      return AlertRule.word(this);
    }
  }

  /** How bad it is. */
  public enum Severity {
    INFO,
    WARNING,
    CRITICAL;

    /** As people write it. */
    public String word() {
      return AlertRule.word(this);
    }
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static List<String> words(Enum<?>[] constants) {
    return Arrays.stream(constants).map(AlertRule::word).toList();
  }

  /**
   * Hours of days.
   *
   * @param from the first moment
   * @param to the first moment after; midnight is the end of the day
   */
  record Hours(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
    long length() {
      long length = to.toSecondOfDay() - from.toSecondOfDay();
      return Duration.ofSeconds(length > 0 ? length : length + 86_400).toMillis();
    }

    /** Whether a time that ends there lies within. */
    boolean hold(long end, long length, ZoneId zone) {
      ZonedDateTime begin = Instant.ofEpochMilli(end - length).atZone(zone);
      LocalDate day = begin.toLocalDate();
      LocalDate last = to.equals(LocalTime.MIDNIGHT) ? day.plusDays(1) : day;
      return days.contains(begin.getDayOfWeek())
          && !begin.toLocalTime().isBefore(from)
          && end <= last.atTime(to).atZone(zone).toInstant().toEpochMilli();
    }
  }

  /** Whether it is about the messages of a scope, one of those that counts are kept of. */
  boolean concerns(String counts) {
    return scope.equals(counts)
        || scope.startsWith(EACH) && counts.startsWith(scope.substring(EACH.length()) + " ");
  }

  boolean isBeyond(double value, boolean open) {
    double limit = open ? until : bound;
    return below ? value < limit : value > limit;
  }

  /** Whether it counts at a time; where it is about too few, for the whole window before. */
  boolean isInHours(long time, ZoneId zone) {
    return hours == null || hours.hold(time, below ? window : SLOT, zone);
  }

  /** Of how long ago it has to know. */
  public Duration looksBack() {
    return Duration.ofMillis(window + holdFor).plusDays(kind == Kind.UNLIKE_BEFORE ? 7 : 0);
  }

  /** How much time lies between two looks. */
  long step() {
    return kind == Kind.UNLIKE_BEFORE
        ? COMPARED
        : Math.max(SLOT, window / LOOKS_A_WINDOW / SLOT * SLOT);
  }
}
