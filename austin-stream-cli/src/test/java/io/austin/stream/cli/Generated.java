package io.austin.stream.cli;

import io.austin.stream.test.event.TrafficMix;
import io.austin.stream.test.event.Workload;
import io.austin.stream.test.server.KafkaServer;
import io.austin.stream.test.traffic.Pace;
import io.austin.stream.test.traffic.Production;
import io.austin.stream.test.traffic.TopicWriter;
import io.austin.stream.test.traffic.Values;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;

/** Realistic records of now, a few of which are no events. */
final class Generated {
  private static final double MALFORMED = 0.02;
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final AtomicLong SEED = new AtomicLong();

  private Generated() {}

  /**
   * Writes so many to a topic, but for those that are larger than it takes; never the same twice.
   */
  static void to(KafkaServer kafka, String topic, int count) throws Exception {
    TrafficMix mix =
        TrafficMix.seeded(SEED.incrementAndGet(), Workload.MIXED, Clock.system(ZONE), MALFORMED);
    Properties client = new Properties();
    client.put("bootstrap.servers", kafka.bootstrapServers());
    try (TopicWriter writer = new TopicWriter(topic, client)) {
      new Production(Values.of(mix), Pace.perSecond(Double.POSITIVE_INFINITY), count)
          .run(writer, atMost -> false);
      writer.awaitAcknowledged();
    }
  }
}
