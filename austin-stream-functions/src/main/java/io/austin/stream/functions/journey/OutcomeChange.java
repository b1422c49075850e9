package io.austin.stream.functions.journey;

/**
 * A journey has another outcome than before. Of one journey none comes twice, unless it comes back
 * from a set of more steps than one holds, or begins anew after its end.
 *
 * @param messageId the message
 * @param receiver the receiver
 * @param businessId the template and its day
 * @param outcome what became of the message, and the step that says so
 * @param besideFailed tells two times apart at which a journey has the same outcome, see {@link
 *     Standing}
 * @param codeAt the same, of failures
 */
public record OutcomeChange(
    String messageId,
    String receiver,
    long businessId,
    Outcome outcome,
    boolean besideFailed,
    long codeAt) {
  static OutcomeChange of(String messageId, String receiver, Standing standing) {
    return new OutcomeChange(
        messageId,
        receiver,
        standing.businessId(),
        new Outcome(standing.outcome(), standing.code(), standing.decidedAt()),
        standing.besideFailed(),
        standing.codeAt());
  }

  /** Names no receiver: it may end up in a log. */
  @Override
  public String toString() {
    return messageId + ": " + outcome;
  }
}
