package io.austin.stream.test.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.austin.stream.common.AnchorInfoCodec;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * Records that somebody who means harm might write: valid events, objects with one odd value or
 * more, malformed ones, each of them damaged, and noise; with keys, headers and timestamps of the
 * same kind. The same seed and clock give the same records. Never ends; not thread-safe.
 */
public final class HostileRecords {
  /** What a topic's {@code message.timestamp.after.max.ms} must be to take all of them. */
  public static final String ANY_TIMESTAMP = String.valueOf(Long.MAX_VALUE);

  private static final String[] FIELDS = {
    "businessId", "ids", "state", "logTimestamp", "timestamp", "messageId", "bizId", "x", ""
  };

  /** Of headers; some are those that this project writes, or wrote once. */
  private static final String[] HEADERS = {
    "austin-stream.fetch",
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

  private static final Long[] NUMBERS = {
    Long.MIN_VALUE, -1L, 0L, 1L, (long) Integer.MAX_VALUE, Integer.MAX_VALUE + 1L, Long.MAX_VALUE
  };

  /** Within strings; what Unicode, Redis or this project gives a meaning. */
  private static final String[] TEXTS = {
    "a",
    "13711112222",
    "2000000320221224",
    "0",
    "-7",
    "@all",
    "a b",
    "",
    " ",
    "\\t",
    "\\u00a0",
    "\u00a0\u2003",
    "\\u0085\\u3000",
    "\u200b",
    "\\ufeff",
    "\\u001c",
    "\\u0000",
    "\\r\\n*1\\r\\n$8\\r\\nFLUSHALL\\r\\n",
    "\\ud83d",
    "\\ude80",
    "\\ude80\\ud83d",
    "\\ud83d\\ude80",
    "\\ud83da",
    "\ud83d\ude80",
    "\u6d88\u606f",
    "\\\"\\\\\\/",
    "{0}",
    "Austin:Stream:Newest",
    "Austin:Stream:Templates:20221224",
    "dev:Austin:Stream:Fence:austinLogGroup:x:0:0",
    "Austin:MessageId:m",
    "Austin:MessageId:",
    "xAustin:MessageId:m",
    "Austin:Stream",
    "ustin:Stream:x",
    "Stream:x",
    "MessageId:m",
    "Austin:Austin:Stream:",
    "austin:stream:x",
    "m".repeat(1_024),
    "m".repeat(1_025),
    "\u6d88".repeat(341) + "m",
    "\u6d88".repeat(342),
    " ".repeat(5_000),
    "r".repeat(4_096),
    "r".repeat(4_097),
    "\\ud83d\\ude80".repeat(1_024),
    "\\ud83d\\ude80".repeat(1_025)
  };

  private static final String[] VALUES = {
    "null",
    "true",
    "{}",
    "[]",
    "[[\"a\"]]",
    "0",
    "-0",
    "1",
    "10",
    "60",
    "-1",
    "007",
    "\"007\"",
    "\"-0\"",
    "1.0",
    "1e1",
    "2147483647",
    "-2147483649",
    "9223372036854775807",
    "9223372036854775808",
    "\"9223372036854775808\"",
    "-9223372036854775808",
    "2000000320221224",
    "2000000320220230",
    "9".repeat(5_000)
  };

  private final Random random;
  private final Clock clock;
  private final EventGenerator events;
  private final MalformedEvents malformed;

  private HostileRecords(long seed, Clock clock, int maxBytes) {
    this.random = new Random(seed);
    this.clock = clock;
    this.events = EventGenerator.seeded(seed, Workload.MIXED, clock);
    this.malformed = MalformedEvents.seeded(seed, clock, maxBytes);
  }

  /**
   * Records that start afresh.
   *
   * @param maxBytes the largest value that is read, see {@link MalformedEvents}
   */
  public static HostileRecords seeded(long seed, Clock clock, int maxBytes) {
    return new HostileRecords(seed, clock, maxBytes);
  }

  /** The next record, for a partition. The client takes no negative timestamp. */
  public ProducerRecord<byte[], byte[]> next(String topic, int partition) {
    byte[] value = value();
    Long timestamp = random.nextInt(8) == 0 ? null : Long.valueOf(timestamp());
    return new ProducerRecord<>(
        topic,
        partition,
        timestamp,
        random.nextBoolean() ? null : noise(),
        value == null ? null : perhapsDamaged(value),
        headers());
  }

  private List<Header> headers() {
    List<Header> headers = new ArrayList<>();
    for (int header = random.nextInt(8); header > 4; header--) {
      headers.add(new RecordHeader(any(HEADERS), noise()));
    }
    return headers;
  }

  /** What might pass for a number, a mark or nothing. */
  private byte[] noise() {
    return switch (random.nextInt(8)) {
      case 0 -> new byte[] {1};
      case 1 -> ByteBuffer.allocate(8).putLong(any(NUMBERS)).array();
      case 2 -> ByteBuffer.allocate(16).putLong(any(NUMBERS)).putLong(any(NUMBERS)).array();
      case 3 -> bytes(random.nextInt(5_000));
      default -> bytes(random.nextInt(64));
    };
  }

  private byte @Nullable [] value() {
    return switch (random.nextInt(8)) {
      case 0 -> AnchorInfoCodec.write(events.next());
      case 1 -> malformed.next().value();
      case 2 -> random.nextInt(8) == 0 ? null : noise();
      default -> object().getBytes(UTF_8);
    };
  }

  private long timestamp() {
    long now = clock.millis();
    return any(new Long[] {0L, 1L, now, now - 100_000_000, now + 200_000_000, Long.MAX_VALUE});
  }

  /** Most fields are as they should be, so that about every second one is an event. */
  private String object() {
    StringBuilder json = new StringBuilder("{");
    for (String field : FIELDS) {
      if (random.nextInt(24) > 0) {
        append(json, field, random.nextInt(16) > 0 ? likely(field) : anything());
      }
      if (random.nextInt(24) == 0) {
        append(json, any(FIELDS), anything());
      }
    }
    return json.append('}').toString();
  }

  private String likely(String field) {
    return switch (field) {
      case "businessId" -> random.nextBoolean() ? "2000000320221224" : "7";
      case "ids" -> receivers();
      case "state" -> any(new String[] {"10", "60", "\"70\"", "40003", "-1"});
      case "logTimestamp", "timestamp" -> Long.toString(timestamp());
      default -> text();
    };
  }

  private String receivers() {
    StringBuilder json = new StringBuilder("[");
    for (int i = random.nextInt(5); i >= 0; i--) {
      json.append(random.nextInt(20) == 0 ? any(VALUES) : text()).append(i == 0 ? "" : ",");
    }
    return json.append(']').toString();
  }

  private String anything() {
    return switch (random.nextInt(3)) {
      case 0 -> receivers();
      case 1 -> text();
      default -> any(VALUES);
    };
  }

  private String text() {
    String text = random.nextBoolean() ? "r" + random.nextInt(8) : any(TEXTS);
    return '"' + (random.nextInt(4) > 0 ? text : text + any(TEXTS)) + '"';
  }

  private static void append(StringBuilder json, String field, String value) {
    json.append(json.length() > 1 ? "," : "").append('"').append(field).append("\":").append(value);
  }

  /** Every fourth value has bytes that are replaced, left out, doubled or put in. */
  private byte[] perhapsDamaged(byte[] value) {
    byte[] damaged = value;
    while (damaged.length > 0 && random.nextInt(4) == 0) {
      int from = random.nextInt(damaged.length);
      int to = Math.min(damaged.length, from + random.nextInt(4));
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.write(damaged, 0, from);
      bytes.writeBytes(bytes(random.nextInt(3)));
      int again = random.nextBoolean() ? from : to;
      bytes.write(damaged, again, damaged.length - again);
      damaged = bytes.toByteArray();
    }
    return damaged;
  }

  /** Bytes, most of which mean something in JSON or UTF-8. */
  private byte[] bytes(int length) {
    String meaning =
        "\"\\{}[]:,-+.eE0123456789 \t\nnulltruefalse/ud83\0\u0001\u007f\u0080\u00c0\u00ed\u00f0";
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] =
          (byte)
              (random.nextInt(8) > 0
                  ? meaning.charAt(random.nextInt(meaning.length()))
                  : random.nextInt());
    }
    return bytes;
  }

  private <T> T any(T[] choices) {
    return choices[random.nextInt(choices.length)];
  }
}
