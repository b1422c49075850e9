package io.austin.stream.cli;

import io.austin.stream.test.event.TrafficMix;
import io.austin.stream.test.event.Workload;
import io.austin.stream.test.server.KafkaServer;
import java.time.Clock;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Realistic records of now, a few of which are no events. */
final class Generated {
  private static final double MALFORMED = 0.02;
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final AtomicLong SEED = new AtomicLong();

  private Generated() {}

  /** Writes so many to a topic; never the same twice. */
  static void to(KafkaServer kafka, String topic, int count) {
    TrafficMix mix =
        TrafficMix.seeded(SEED.incrementAndGet(), Workload.MIXED, Clock.system(ZONE), MALFORMED);
    kafka.produce(
        Stream.generate(() -> new ProducerRecord<byte[], byte[]>(topic, mix.next().value()))
            .limit(count)
            .toList());
  }
}
