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

/** A steady stream of events and of records that are none, produced until it is closed. */
final class Traffic implements AutoCloseable {
  private static final int BURST = 100;
  private static final int INTERVAL_MILLIS = 20;
  private static final int ONE_BAD_IN = 20;

  private final KafkaServer kafka;
  private final String topic;
  private final int partitions;
  private final EventGenerator generator;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private long produced;

  private Traffic(KafkaServer kafka, String topic, int partitions, long seed, ZoneId zone) {
    this.kafka = kafka;
    this.topic = topic;
    this.partitions = partitions;
    this.generator = EventGenerator.seeded(seed, Workload.MIXED, Clock.system(zone));
  }

  static Traffic start(KafkaServer kafka, String topic, int partitions, long seed, ZoneId zone) {
    return new Traffic(kafka, topic, partitions, seed, zone).every(INTERVAL_MILLIS);
  }

  /** A third of it, for a Redis that takes no more on a machine that does everything. */
  static Traffic startSlowly(
      KafkaServer kafka, String topic, int partitions, long seed, ZoneId zone) {
    return new Traffic(kafka, topic, partitions, seed, zone).every(3 * INTERVAL_MILLIS);
  }

  private Traffic every(int millis) {
    clock.scheduleAtFixedRate(this::burst, 0, millis, TimeUnit.MILLISECONDS);
    return this;
  }

  private void burst() {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < BURST; i++) {
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
