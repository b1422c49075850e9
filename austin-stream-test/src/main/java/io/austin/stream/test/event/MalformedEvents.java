package io.austin.stream.test.event;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.austin.stream.common.AnchorInfo;
import io.austin.stream.common.AnchorInfoCodec;
import io.austin.stream.common.EventBounds;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Records that are no valid events, in every way that the data contract names, in rounds: each
 * round has every way once, in an order from the seed. Made of realistic events with one thing
 * wrong. The same seed and clock give the same records. Never ends; not thread-safe.
 */
public final class MalformedEvents {
  private static final String[] NO_INTEGERS = {
    "10.0",
    "1e3",
    "true",
    "{}",
    "[1]",
    "\"sixty\"",
    "\"\"",
    "\"1.0\"",
    "\"+1\"",
    "\" 1\"",
    "\"0x1\""
  };
  private static final String[] BEYOND_LONG = {
    "9223372036854775808", "\"9223372036854775808\"", "1" + "0".repeat(2_000)
  };
  private static final String[] NO_RECEIVERS = {
    "[]",
    "[null]",
    "[\"\",\" \\t\"]",
    "\"13711112222\"",
    "13711112222",
    "{}",
    "true",
    "[\"a\",true]",
    "[\"a\",1.5]",
    "[\"a\",[\"b\"]]",
    "[\"a\",{}]",
    "[\"\\u00a0\",\"\\u3000\\u0085\"]",
    "[\"a\",\"\\ud83d\"]",
    "[\"\\ude80\\ud83d\"]"
  };
  private static final String[] NO_TEXTS = {
    "7", "true", "[\"m1\"]", "{}", "\"\\ud83d\"", "\"m\\ude80\\ud83d\""
  };

  private static final String LONG_MESSAGE_ID =
      "\u6D88".repeat(EventBounds.MESSAGE_ID_BYTES / 3 + 1);
  private static final String LONG_RECEIVER = "9".repeat(EventBounds.RECEIVER_BYTES + 1);

  /** With a message id of the longest, and one more. */
  private static final int TOO_MANY_RECEIVERS =
      EventBounds.WRITTEN_BYTES / (EventBounds.MESSAGE_ID_BYTES + EventBounds.ENTRY_BYTES);

  private final EventGenerator events;
  private final Random random;
  private final int maxBytes;
  private final List<Malformed> round = new ArrayList<>();

  private MalformedEvents(EventGenerator events, Random random, int maxBytes) {
    this.events = events;
    this.random = random;
    this.maxBytes = maxBytes;
  }

  /**
   * Records that start afresh.
   *
   * @param maxBytes the largest value that is read: records beyond it are {@code too_large}. Each
   *     round has two of them, of one byte more and of more than that, at most 1 KiB; a Kafka
   *     producer or topic may refuse them where the bound is Kafka's own 1 MiB. Where the bound is
   *     200 KiB or more, a third is within it but would write too much
   */
  public static MalformedEvents seeded(long seed, Clock clock, int maxBytes) {
    EventGenerator events = EventGenerator.seeded(seed, Workload.SINGLE, clock);
    return new MalformedEvents(events, new Random(seed), maxBytes);
  }

  /** The next record. */
  public Malformed next() {
    if (round.isEmpty()) {
      addRound();
      Collections.shuffle(round, random);
    }
    return round.remove(round.size() - 1);
  }

  /** A whole round: every way once. */
  public List<Malformed> round() {
    List<Malformed> whole = new ArrayList<>();
    do {
      whole.add(next());
    } while (!round.isEmpty());
    return whole;
  }

  private void addRound() {
    addEmpty();
    addNotJson();
    addBadEncodings();
    addNotAnObject();
    addMissing();
    addInvalid();
    addTooLarge();
  }

  private void addEmpty() {
    round.add(new Malformed(null, "empty"));
    add("", "empty");
    add(" \r\n\t ", "empty");
  }

  private void addNotJson() {
    String event = event();
    String open = event.substring(0, event.length() - 1);
    for (String json :
        List.of(
            "not json",
            event.substring(0, 1 + random.nextInt(event.length() - 1)),
            event + event,
            event + " x",
            event + "}",
            event + "\0",
            event.replace('"', '\''),
            open + ",}",
            open + ",\"x\":NaN}",
            open + ",\"x\":01}",
            open + ",\"x\":+1}",
            open + ",\"x\":\"\t\"}",
            open + ",\"x\":\"\\x\"}",
            open + ",x:1}",
            open + ",\"x\":[1,]}",
            open + ",\"x\":\"}",
            open + "/* comment */}",
            "// comment\n" + event,
            "[" + event)) {
      add(json, "not_json");
    }
  }

