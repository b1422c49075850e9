package io.austin.stream.options;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;

/**
 * The options that the insights job alone has; {@link OptionDefinitions#insights()} are all it
 * takes.
 */
public final class InsightsOptionDefinitions {
  public static final Option<String> INSIGHTS_GROUP_ID =
      Option.named(
          "insights.group.id",
          OptionTypes.name("a consumer group's name"),
          "The insights job's consumer group, under which it commits offsets for monitoring."
              + " Default: kafka.group.id with -insights behind it.");

  public static final Option<Duration> JOURNEY_STUCK_AFTER =
      Option.named(
              "journey.stuck-after",
              OptionTypes.duration(Duration.ofSeconds(1)),
              "How long a message may be in progress, without a result, before it is stuck.")
          .defaultsTo("5m");

  public static final Option<LocalTime> JOURNEY_HELD_UNTIL =
      Option.named(
              "journey.held-until",
              OptionTypes.timeOfDay(),
              "At what time of the day, in zone, a message that was held for the night should have"
                  + " been sent: from then on it is stuck. austin sends them at nine.")
          .defaultsTo("09:30");

  public static final Option<Duration> JOURNEY_KEEP =
      Option.named(
              "journey.keep",
              OptionTypes.duration(Duration.ofMinutes(1)),
              "How long a message without a result is followed, and how long what journeys say is"
                  + " shown.")
          .defaultsTo("3d");

  private static final List<Option<?>> ALL =
      List.of(INSIGHTS_GROUP_ID, JOURNEY_STUCK_AFTER, JOURNEY_HELD_UNTIL, JOURNEY_KEEP);

  private InsightsOptionDefinitions() {}

  /** The group under which the insights job reads. */
  public static String groupId(OptionValues options) {
    return options
        .find(INSIGHTS_GROUP_ID)
        .orElseGet(() -> options.get(OptionDefinitions.KAFKA_GROUP_ID) + "-insights");
  }

  static List<Option<?>> all() {
    return ALL;
  }
}
