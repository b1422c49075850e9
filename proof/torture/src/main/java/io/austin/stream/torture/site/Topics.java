package io.austin.stream.torture.site;

import io.austin.stream.test.server.KafkaServer;

/**
 * The topics of one round.
 *
 * @param events what the job reads
 * @param deadLetters where it puts what is no event
 */
public record Topics(String events, String deadLetters) {
  /** How many partitions the events have. */
  public static final int PARTITIONS = 4;

  private static final int DEAD_LETTER_PARTITIONS = 1;

  /** New topics for a round. */
  public static Topics create(KafkaServer kafka, int round) {
    Topics topics = new Topics("austinLog-" + round, "dead-letters-" + round);
    kafka.createTopic(topics.events, PARTITIONS);
    kafka.createTopic(topics.deadLetters, DEAD_LETTER_PARTITIONS);
    return topics;
  }

  /** Removes them with all that is in them. */
  public void delete(KafkaServer kafka) {
    kafka.deleteTopic(events);
    kafka.deleteTopic(deadLetters);
  }
}
