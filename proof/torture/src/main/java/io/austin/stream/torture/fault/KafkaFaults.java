package io.austin.stream.torture.fault;

import io.austin.stream.common.AnchorInfoCodec;
import io.austin.stream.proof.Patience;
import io.austin.stream.test.event.EventGenerator;
import io.austin.stream.test.event.Workload;
import io.austin.stream.test.server.KafkaServer;
import io.austin.stream.torture.site.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Faults of the broker, and of those who write to it. */
final class KafkaFaults {
  private static final int TRANSACTION_EVENTS = 50;

  private KafkaFaults() {}

  static List<Fault> all() {
    return List.of(
        new Fault(
            "kafka-kill", "kill -9 of the broker; after a while it is back", KafkaFaults::kill),
        new Fault(
            "kafka-transactions",
            "producers' transactions, aborted and committed, leave gaps in the offsets",
            KafkaFaults::transactions));
  }

  private static void kill(Victim victim, Random random) throws Exception {
    KafkaServer kafka = victim.site().kafka();
    kafka.kill();
    Victim.linger(random, Duration.ZERO, Duration.ofSeconds(3));
    kafka.restart();
  }

  private static void transactions(Victim victim, Random random) {
    KafkaServer kafka = victim.site().kafka();
    String topic = victim.job().topics().events();
    EventGenerator events =
        EventGenerator.seeded(random.nextLong(), Workload.MIXED, Clock.systemUTC());
    for (int transaction = 0; transaction < 6; transaction++) {
      int partition = random.nextInt(Topics.PARTITIONS);
      List<byte[]> values =
          Stream.generate(() -> AnchorInfoCodec.write(events.next()))
              .limit(TRANSACTION_EVENTS)
              .toList();
      if (random.nextBoolean()) {
        Patience.insist("abort", () -> kafka.produceAborted(topic, partition, values));
      } else {
        Patience.insist("commit", () -> kafka.produceCommitted(topic, partition, values));
      }
    }
  }
}
