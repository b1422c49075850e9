package io.austin.stream.proof;

import io.austin.stream.common.AnchorInfo;
import io.austin.stream.common.AnchorInfoCodec;
import io.austin.stream.common.TraceKeys;
import io.austin.stream.test.server.KafkaServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.ProducerRecord;
import redis.clients.jedis.exceptions.JedisException;

/**
 * An event in each partition whose arrival in Redis tells that everything before it has arrived.
 * For the contract it is an event like any other.
 */
public final class Probe {
  private static final AtomicLong NUMBER = new AtomicLong();
  private static final long BUSINESS_ID = 2_000_999_920_261_122L;

  private final Predicate<String> exists;
  private final List<String> keys;

  private Probe(Predicate<String> exists, List<String> messageIds) {
    this.exists = exists;
    this.keys = messageIds.stream().map(TraceKeys.withPrefix("")::messageTrail).toList();
  }

  /**
   * Writes a probe to a topic of so many partitions; returns when Kafka has it.
   *
   * @param exists whether Redis has a key
   */
  public static Probe send(
      KafkaServer kafka, Predicate<String> exists, String topic, int partitions) {
    long number = NUMBER.incrementAndGet();
    List<String> messageIds = new ArrayList<>();
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int partition = 0; partition < partitions; partition++) {
      String messageId = "probe-" + number + "-" + partition;
      messageIds.add(messageId);
      records.add(new ProducerRecord<>(topic, partition, null, event(messageId)));
    }
    Patience.insist("send a probe", () -> kafka.produce(records));
    return new Probe(exists, messageIds);
  }

  private static byte[] event(String messageId) {
    return AnchorInfoCodec.write(
        AnchorInfo.builder()
            .businessId(BUSINESS_ID)
            .ids("probe")
            .state(10)
            .logTimestamp(System.currentTimeMillis())
            .messageId(messageId)
            .build());
  }

  /** Whether it stands in Redis, all of it. A Redis that is away shows nothing. */
  public boolean hasArrived() {
    try {
      return keys.stream().allMatch(exists);
    } catch (JedisException away) {
      return false;
    }
  }

  /** Waits until it stands in Redis: a job that begins anew reads all that was written before. */
  public void awaitArrival() {
    Patience.until(
        "everything produced so far is in Redis", Patience.LIMIT.multipliedBy(3), this::hasArrived);
  }
}
