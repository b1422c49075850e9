package io.austin.stream.verify.journey;

/**
 * What of journeys was compared.
 *
 * @param why why nothing was; empty where something was
 * @param journeys how many journeys were compared
 * @param untold of how many nobody can tell afterwards which steps were one journey, so that only
 *     bounds were compared
 * @param templates of how many templates
 * @param skipped how many templates were left out, of which Kafka or Redis no longer has all
 */
public record JourneysVerified(
    String why, long journeys, long untold, long templates, long skipped) {
  static JourneysVerified not(String why) {
    return new JourneysVerified(why, 0, 0, 0, 0);
  }

  static JourneysVerified of(long journeys, long untold, long templates, long skipped) {
    return new JourneysVerified("", journeys, untold, templates, skipped);
  }

  /** Nobody asked for it. */
  public static JourneysVerified leftOut() {
    return not("");
  }

  /** Whether they were compared. */
  public boolean isCompared() {
    return why.isEmpty() && templates + skipped > 0;
  }
}
