package io.austin.stream.torture.site;

import io.austin.stream.test.event.HostileRecords;
import io.austin.stream.test.server.KafkaServer;
import java.util.Map;

/**
 * The topics of one round.
 *
 * @param events what the job reads
 * @param deadLetters where it puts what is no event
 */
public record Topics(String events, String deadLetters) {
  /** How many partitions the events have. */
  public static final int PARTITIONS = 4;

  /** Takes records of any timestamp, and keeps them whatever they say. */
  private static final Map<String, String> OF_ANY_TIME =
      Map.of(
          "message.timestamp.after.max.ms",
          HostileRecords.ANY_TIMESTAMP,
          "retention.ms",
          "-1",
          "segment.ms",
          Long.toString(Long.MAX_VALUE));

  private static final int DEAD_LETTER_PARTITIONS = 1;

  /** New topics for a round. */
  public static Topics create(KafkaServer kafka, int round) {
    Topics topics = new Topics("austinLog-" + round, "dead-letters-" + round);
    topics.createEvents(kafka);
    kafka.createTopic(topics.deadLetters, DEAD_LETTER_PARTITIONS);
    return topics;
  }

  void createEvents(KafkaServer kafka) {
    kafka.createTopic(events, PARTITIONS, OF_ANY_TIME);
  }

  /** Removes them with all that is in them. */
  public void delete(KafkaServer kafka) {
    kafka.deleteTopic(events);
    kafka.deleteTopic(deadLetters);
  }
}
