package io.austin.stream.functions.journey;

import io.austin.stream.functions.journey.Outcome.Kind;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a journey stands: what is counted of it. Times are in milliseconds since the epoch.
 *
 * @param businessId the template and its day
 * @param outcome what became of the message
 * @param code the state that says so, see {@link Outcome}
 * @param decidedAt when the deciding step happened
 * @param takenIn where its latency begins, {@link #NEVER} without one
 * @param answered where its latency ends, {@link #NEVER} without one
 * @param stuckSince where it is stuck: when it was taken in or held; otherwise {@link #NEVER}
 * @param besideFailed whether the outcome, neither <em>sent</em> nor <em>clicked</em>, takes into
 *     account that there is a <em>failed</em>: a channel's code beside it decides nothing any more,
 *     so this may be an outcome that the journey had before
 * @param codeAt when the channel gave the code of a failure, {@link #NEVER} where the outcome is no
 *     failure or has none: a code may come again after another
 * @param first when each thing happened first, whatever came later
 */
public record Standing(
    long businessId,
    Kind outcome,
    int code,
    long decidedAt,
    long takenIn,
    long answered,
    long stuckSince,
    boolean besideFailed,
    long codeAt,
    FirstTimes first) {
  /** In place of a time that there is none of. */
  public static final long NEVER = -1;

  /**
   * When each thing happened first. What comes later changes none of it, so it can be counted at
   * its time; {@link #NEVER} where it did not happen.
   *
   * @param takenIn when it was taken in
   * @param sent when the channel accepted it
   * @param failed when the channel refused it, or gave a code
   * @param filtered when a rule of austin's kept it back for good
   */
  public record FirstTimes(long takenIn, long sent, long failed, long filtered) {}

  static Standing of(long businessId, Journey journey, boolean stuck) {
    Outcome outcome = journey.outcome();
    Optional<Latency> latency = journey.latency();
    return new Standing(
        businessId,
        outcome.kind(),
        outcome.code(),
        outcome.at(),
        latency.map(Latency::from).orElse(NEVER),
        latency.map(Latency::to).orElse(NEVER),
        stuck ? waitingSince(journey) : NEVER,
        outcome.kind() != Kind.SENT && outcome.kind() != Kind.CLICKED && journey.hasFailed(),
        outcome.kind() == Kind.FAILED ? journey.lastCodeAt() : NEVER,
        journey.firstTimes());
  }

  private static long waitingSince(Journey journey) {
    Step takenIn = journey.takenInLast();
    Step hold = journey.lastHold();
    Step since = takenIn == null ? hold : takenIn;
    return since == null ? NEVER : since.time();
  }

  /** The same journey, given up: nothing more came of it. */
  Standing withoutResult() {
    return new Standing(
        businessId,
        Kind.NO_RESULT,
        code,
        decidedAt,
        takenIn,
        answered,
        NEVER,
        besideFailed,
        codeAt,
        first);
  }

  public boolean isStuck() {
    return stuckSince != NEVER;
  }

  /** The latency; {@code null} without one. */
  public @Nullable Latency latency() {
    return answered == NEVER ? null : new Latency(takenIn, answered);
  }
}
