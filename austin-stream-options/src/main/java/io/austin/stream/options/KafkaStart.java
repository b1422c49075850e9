package io.austin.stream.options;

import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Where reading starts when there is no checkpoint to go on from.
 *
 * @param point which point
 * @param timestamp the time of {@link Point#TIMESTAMP}, else {@code null}
 */
public record KafkaStart(Point point, @Nullable Instant timestamp) {
  private static final String TIMESTAMP_PREFIX = "timestamp:";

  /** The points to start from. */
  public enum Point {
    /** The oldest record that Kafka still holds. */
    EARLIEST,
    /** Behind the newest record at the time of the start. */
    LATEST,
    /** The group's committed offsets; a partition without one: the oldest record. */
    COMMITTED,
    /** The first record of a time or later. */
    TIMESTAMP
  }

  /** A time goes with {@link Point#TIMESTAMP} and with nothing else. */
  public KafkaStart {
    if ((point == Point.TIMESTAMP) != (timestamp != null)) {
      throw new IllegalArgumentException(point + " with the time " + timestamp);
    }
  }

  static KafkaStart parse(String text) {
    if (text.startsWith(TIMESTAMP_PREFIX)) {
      String time = text.substring(TIMESTAMP_PREFIX.length());
      return new KafkaStart(Point.TIMESTAMP, OffsetDateTime.parse(time).toInstant());
    }
    return switch (text) {
      case "earliest" -> new KafkaStart(Point.EARLIEST, null);
      case "latest" -> new KafkaStart(Point.LATEST, null);
      case "committed" -> new KafkaStart(Point.COMMITTED, null);
      default -> throw new IllegalArgumentException("no such point");
    };
  }
}
