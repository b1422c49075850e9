package io.austin.stream.verify.journey;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A message's life for one receiver as docs/journeys.md tells it, in its own words: steps in their
 * order, of more than sixteen the eight first and the eight last.
 */
record PlainJourney(List<Step> steps) {
  private static final int TAKEN_IN = 10;
  private static final int HELD = 24;
  private static final int SENT = 60;
  private static final int CLICKED = 64;
  private static final int FAILED = 70;
  private static final Set<Integer> FILTERED = Set.of(20, 22, 30, 40, 50);
  private static final Set<Integer> OWN =
      Set.of(TAKEN_IN, 20, 22, HELD, 30, 40, 50, SENT, CLICKED, FAILED);

  private static final int ENDS = 8;
  private static final long AFTER_RESULT = Duration.ofHours(1).toMillis();
  private static final long FAR_AWAY = Long.MAX_VALUE / 4;

  /** A step: when, and what. */
  record Step(long time, int state) {
    private static final Comparator<Step> ORDER =
        Comparator.comparingLong(Step::time)
            .thenComparing(step -> step.state != TAKEN_IN)
            .thenComparingInt(Step::state);

    /** Whether a result is to come. */
    boolean waits() {
      return state == TAKEN_IN || state == HELD;
    }

    boolean isOwn() {
      return OWN.contains(state);
    }
  }

  static PlainJourney of(Collection<Step> steps) {
    TreeSet<Step> distinct = new TreeSet<>(Step.ORDER);
    distinct.addAll(steps);
    List<Step> ordered = new ArrayList<>(distinct);
    if (ordered.size() > 2 * ENDS) {
      List<Step> ends = new ArrayList<>(ordered.subList(0, ENDS));
      ends.addAll(ordered.subList(ordered.size() - ENDS, ordered.size()));
      ordered = ends;
    }
    return new PlainJourney(List.copyOf(ordered));
  }

  /** What became of it, in the word that stands in Redis. */
  String outcome() {
    int decides = decides().state;
    return switch (decides) {
      case CLICKED -> "CLICKED";
      case SENT -> "SENT";
      case TAKEN_IN -> "IN_PROGRESS";
      case HELD -> "HELD";
      default -> FILTERED.contains(decides) ? "FILTERED" : "FAILED";
    };
  }

  /** The step that says what became of it. */
  Step decides() {
    for (int state : new int[] {CLICKED, SENT}) {
      Step first = first(step -> step.state == state);
      if (first != null) {
        return first;
      }
    }
    Step newest = last(step -> step.isOwn() || !any(FAILED));
    if (newest == null) {
      throw new IllegalStateException("no step of " + steps + " decides");
    }
    return newest;
  }

  boolean hasResult() {
    return !outcome().equals("IN_PROGRESS") && !outcome().equals("HELD");
  }

  /** When it was taken in and answered; {@code null} where one of the two is not known. */
  @Nullable Took took() {
    Step answer = first(this::isAnswer);
    if (answer == null) {
      return null;
    }
    List<Step> before = steps.subList(0, steps.indexOf(answer));
    Step hold = lastOf(before, step -> step.state == HELD);
    Step from = firstAfter(hold);
    return from == null ? null : new Took(from.time, answer.time);
  }

  private boolean isAnswer(Step step) {
    return step.state == SENT || step.state == FAILED || (!step.isOwn() && !any(FAILED));
  }

  /** How long the channel's answer took. */
  record Took(long from, long to) {
    long millis() {
      return to - from;
    }
  }

  /** Since when it waits, where it has no result. */
  long waitsSince() {
    Step hold = lastOf(steps, step -> step.state == HELD);
    Step takenIn = firstAfter(hold);
    Step since = takenIn == null ? hold : takenIn;
    if (since == null) {
      throw new IllegalStateException("nothing in " + steps + " waits");
    }
    return since.time;
  }

  /** From when on it is stuck, where it has no result. */
  long stuckFrom(JourneyModelRules rules) {
    long since = waitsSince();
    if (since > FAR_AWAY) {
      return Long.MAX_VALUE;
    }
    if (outcome().equals("IN_PROGRESS")) {
      return since + rules.stuckAfter().toMillis();
    }
    Step hold = lastOf(steps, step -> step.state == HELD);
    return morningAfter(hold == null ? since : hold.time, rules);
  }

  private static long morningAfter(long hold, JourneyModelRules rules) {
    if (hold > Instant.MAX.getEpochSecond() / 2) {
      return Long.MAX_VALUE;
    }
    ZonedDateTime held = Instant.ofEpochMilli(hold).atZone(rules.zone());
    LocalDate day = held.toLocalDate();
    ZonedDateTime morning = day.atTime(rules.heldUntil()).atZone(rules.zone());
    while (!morning.isAfter(held)) {
      day = day.plusDays(1);
      morning = day.atTime(rules.heldUntil()).atZone(rules.zone());
    }
    return morning.toInstant().toEpochMilli();
  }

  /** When it ends if nothing more comes. */
  long ends(JourneyModelRules rules) {
    long newest = steps.get(steps.size() - 1).time;
    long kept = hasResult() ? AFTER_RESULT : rules.keep().toMillis();
    return newest > FAR_AWAY ? Long.MAX_VALUE : newest + kept;
  }

  /**
   * When it may have ended at the earliest, whichever of its steps came first: a step that comes
   * later than this may be a journey of its own.
   */
  long mayEnd(JourneyModelRules rules) {
    long first = steps.get(0).time;
    if (first > FAR_AWAY) {
      return Long.MAX_VALUE;
    }
    long end = first + rules.keep().toMillis();
    for (int i = 1; i <= steps.size(); i++) {
      PlainJourney part = new PlainJourney(steps.subList(0, i));
      if (part.hasResult()) {
        return Math.min(end, part.ends(rules));
      }
    }
    return end;
  }

  private boolean any(int state) {
    return steps.stream().anyMatch(step -> step.state == state);
  }

  private @Nullable Step first(Predicate<Step> wanted) {
    return steps.stream().filter(wanted).findFirst().orElse(null);
  }

  private @Nullable Step last(Predicate<Step> wanted) {
    return lastOf(steps, wanted);
  }

  private static @Nullable Step lastOf(List<Step> steps, Predicate<Step> wanted) {
    Step found = null;
    for (Step step : steps) {
      found = wanted.test(step) ? step : found;
    }
    return found;
  }

  private @Nullable Step firstAfter(@Nullable Step hold) {
    List<Step> rest = hold == null ? steps : steps.subList(steps.indexOf(hold) + 1, steps.size());
    return rest.stream().filter(step -> step.state == TAKEN_IN).findFirst().orElse(null);
  }
}