  private void addBadEncodings() {
    String event = event();
    String open = event.substring(0, event.length() - 1) + ",\"x\":\"";
    add(event.getBytes(UTF_16), "not_json");
    add(event.getBytes(UTF_16LE), "not_json");
    add("\uFEFF" + event, "not_json");
    for (String bytes :
        List.of(
            "\u00FF", // no byte of UTF-8
            "\u00E6\u00B6", // cut short
            "\u0080", // continues nothing
            "\u00C0\u0080", // longer than need be
            "\u00ED\u00A0\u0080", // half a surrogate pair
            "\u00F5\u0080\u0080\u0080")) { // beyond Unicode
      add((open + bytes + "\"}").getBytes(ISO_8859_1), "not_json");
    }
  }

  private void addNotAnObject() {
    for (String json : List.of("[" + event() + "]", "[]", "7", "\"x\"", "true", "null")) {
      add(json, "not_an_object");
    }
  }

  private void addMissing() {
    for (String field : List.of("businessId", "ids", "state")) {
      add(without(field) + "}", "missing:" + field);
      add(without(field) + ",\"" + field + "\":null}", "missing:" + field);
    }
  }

  private void addInvalid() {
    addInvalid("businessId", "0", "-1", "\"0\"", "\"-1\"");
    addInvalid("businessId", NO_INTEGERS);
    addInvalid("businessId", BEYOND_LONG);
    addInvalid("ids", NO_RECEIVERS);
    addInvalid("ids", "[\"a\",\"" + LONG_RECEIVER + "\"]", "[" + LONG_RECEIVER + "]");
    addInvalid("state", "2147483648", "-2147483649", "\"2147483648\"");
    addInvalid("state", NO_INTEGERS);
    addInvalid("state", BEYOND_LONG);
    addInvalid("messageId", NO_TEXTS);
    addInvalid("messageId", "\"" + LONG_MESSAGE_ID + "\"");
    addInvalid("bizId", NO_TEXTS);
    for (String time : List.of("logTimestamp", "timestamp")) {
      addInvalid(time, "-1", "\"-1\"");
      addInvalid(time, NO_INTEGERS);
      addInvalid(time, BEYOND_LONG);
    }
  }

  private void addInvalid(String field, String... values) {
    String without = field.equals("timestamp") ? without("logTimestamp") : without(field);
    for (String value : values) {
      add(without + ",\"" + field + "\":" + value + "}", "invalid:" + field);
    }
  }

  private void addTooLarge() {
    for (int surplus : new int[] {1, 2 + random.nextInt(1023)}) {
      byte[] event = event().getBytes(UTF_8);
      byte[] value = Arrays.copyOf(event, Math.max(event.length, maxBytes + surplus));
      Arrays.fill(value, event.length, value.length, (byte) ' ');
      add(value, "too_large");
    }
    addWritingTooMuch();
  }

  /** A small record that would make Redis hold a hundred times its size, where it fits. */
  private void addWritingTooMuch() {
    String messageId = ",\"messageId\":\"" + "m".repeat(EventBounds.MESSAGE_ID_BYTES) + "\"";
    StringBuilder json = new StringBuilder("{\"businessId\":5,\"state\":10").append(messageId);
    json.append(",\"ids\":[0");
    for (int receiver = 1; receiver <= TOO_MANY_RECEIVERS; receiver++) {
      json.append(',').append(receiver);
    }
    byte[] value = json.append("]}").toString().getBytes(UTF_8);
    if (value.length <= maxBytes) {
      add(value, "too_large");
    }
  }

  /** An event's JSON. */
  private String event() {
    return AnchorInfoCodec.toJson(events.next());
  }

  /** An event's JSON without the field and the brace at the end. */
  private String without(String field) {
    AnchorInfo event = events.next();
    StringBuilder json = new StringBuilder("{\"channel\":30");
    append(json, field, "bizId", "\"" + event.getBizId() + "\"");
    append(json, field, "businessId", Long.toString(event.getBusinessId()));
    append(json, field, "ids", "[\"" + String.join("\",\"", event.getIds()) + "\"]");
    append(json, field, "logTimestamp", Long.toString(event.getLogTimestamp()));
    append(json, field, "messageId", "\"" + event.getMessageId() + "\"");
    append(json, field, "state", Integer.toString(event.getState()));
    return json.toString();
  }

  private static void append(StringBuilder json, String without, String field, String value) {
    if (!field.equals(without)) {
      json.append(",\"").append(field).append("\":").append(value);
    }
  }

  private void add(String value, String reason) {
    add(value.getBytes(UTF_8), reason);
  }

  private void add(byte[] value, String reason) {
    round.add(new Malformed(value, reason));
  }
}
