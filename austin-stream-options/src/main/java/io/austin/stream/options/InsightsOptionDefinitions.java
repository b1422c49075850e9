package io.austin.stream.options;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

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

  public static final Option<String> OUTCOMES_TOPIC =
      Option.named(
          "outcomes.topic",
          OptionTypes.topic(),
          "The topic to which each change of a journey's outcome is written, as a CloudEvent. Without"
              + " one they are written nowhere.");

  public static final Option<String> OUTCOMES_RECEIVERS =
      Option.named(
              "outcomes.receivers",
              OptionTypes.oneOf("hashed", "full"),
              "Whether receivers stand in outcomes as hashes by outcomes.key, or as they are.")
          .defaultsTo("hashed");

  public static final Option<String> OUTCOMES_KEY =
      Option.named(
          "outcomes.key",
          OptionTypes.secret(32),
          "The key of the receivers' hashes (HMAC-SHA-256). It stays the same as long as outcomes are"
              + " to be told of the same receivers.");

  public static final Option<String> ALERTS_RULES_TOPIC =
      Option.named(
          "alerts.rules.topic",
          OptionTypes.topic(),
          "The compacted topic that rules for alerts stand in, each under its name. Without one there"
              + " are no alerts.");

  public static final Option<String> ALERTS_TOPIC =
      Option.named(
          "alerts.topic",
          OptionTypes.topic(),
          "The topic to which each incident is written when it opens and when it ends, as a"
              + " CloudEvent. It is needed where there is alerts.rules.topic.");

  public static final Option<Duration> ALERTS_LATENESS =
      Option.named(
              "alerts.lateness",
              OptionTypes.duration(Duration.ZERO),
              "How long alerts wait for events: what comes later counts from then on alone. austin"
                  + " writes an event within milliseconds; more where producers gather them for"
                  + " longer.")
          .defaultsTo("10s");

  private static final List<Option<?>> ALL =
      List.of(
          INSIGHTS_GROUP_ID,
          JOURNEY_STUCK_AFTER,
          JOURNEY_HELD_UNTIL,
          JOURNEY_KEEP,
          OUTCOMES_TOPIC,
          OUTCOMES_RECEIVERS,
          OUTCOMES_KEY,
          ALERTS_RULES_TOPIC,
          ALERTS_TOPIC,
          ALERTS_LATENESS);

  private InsightsOptionDefinitions() {}

  /** The group under which the insights job reads. */
  public static String groupId(OptionValues options) {
    return options
        .find(INSIGHTS_GROUP_ID)
        .orElseGet(() -> options.get(OptionDefinitions.KAFKA_GROUP_ID) + "-insights");
  }

  /**
   * The key of the receivers' hashes in outcomes; empty where they are to stand as they are.
   *
   * @throws UsageException when they are to be hashed and there is no key
   */
  public static Optional<String> outcomesKey(OptionValues options) {
    if (options.get(OUTCOMES_RECEIVERS).equals("full")) {
      return Optional.empty();
    }
    return Optional.of(
        options
            .find(OUTCOMES_KEY)
            .orElseThrow(
                () ->
                    new UsageException(
                        "outcomes.topic is set and outcomes.key is missing: receivers stand in"
                            + " outcomes as hashes by that key. Set it, or set outcomes.receivers to"
                            + " full.")));
  }

  /**
   * The topic of incidents.
   *
   * @throws UsageException when there are rules and no topic for what they find
   */
  public static Optional<String> alertsTopic(OptionValues options) {
    if (options.isSet(ALERTS_RULES_TOPIC) != options.isSet(ALERTS_TOPIC)) {
      throw new UsageException(
          "alerts.rules.topic and alerts.topic go together: set %s too, or neither."
              .formatted(options.isSet(ALERTS_TOPIC) ? "alerts.rules.topic" : "alerts.topic"));
    }
    return options.find(ALERTS_TOPIC);
  }

  static List<Option<?>> all() {
    return ALL;
  }
}
