package io.austin.stream.job;

import io.austin.stream.common.AnchorInfoCodec;
import io.austin.stream.test.event.EventGenerator;
import io.austin.stream.test.event.Workload;
import io.austin.stream.test.server.KafkaServer;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A steady stream of events and of records that are none, produced until it is closed. It waits for
 * the job where that falls behind, so that a slow machine has no backlog to work off at the end,
 * but for a record in each partition: the source commits offsets between two fetches alone, and one
 * that finds nothing takes 10 s.
 */
final class Traffic implements AutoCloseable {
  private static final int BURST = 100;
  private static final int INTERVAL_MILLIS = 20;
  private static final int ONE_BAD_IN = 20;
  private static final int MOST_AHEAD = 5_000;

  private final KafkaServer kafka;
  private final String topic;
  private final int partitions;
  private final EventGenerator generator;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final long committedBefore;
  private long produced;

  private Traffic(KafkaServer kafka, String topic, int partitions, long seed, ZoneId zone) {
    this.kafka = kafka;
    this.topic = topic;
    this.partitions = partitions;
    this.generator = EventGenerator.seeded(seed, Workload.MIXED, Clock.system(zone));
    this.committedBefore = RunningJobIT.committed(kafka);
  }

  static Traffic start(KafkaServer kafka, String topic, int partitions, long seed, ZoneId zone) {
    Traffic traffic = new Traffic(kafka, topic, partitions, seed, zone);
    traffic.clock.scheduleAtFixedRate(traffic::burst, 0, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    return traffic;
  }

  private void burst() {
    long ahead = produced - RunningJobIT.committed(kafka) + committedBefore;
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < (ahead > MOST_AHEAD ? partitions : BURST); i++) {
      int partition = (int) (produced++ % partitions);
      records.add(new ProducerRecord<>(topic, partition, null, null, value()));
    }
    kafka.produce(records);
  }

  private byte[] value() {
    byte[] event = AnchorInfoCodec.write(generator.next());
    if (produced % ONE_BAD_IN == 0) {
      event[0] = '[';
    }
    return event;
  }

  /** Stops producing; everything produced is in Kafka when it returns. */
  @Override
  public void close() {
    clock.shutdown();
    try {
      clock.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
