package io.austin.stream.console.redis;

import java.util.Optional;

/**
 * The newest event that the job has applied, in some partition.
 *
 * @param eventAt the event's own time in milliseconds since the epoch
 * @param appliedAt when it stood in Redis, likewise
 */
public record NewestEvent(long eventAt, long appliedAt) {
  static Optional<NewestEvent> parse(String text) {
    int space = text.indexOf(' ');
    if (space < 0) {
      return Optional.empty();
    }
    return Numbers.number(text.substring(0, space))
        .flatMap(
            eventAt ->
                Numbers.number(text.substring(space + 1))
                    .map(appliedAt -> new NewestEvent(eventAt, appliedAt)));
  }
}
