package io.austin.stream.torture;

import io.austin.stream.test.event.EventGenerator;
import io.austin.stream.test.event.HostileRecords;
import io.austin.stream.test.event.MalformedEvents;
import io.austin.stream.test.event.TrafficMix;
import io.austin.stream.test.event.Workload;
import io.austin.stream.test.server.KafkaServer;
import io.austin.stream.torture.site.SiteJob;
import io.austin.stream.torture.site.Topics;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A steady stream of events, some of them bad or hostile, produced until it is closed. While the
 * broker is away nothing is produced, and nothing is made up for: what counts is what the topic
 * holds.
 */
final class Traffic implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Traffic.class);
  private static final int BURSTS_PER_SECOND = 20;
  private static final double MALFORMED = 0.02;
  private static final double HOSTILE = 0.02;

  private final KafkaServer kafka;
  private final String topic;
  private final int burst;
  private final TrafficMix mix;
  private final HostileRecords hostile;
  private final SplittableRandom random;
  private final ReentrantLock writing;
  private final Thread thread = new Thread(this::produce, "torture-traffic");
  private volatile boolean closed;

  /**
   * Traffic that is not started yet.
   *
   * @param clock says the events' time
   * @param writing is held while events are written
   */
  Traffic(
      KafkaServer kafka,
      String topic,
      Clock clock,
      int perSecond,
      long seed,
      ReentrantLock writing) {
    this.writing = writing;
    this.kafka = kafka;
    this.topic = topic;
    this.burst = Math.max(1, perSecond / BURSTS_PER_SECOND);
    this.mix =
        new TrafficMix(
            EventGenerator.seeded(seed, Workload.MIXED, clock),
            MalformedEvents.seeded(seed + 1, clock, SiteJob.MAX_EVENT_BYTES),
            MALFORMED,
            seed);
    this.hostile = HostileRecords.seeded(seed + 2, clock, SiteJob.MAX_EVENT_BYTES);
    this.random = new SplittableRandom(seed);
    this.thread.setDaemon(true);
  }

  Traffic start() {
    thread.start();
    return this;
  }

  private void produce() {
    try {
      long next = System.nanoTime();
      while (!closed) {
        burst();
        next += TimeUnit.SECONDS.toNanos(1) / BURSTS_PER_SECOND;
        long wait = next - System.nanoTime();
        if (wait > 0) {
          TimeUnit.NANOSECONDS.sleep(wait);
        } else if (wait < -TimeUnit.SECONDS.toNanos(1)) {
          next = System.nanoTime();
        }
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private void burst() {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(burst);
    for (int i = 0; i < burst; i++) {
      int partition = random.nextInt(Topics.PARTITIONS);
      records.add(
          random.nextDouble() < HOSTILE
              ? hostile.next(topic, partition)
              : new ProducerRecord<>(topic, partition, null, mix.next().value()));
    }
    writing.lock();
    try {
      kafka.produce(records);
    } catch (IllegalStateException away) {
      LOG.warn("A burst of events was not, or not known to be, stored", away);
    } finally {
      writing.unlock();
    }
  }

  /** Stops producing; whatever will ever be in Kafka is there when it returns. */
  @Override
  public void close() throws InterruptedException {
    closed = true;
    thread.join();
  }
}
