package io.austin.stream.functions.journey;

import static io.austin.stream.common.AnchorState.CLICK;
import static io.austin.stream.common.AnchorState.NIGHT_SHIELD_NEXT_SEND;
import static io.austin.stream.common.AnchorState.RECEIVE;
import static io.austin.stream.common.AnchorState.SEND_FAIL;
import static io.austin.stream.common.AnchorState.SEND_SUCCESS;

import io.austin.stream.common.AnchorState;
import io.austin.stream.functions.journey.Outcome.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The life of one message for one receiver: the set of its distinct steps. Two parts of it are
 * merged by union, so neither order nor repetition nor how it was split makes a difference, and
 * everything else is a pure function of the set. Immutable.
 *
 * <p>A set holds its {@value #ENDS} first and its {@value #ENDS} last steps: what a journey without
 * end has between them says nothing of how it began or where it stands.
 */
public final class Journey {
  static final int ENDS = 8;

  /** The set of no steps. */
  public static final Journey EMPTY = new Journey(List.of());

  private final List<Step> steps;

  private Journey(List<Step> steps) {
    this.steps = steps;
  }

  /** The set of these steps. */
  public static Journey of(Collection<Step> steps) {
    return bounded(new ArrayList<>(new TreeSet<>(steps)));
  }

  /** The set of these steps. */
  public static Journey of(Step... steps) {
    return of(List.of(steps));
  }

  /** Steps that are in order, distinct and no more than a set holds. */
  static Journey ofOrdered(List<Step> steps) {
    return new Journey(steps);
  }

  private static Journey bounded(List<Step> ordered) {
    if (ordered.size() > 2 * ENDS) {
      ordered.subList(ENDS, ordered.size() - ENDS).clear();
    }
    return new Journey(ordered);
  }

  /** The union with one step. */
  public Journey with(Step step) {
    int place = Collections.binarySearch(steps, step);
    if (place >= 0) {
      return this;
    }
    List<Step> more = new ArrayList<>(steps.size() + 1);
    more.addAll(steps);
    more.add(-place - 1, step);
    return bounded(more);
  }

  /** The union of both. */
  public Journey merge(Journey other) {
    List<Step> all = new ArrayList<>(steps);
    all.addAll(other.steps);
    return of(all);
  }

  /** In order; unmodifiable. */
  public List<Step> steps() {
    return Collections.unmodifiableList(steps);
  }

  boolean contains(Step step) {
    return Collections.binarySearch(steps, step) >= 0;
  }

  /**
   * What became of the message: clicked if any step says so, else sent if any does, else what the
   * newest step says that is no channel code. Where a channel gave a code without a <em>failed</em>
   * beside it, the code is the failure.
   *
   * @throws IllegalStateException for the set of no steps
   */
  public Outcome outcome() {
    Step clicked = first(CLICK);
    if (clicked != null) {
      return new Outcome(Kind.CLICKED, clicked.state(), clicked.time());
    }
    Step sent = first(SEND_SUCCESS);
    if (sent != null) {
      return new Outcome(Kind.SENT, sent.state(), sent.time());
    }
    boolean codesDecide = codesAreFailures();
    Step decisive = last(step -> codesDecide || !step.isChannelCode());
    if (decisive == null) {
      throw new IllegalStateException("a journey without steps has no outcome");
    }
    Kind kind = decisive.named().map(Journey::kindOf).orElse(Kind.FAILED);
    Step code = kind == Kind.FAILED ? last(Step::isChannelCode) : null;
    return new Outcome(kind, (code == null ? decisive : code).state(), decisive.time());
  }

  private static Kind kindOf(AnchorState state) {
    return switch (state) {
      case RECEIVE -> Kind.IN_PROGRESS;
      case NIGHT_SHIELD_NEXT_SEND -> Kind.HELD;
      case DISCARD, NIGHT_SHIELD, CONTENT_DEDUPLICATION, RULE_DEDUPLICATION, WHITE_LIST ->
          Kind.FILTERED;
      case SEND_FAIL -> Kind.FAILED;
      case SEND_SUCCESS -> Kind.SENT;
      case CLICK -> Kind.CLICKED;
    };
  }

  private boolean codesAreFailures() {
    return !hasFailed();
  }

  boolean hasFailed() {
    return first(SEND_FAIL) != null;
  }

  /** When the channel gave its newest code; {@link Standing#NEVER} where it gave none. */
  long lastCodeAt() {
    Step code = last(Step::isChannelCode);
    return code == null ? Standing.NEVER : code.time();
  }

  Standing.FirstTimes firstTimes() {
    long takenIn = Standing.NEVER;
    long sent = Standing.NEVER;
    long failed = Standing.NEVER;
    long filtered = Standing.NEVER;
    for (Step step : steps) {
      if (step.is(RECEIVE)) {
        takenIn = takenIn == Standing.NEVER ? step.time() : takenIn;
      } else if (step.is(SEND_SUCCESS)) {
        sent = sent == Standing.NEVER ? step.time() : sent;
      } else if (step.is(SEND_FAIL) || step.isChannelCode()) {
        failed = failed == Standing.NEVER ? step.time() : failed;
      } else if (!isHold(step) && !step.is(CLICK)) {
        filtered = filtered == Standing.NEVER ? step.time() : filtered;
      }
    }
    return new Standing.FirstTimes(takenIn, sent, failed, filtered);
  }

  /**
   * From the earliest <em>taken in</em> after the last hold that precedes the channel's first
   * answer, to that answer; empty where one of the two is missing.
   */
  public Optional<Latency> latency() {
    boolean codesAnswer = codesAreFailures();
    Step hold = null;
    Step answer = null;
    for (Step step : steps) {
      if (step.is(SEND_SUCCESS) || step.is(SEND_FAIL) || (codesAnswer && step.isChannelCode())) {
        answer = step;
        break;
      }
      hold = isHold(step) ? step : hold;
    }
    if (answer == null) {
      return Optional.empty();
    }
    long answered = answer.time();
    return Optional.ofNullable(takenInAfter(hold))
        .map(takenIn -> new Latency(takenIn.time(), answered));
  }

  /** The earliest <em>taken in</em> after the last hold; {@code null} where there is none. */
  @Nullable Step takenInLast() {
    return takenInAfter(lastHold());
  }

  /** The newest hold; {@code null} where there is none. */
  @Nullable Step lastHold() {
    return last(Journey::isHold);
  }

  /** The time of the newest step, in milliseconds since the epoch. */
  long newest() {
    return steps.get(steps.size() - 1).time();
  }

  private static boolean isHold(Step step) {
    return step.is(NIGHT_SHIELD_NEXT_SEND);
  }

  private @Nullable Step takenInAfter(@Nullable Step hold) {
    for (Step step : steps) {
      if (step.is(RECEIVE) && (hold == null || step.compareTo(hold) > 0)) {
        return step;
      }
    }
    return null;
  }

  private @Nullable Step first(AnchorState wanted) {
    for (Step step : steps) {
      if (step.is(wanted)) {
        return step;
      }
    }
    return null;
  }

  private @Nullable Step last(Predicate<Step> wanted) {
    for (int i = steps.size() - 1; i >= 0; i--) {
      if (wanted.test(steps.get(i))) {
        return steps.get(i);
      }
    }
    return null;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Journey that && steps.equals(that.steps);
  }

  @Override
  public int hashCode() {
    return steps.hashCode();
  }

  @Override
  public String toString() {
    return steps.toString();
  }
}
