package io.austin.stream.verify.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.common.AnchorInfo;
import io.austin.stream.common.AnchorInfoCodec;
import io.austin.stream.common.InvalidEventException;
import io.austin.stream.test.event.Events;
import io.austin.stream.test.event.Malformed;
import io.austin.stream.test.event.MalformedEvents;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The model's reading and the parser's were written apart from each other, and must agree. */
class ContractReaderTest {
  private static final int MAX_BYTES = 20_000;
  private static final long RECORD_TIME = 1_671_864_869_000L;
  private static final int RANDOM_EVENTS = 20_000;

  private static final String[] NAMES = {
    "businessId", "ids", "state", "logTimestamp", "timestamp", "messageId", "bizId", "other", ""
  };
  private static final String[] VALUES = {
    "null",
    "true",
    "0",
    "-0",
    "1",
    "10",
    "-1",
    "10.0",
    "1e1",
    "2147483647",
    "2147483648",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "\"7\"",
    "\"-1\"",
    "\"007\"",
    "\"\"",
    "\" \"",
    "\"-\"",
    "\"\u0661\"",
    "\"abc\"",
    "\"\\ud83d\\ude80\"",
    "\"\\ud83d\"",
    "\"a\\u0000\\\"b\"",
    "\"消息\"",
    "[]",
    "[\"a\"]",
    "[\"a\",\"a\",null,\" \"]",
    "[1,-0,12345678901234567890123,\"1\"]",
    "[\"\u3000\",\"\u00a0\"]",
    "[true]",
    "[[\"a\"]]",
    "{}",
    "{\"ids\":[\"x\"],\"state\":1}",
    "[{\"a\":[1]}]",
    "\"" + "9".repeat(30) + "\""
  };
  private static final String[] EVENT = {
    "5", "[\"a\"]", "10", "9", "8", "\"m\"", "\"b\"", "1", "2"
  };

  @Test
  void agreesWithTheParserOnMalformedRecords() {
    for (Malformed malformed : MalformedEvents.seeded(1, Events.CLOCK, MAX_BYTES).round()) {
      assertThat(read(malformed.value())).isEqualTo(malformed.reason());
    }
  }

  @Test
  void agreesWithTheParserOnRandomFields() {
    Random random = seeded();
    for (int i = 0; i < RANDOM_EVENTS; i++) {
      assertAgreed(randomObject(random).getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void agreesWithTheParserOnDamagedBytes() {
    Random random = seeded();
    for (int i = 0; i < RANDOM_EVENTS; i++) {
      byte[] value = randomObject(random).getBytes(StandardCharsets.UTF_8);
      for (int damages = 1 + random.nextInt(3); damages > 0; damages--) {
        value[random.nextInt(value.length)] = damage(random);
      }
      assertAgreed(value);
    }
  }

  private static String randomObject(Random random) {
    StringBuilder json = new StringBuilder("{");
    for (int i = 0; i < NAMES.length; i++) {
      if (random.nextInt(8) > 0) {
        append(json, NAMES[i], random.nextInt(8) > 0 ? EVENT[i] : any(VALUES, random));
      }
      if (random.nextInt(16) == 0) {
        append(json, any(NAMES, random), any(VALUES, random));
      }
    }
    return json.append('}').toString();
  }

  private static void append(StringBuilder json, String name, String value) {
    json.append(json.length() > 1 ? "," : "").append('"').append(name).append("\":").append(value);
  }

  private static byte damage(Random random) {
    String likely = "\"\\{}[]:,-+.eE0123456789 \t\nnulltruefalse/u\0\u0001\u007f";
    return (byte)
        (random.nextBoolean() ? likely.charAt(random.nextInt(likely.length())) : random.nextInt());
  }

  private static void assertAgreed(byte[] value) {
    assertThat(read(value))
        .as(() -> new String(value, StandardCharsets.ISO_8859_1))
        .isEqualTo(parse(value));
  }

  private static String read(byte @Nullable [] value) {
    Reading reading = new ContractReader(MAX_BYTES).read(value, RECORD_TIME);
    return reading instanceof Reading.Event event
        ? List.of(
                event.businessId(),
                List.copyOf(event.receivers()),
                event.state(),
                event.time(),
                "" + event.messageId())
            .toString()
        : ((Reading.Invalid) reading).reason();
  }

  private static String parse(byte[] value) {
    try {
      AnchorInfo event = AnchorInfoCodec.read(value, RECORD_TIME);
      return List.of(
              event.getBusinessId(),
              List.copyOf(event.getIds()),
              event.getState(),
              event.getLogTimestamp(),
              "" + event.getMessageId())
          .toString();
    } catch (InvalidEventException invalid) {
      return invalid.reason();
    }
  }

  private static String any(String[] choices, Random random) {
    return choices[random.nextInt(choices.length)];
  }

  private static Random seeded() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    return new Random(seed);
  }
}
