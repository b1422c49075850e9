package io.austin.stream.local.torture.site;

import io.austin.stream.common.AnchorInfo;
import io.austin.stream.common.AnchorInfoCodec;
import io.austin.stream.common.TraceKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.ProducerRecord;
import redis.clients.jedis.exceptions.JedisException;

/**
 * An event in each partition whose arrival in Redis tells that everything before it has arrived.
 * For the contract it is an event like any other.
 */
public final class Probe {
  private static final AtomicLong NUMBER = new AtomicLong();
  private static final long BUSINESS_ID = 2_000_999_920_261_122L;

  private final Site site;
  private final String[] keys;

  private Probe(Site site, List<String> messageIds) {
    this.site = site;
    this.keys =
        messageIds.stream().map(TraceKeys.withPrefix("")::messageTrail).toArray(String[]::new);
  }

  /** Writes a probe to the topic; returns when Kafka has it. */
  public static Probe send(Site site, Topics topics) {
    long number = NUMBER.incrementAndGet();
    List<String> messageIds = new ArrayList<>();
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int partition = 0; partition < Topics.PARTITIONS; partition++) {
      String messageId = "probe-" + number + "-" + partition;
      messageIds.add(messageId);
      records.add(new ProducerRecord<>(topics.events(), partition, null, event(messageId)));
    }
    Patience.insist("send a probe", () -> site.kafka().produce(records));
    return new Probe(site, messageIds);
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
      return site.redis().client().exists(keys) == keys.length;
    } catch (JedisException away) {
      return false;
    }
  }

  /** Waits until it stands in Redis. */
  public void awaitArrival() {
    Patience.until("everything produced so far is in Redis", this::hasArrived);
  }
}
