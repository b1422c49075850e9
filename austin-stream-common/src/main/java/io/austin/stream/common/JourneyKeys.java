package io.austin.stream.common;

/**
 * The names of the keys in which Redis shows what journeys say. They share a hash tag: in a Redis
 * Cluster they stand in one slot, so that one script writes any of them.
 */
public final class JourneyKeys {
  /** What follows the prefix in {@link #stuckTemplates}. */
  public static final String STUCK_TEMPLATES = "StuckTemplates";

  /** What stands before the business id in {@link #stuck}. */
  public static final String STUCK = "Stuck:";

  /** What stands before the business id in {@link #stuckExamples}. */
  public static final String STUCK_EXAMPLES = "StuckExamples:";

  /** What stands before the business id in {@link #outcomes}. */
  public static final String OUTCOMES = "Outcomes:";

  /** What stands before the business id in {@link #latencies}. */
  public static final String LATENCIES = "Latencies:";

  /** What stands before the business id in {@link #recentLatencies}. */
  public static final String RECENT_LATENCIES = "RecentLatencies:";

  /** What stands before the business id in {@link #slowest}. */
  public static final String SLOWEST = "Slowest:";

  /** What follows the prefix in {@link #incidents}. */
  public static final String INCIDENTS = "Incidents";

  /** What follows the prefix in {@link #openIncidents}. */
  public static final String OPEN_INCIDENTS = "OpenIncidents";

  /** What follows the prefix in {@link #endedIncidents}. */
  public static final String ENDED_INCIDENTS = "EndedIncidents";

  private final String prefix;

  private JourneyKeys(String prefix) {
    this.prefix = prefix;
  }

  /** The names among those of the rest. */
  public static JourneyKeys among(TraceKeys keys) {
    return new JourneyKeys(keys.own("{Journeys}:"));
  }

  /** What all names begin with. */
  public String prefix() {
    return prefix;
  }

  /** The string that says which attempt of the job writes, and how often it has. */
  public String incarnation() {
    return prefix + "Incarnation";
  }

  /**
   * The hash of how far journeys are known; field {@code clock}: the time up to which the topic is
   * read, {@code written}: when that was, {@code begun}: when the attempt of the job began that
   * writes, all in milliseconds since the epoch.
   */
  public String progress() {
    return prefix + "Progress";
  }

  /** The sorted set of the templates that have stuck journeys, by how many. */
  public String stuckTemplates() {
    return prefix + STUCK_TEMPLATES;
  }

  /** The hash of a template's stuck journeys; field = the minute since which they are. */
  public String stuck(long businessId) {
    return prefix + STUCK + businessId;
  }

  /** The sorted set of a template's oldest stuck journeys, by since when they are. */
  public String stuckExamples(long businessId) {
    return prefix + STUCK_EXAMPLES + businessId;
  }

  /** The hash of a template's journeys by outcome. */
  public String outcomes(long businessId) {
    return prefix + OUTCOMES + businessId;
  }

  /** The hash of a template's latencies; field = hour since the epoch, colon, bucket. */
  public String latencies(long businessId) {
    return prefix + LATENCIES + businessId;
  }

  /** The same for the last two hours; field = minute since the epoch, colon, bucket. */
  public String recentLatencies(long businessId) {
    return prefix + RECENT_LATENCIES + businessId;
  }

  /** The sorted set of a template's slowest journeys, by latency in milliseconds. */
  public String slowest(long businessId) {
    return prefix + SLOWEST + businessId;
  }

  /**
   * The hash of how many incidents are open; field = severity as rules call it. All are there,
   * where rules are evaluated.
   */
  public String incidents() {
    return prefix + INCIDENTS;
  }

  /** The sorted set of open incidents, as JSON, by when they opened. */
  public String openIncidents() {
    return prefix + OPEN_INCIDENTS;
  }

  /** The sorted set of incidents that ended, as JSON, by when they did. */
  public String endedIncidents() {
    return prefix + ENDED_INCIDENTS;
  }
}
