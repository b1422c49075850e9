package io.austin.stream.bench.latency;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * A producer that sends events at a constant rate whatever becomes of them: each has its time, and
 * one that is late is late by the schedule, which does not move.
 */
final class OpenLoop implements AutoCloseable {
  private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

  private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  /** With Kafka's 16 KiB a thousand requests a second would take a third of a core from the job. */
  private static final int BATCH_BYTES = 64 << 10;

  private final String topic;
  private final KafkaProducer<byte[], byte[]> producer;

  /** A producer that sends what it is given within so long, above 0. */
  OpenLoop(String bootstrapServers, String topic, Duration linger) {
    this.topic = topic;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "linger.ms",
                linger.toMillis(),
                "batch.size",
                BATCH_BYTES),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /**
   * Sends all; returns how far it was behind at worst, in nanoseconds.
   *
   * @param recorded from which event on probes are looked for: those before it warm up
   */
  long send(PlannedEvents events, double perSecond, int recorded, ProbeWatch watch) {
    AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    Callback onDone = (stored, problem) -> failure.compareAndSet(null, problem);
    long start = System.nanoTime();
    long latest = 0;
    for (int i = 0; i < events.count(); i++) {
      long intended = start + (long) (i / perSecond * NANOS_PER_SECOND);
      latest = Math.max(latest, awaitTime(intended));
      String probe = events.probe(i);
      producer.send(new ProducerRecord<>(topic, events.next()), onDone);
      if (probe != null && i >= recorded) {
        watch.expect(probe, intended);
      }
    }
    producer.flush();
    if (failure.get() != null) {
      throw new IllegalStateException("Kafka did not store an event", failure.get());
    }
    return latest;
  }

  /**
   * Returns by how much it is too late. It rests for a millisecond, and then sends all that is due:
   * a rest before each of a second's ten thousands of events would cost more than to send them.
   */
  private long awaitTime(long nanos) {
    long late = System.nanoTime() - nanos;
    while (late < 0) {
      LockSupport.parkNanos(REST_NANOS);
      late = System.nanoTime() - nanos;
    }
    return late;
  }

  @Override
  public void close() {
    producer.close();
  }
}
