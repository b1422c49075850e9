package io.austin.stream.torture.fault;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** What is done to the topic while the job needs it. */
final class TopicFaults {
  private static final Duration SHORTEST_ABSENCE = Duration.ofSeconds(1);
  private static final Duration LONGEST_ABSENCE = Duration.ofSeconds(5);

  private TopicFaults() {}

  static List<Fault> all() {
    return List.of(
        new Fault(
            "kafka-retention",
            "retention removes records that the job has not read, while it is stopped",
            TopicFaults::retention),
        new Fault(
            "topic-recreate",
            "the topic is deleted and created again while the job runs, or while it is stopped",
            TopicFaults::recreate));
  }

  private static void retention(Victim victim, Random random) throws Exception {
    victim.awaitApplied();
    Optional<String> snapshot = stop(victim, random);
    Map<Integer, Long> read = victim.endOffsets();
    Victim.linger(random, SHORTEST_ABSENCE, LONGEST_ABSENCE);
    victim.ledger().removeRecords(read);
    victim.job().goOn(snapshot);
  }

  private static void recreate(Victim victim, Random random) throws Exception {
    Map<Integer, Long> applied = victim.awaitApplied();
    if (random.nextBoolean()) {
      victim.ledger().recreateTopic(applied);
      return;
    }
    Optional<String> snapshot = stop(victim, random);
    victim.ledger().recreateTopic(applied);
    if (random.nextBoolean()) {
      victim.ledger().recreateTopic(Map.of());
    }
    Victim.linger(random, SHORTEST_ABSENCE, LONGEST_ABSENCE);
    victim.job().goOn(snapshot);
  }

  /** Where the job is to go on from: what it has read last, or somewhat before. */
  private static Optional<String> stop(Victim victim, Random random) {
    return random.nextBoolean() ? victim.job().stop() : victim.job().abandon();
  }
}
