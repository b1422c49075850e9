package io.austin.stream.console.trace;

import io.austin.stream.common.AnchorState;
import java.util.Collection;
import java.util.Map;

/**
 * How many receivers a template took in and what became of them. A receiver counts once for each
 * event.
 *
 * @param heldUntilNine those of the filtered that austin takes in once more when it sends them
 * @param channelErrors channels' own error codes, which may come beside a failed one
 */
public record Funnel(
    long received,
    long filtered,
    long heldUntilNine,
    long sent,
    long failed,
    long clicked,
    long channelErrors) {
  private static final int HELD = AnchorState.NIGHT_SHIELD_NEXT_SEND.getCode();
  private static final Funnel EMPTY = new Funnel(0, 0, 0, 0, 0, 0, 0);

  /** The funnel of totals by state. */
  public static Funnel of(Map<Integer, Long> totals) {
    Funnel funnel = EMPTY;
    for (Map.Entry<Integer, Long> total : totals.entrySet()) {
      funnel = funnel.plus(of(total.getKey(), total.getValue()));
    }
    return funnel;
  }

  /** All of them together. */
  public static Funnel sum(Collection<Funnel> funnels) {
    return funnels.stream().reduce(EMPTY, Funnel::plus);
  }

  private static Funnel of(int state, long count) {
    return switch (StateKind.of(state)) {
      case RECEIVED -> new Funnel(count, 0, 0, 0, 0, 0, 0);
      case FILTERED -> new Funnel(0, count, state == HELD ? count : 0, 0, 0, 0, 0);
      case SENT -> new Funnel(0, 0, 0, count, 0, 0, 0);
      case FAILED -> new Funnel(0, 0, 0, 0, count, 0, 0);
      case CLICKED -> new Funnel(0, 0, 0, 0, 0, count, 0);
      case ERROR -> new Funnel(0, 0, 0, 0, 0, 0, count);
    };
  }

  private Funnel plus(Funnel other) {
    return new Funnel(
        received + other.received,
        filtered + other.filtered,
        heldUntilNine + other.heldUntilNine,
        sent + other.sent,
        failed + other.failed,
        clicked + other.clicked,
        channelErrors + other.channelErrors);
  }

  /** Those that no rule kept back. */
  public long passed() {
    return Math.max(0, received - filtered);
  }
}
