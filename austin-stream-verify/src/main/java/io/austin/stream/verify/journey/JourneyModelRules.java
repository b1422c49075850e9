package io.austin.stream.verify.journey;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * What an operator chooses of journeys, as the model must know it.
 *
 * @param stuckAfter how long a message may be in progress
 * @param heldUntil at what time of the day a message that was held should have been sent
 * @param zone the zone of that time, and where a business id's day begins
 * @param keep how long a journey without a result is followed, and what it says is shown
 * @param keyPrefix what stands before every key
 */
public record JourneyModelRules(
    Duration stuckAfter, LocalTime heldUntil, ZoneId zone, Duration keep, String keyPrefix) {
  /** The defaults, in this zone. */
  public static JourneyModelRules in(ZoneId zone) {
    return new JourneyModelRules(
        Duration.ofMinutes(5), LocalTime.of(9, 30), zone, Duration.ofDays(3), "");
  }
}
