package io.austin.stream.console.trace;

import io.austin.stream.common.AnchorState;
import java.util.Collection;
import java.util.Map;

/**
 * How many receivers a template took in and what became of them: either of journeys, each of which
 * is a message for a receiver and counts once, or of events, where a receiver counts once for each.
 *
 * @param held those of the filtered that are to be sent in the morning
 * @param takenInTwice how many are twice among those taken in at most, since austin takes in once
 *     more what it held when it sends it
 * @param channelErrors channels' own error codes, which may come beside a failed one
 * @param journeys how many of those taken in are journeys
 */
public record Funnel(
    long received,
    long filtered,
    long held,
    long takenInTwice,
    long sent,
    long failed,
    long clicked,
    long channelErrors,
    long journeys) {
  private static final int HELD = AnchorState.NIGHT_SHIELD_NEXT_SEND.getCode();

  /** Of nothing. */
  public static final Funnel EMPTY = new Funnel(0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** Journeys may be some seconds behind the events, and a few events have no message id. */
  private static final double COVERED = 0.98;

  /** The funnel of totals by state. */
  public static Funnel of(Map<Integer, Long> totals) {
    Funnel funnel = EMPTY;
    for (Map.Entry<Integer, Long> total : totals.entrySet()) {
      funnel = funnel.plus(of(total.getKey(), total.getValue()));
    }
    return funnel;
  }

  /** The funnel of events that are counted already; those held may be taken in twice. */
  public static Funnel ofEvents(
      long received,
      long filtered,
      long held,
      long sent,
      long failed,
      long clicked,
      long channelErrors) {
    return new Funnel(received, filtered, held, held, sent, failed, clicked, channelErrors, 0);
  }

  /** All of them together. */
  public static Funnel sum(Collection<Funnel> funnels) {
    return funnels.stream().reduce(EMPTY, Funnel::plus);
  }

  /**
   * The same of the journeys behind them, where those are known of all: from the day's beginning
   * on, and of every message.
   *
   * @param outcomes journeys by outcome, as the job names it
   */
  public Funnel orOf(Map<String, Long> outcomes) {
    long all = outcomes.values().stream().mapToLong(Long::longValue).sum();
    if (all == 0 || all < (received - takenInTwice) * COVERED) {
      return this;
    }
    long onHold = outcomes.getOrDefault("HELD", 0L);
    long click = outcomes.getOrDefault("CLICKED", 0L);
    return new Funnel(
        all,
        outcomes.getOrDefault("FILTERED", 0L) + onHold,
        onHold,
        0,
        outcomes.getOrDefault("SENT", 0L) + click,
        outcomes.getOrDefault("FAILED", 0L),
        click,
        channelErrors,
        all);
  }

  private static Funnel of(int state, long count) {
    long held = state == HELD ? count : 0;
    return switch (StateKind.of(state)) {
      case RECEIVED -> new Funnel(count, 0, 0, 0, 0, 0, 0, 0, 0);
      case FILTERED -> new Funnel(0, count, held, held, 0, 0, 0, 0, 0);
      case SENT -> new Funnel(0, 0, 0, 0, count, 0, 0, 0, 0);
      case FAILED -> new Funnel(0, 0, 0, 0, 0, count, 0, 0, 0);
      case CLICKED -> new Funnel(0, 0, 0, 0, 0, 0, count, 0, 0);
      case ERROR -> new Funnel(0, 0, 0, 0, 0, 0, 0, count, 0);
    };
  }

  private Funnel plus(Funnel other) {
    return new Funnel(
        received + other.received,
        filtered + other.filtered,
        held + other.held,
        takenInTwice + other.takenInTwice,
        sent + other.sent,
        failed + other.failed,
        clicked + other.clicked,
        channelErrors + other.channelErrors,
        journeys + other.journeys);
  }

  /** Those that no rule kept back. */
  public long passed() {
    return Math.max(0, received - filtered);
  }
}
