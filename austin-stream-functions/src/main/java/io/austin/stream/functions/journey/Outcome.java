package io.austin.stream.functions.journey;

/**
 * What became of a message for a receiver.
 *
 * @param kind what it is
 * @param code the state that says so: of a failure the channel's newest error code where it gave
 *     one, of a filtered message the rule's state
 * @param at when the deciding step happened, in milliseconds since the epoch: the first of those
 *     that say <em>sent</em> or <em>clicked</em>, otherwise the newest
 */
public record Outcome(Kind kind, int code, long at) {
  /** The kinds of outcomes, in the order in which pages show them. */
  public enum Kind {
    /** The receiver clicked. */
    CLICKED,
    /** The channel accepted it; a repetition that was filtered later does not unsend it. */
    SENT,
    /** The channel refused it. */
    FAILED,
    /** A rule of austin's kept it back for good. */
    FILTERED,
    /** It is kept back for the night. */
    HELD,
    /** It was taken in, and nothing more so far. */
    IN_PROGRESS,
    /** It was taken in or held, and nothing more came for as long as journeys are kept. */
    NO_RESULT;

    /** Whether nothing more has to come. */
    public boolean isResult() {
      return this != HELD && this != IN_PROGRESS;
    }
  }
}
