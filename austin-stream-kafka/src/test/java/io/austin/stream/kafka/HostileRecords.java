package io.austin.stream.kafka;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Records whose values, keys, headers and timestamps a producer chose to do harm, from a seed:
 * names that the job itself has used or uses, numbers at the ends of their ranges, much, nothing.
 */
final class HostileRecords {
  /** What the topic must be created with to take their timestamps. */
  static final String ANY_TIMESTAMP = String.valueOf(Long.MAX_VALUE);

  private static final String[] NAMES = {
    "austin-stream.fetch", // carried marks once
    "dead-letter.reason",
    "dead-letter.topic",
    "dead-letter.partition",
    "dead-letter.offset",
    "dead-letter.timestamp",
    "replay.topic",
    "",
    "\u0000",
    "n".repeat(1_000)
  };

  private static final long[] NUMBERS = {
    Long.MIN_VALUE, -1, 0, 1, Integer.MAX_VALUE, Integer.MAX_VALUE + 1L, Long.MAX_VALUE
  };

  private final Random random;

  HostileRecords(long seed) {
    random = new Random(seed);
  }

  /** So many for a partition, each with some of everything. */
  List<ProducerRecord<byte[], byte[]>> next(String topic, int partition, int count) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<Header> headers = new ArrayList<>();
      for (int header = random.nextInt(8); header > 0; header--) {
        headers.add(new RecordHeader(NAMES[random.nextInt(NAMES.length)], bytes()));
      }
      // The client takes no negative one, so a record without a time is not among these.
      long timestamp = Math.max(0, NUMBERS[random.nextInt(NUMBERS.length)]);
      records.add(new ProducerRecord<>(topic, partition, timestamp, bytes(), bytes(), headers));
    }
    return records;
  }

  private byte[] bytes() {
    return switch (random.nextInt(6)) {
      case 0 -> null;
      case 1 -> new byte[0];
      case 2 -> new byte[] {1};
      case 3 -> ByteBuffer.allocate(8).putLong(number()).array();
      case 4 -> ByteBuffer.allocate(16).putLong(number()).putLong(number()).array();
      default -> noise();
    };
  }

  private long number() {
    return NUMBERS[random.nextInt(NUMBERS.length)];
  }

  private byte[] noise() {
    byte[] noise = new byte[random.nextInt(10_000)];
    random.nextBytes(noise);
    return noise;
  }
}
