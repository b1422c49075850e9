package io.austin.stream.common;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainEventReaderTest {
  private static final String PLAIN =
      "{\"bizId\":\"x1\",\"businessId\":2000000320221224,\"ids\":[\"13711112222\",\"a@b.c\","
          + "\"13711112222\"],\"logTimestamp\":1671864869000,\"messageId\":\"V1StGXR8_Z5\","
          + "\"state\":-1}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        PLAIN,
        "{\"businessId\":1,\"ids\":[\"a b\"],\"logTimestamp\":1,\"state\":0}",
        "{\"state\":2147483647,\"logTimestamp\":999999999999999999,\"ids\":[\"~\u007F\"],"
            + "\"businessId\":999999999999999999}"
      })
  void readsWhatAustinWrites(String json) throws InvalidEventException {
    assertThat(PlainEventReader.read(json.getBytes(UTF_8)))
        .isNotNull()
        .isEqualTo(AnchorInfoCodec.readAny(json.getBytes(UTF_8), -1));
  }

  /** All of these are valid events, or fail for a reason that the full reader names. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ \"businessId\":1,\"ids\":[\"a\"],\"logTimestamp\":1,\"state\":0}",
        "{\"businessId\":1,\"ids\":[\"a\"],\"logTimestamp\":1,\"state\":0} ",
        "{\"businessId\":1,\"ids\":[\"a\"],\"logTimestamp\":1,\"state\":0}{}",
        "{\"businessId\":1,\"ids\":[\"a\"],\"logTimestamp\":1,\"state\":0,}",
        "{\"businessId\":1,\"ids\":[\"a\"],\"logTimestamp\":1,\"state\":0",
        "{\"businessId\":1,\"ids\":[\"a\"],\"logTimestamp\":1,\"state\":0,\"state\":1}",
        "{\"businessId\":1,\"businessId\":2,\"ids\":[\"a\"],\"logTimestamp\":1,\"state\":0}",
        "{\"businessId\":1,\"ids\":[\"a\"],\"ids\":[\"b\"],\"logTimestamp\":1,\"state\":0}",
        "{\"businessId\":1,\"ids\":[\"a\"],\"logTimestamp\":1,\"state\":0,\"channel\":30}",
        "{\"businessId\":1,\"ids\":[\"a\"],\"timestamp\":1,\"state\":0}",
        "{\"businessId\":\"1\",\"ids\":[\"a\"],\"logTimestamp\":1,\"state\":0}",
        "{\"businessId\":01,\"ids\":[\"a\"],\"logTimestamp\":1,\"state\":0}",
        "{\"businessId\":-,\"ids\":[\"a\"],\"logTimestamp\":1,\"state\":0}",
        "{\"businessId\":0,\"ids\":[\"a\"],\"logTimestamp\":1,\"state\":0}",
        "{\"businessId\":9223372036854775807,\"ids\":[\"a\"],\"logTimestamp\":1,\"state\":0}",
        "{\"businessId\":1,\"ids\":[],\"logTimestamp\":1,\"state\":0}",
        "{\"businessId\":1,\"ids\":[7],\"logTimestamp\":1,\"state\":0}",
        "{\"businessId\":1,\"ids\":[\"\"],\"logTimestamp\":1,\"state\":0}",
        "{\"businessId\":1,\"ids\":[\" \"],\"logTimestamp\":1,\"state\":0}",
        "{\"businessId\":1,\"ids\":[\"a\",],\"logTimestamp\":1,\"state\":0}",
        "{\"businessId\":1,\"ids\":[\"\\u0041\"],\"logTimestamp\":1,\"state\":0}",
        "{\"businessId\":1,\"ids\":[\"a\tb\"],\"logTimestamp\":1,\"state\":0}",
        "{\"businessId\":1,\"ids\":[\"张三\"],\"logTimestamp\":1,\"state\":0}",
        "{\"businessId\":1,\"ids\":[\"a\"],\"logTimestamp\":0,\"state\":0}",
        "{\"businessId\":1,\"ids\":[\"a\"],\"logTimestamp\":1,\"state\":2147483648}",
        "{\"businessId\":1,\"ids\":[\"a\"],\"logTimestamp\":1,\"state\":1e1}",
        "{\"businessId\":1,\"ids\":[\"a\"],\"logTimestamp\":1,\"state\":1,\"messageId\":null}",
        "{\"businessId\":1,\"ids\":[\"a\"],\"logTimestamp\":1}",
        "{}",
        "[]",
        "",
        "x"
      })
  void leavesEverythingElse(String json) {
    assertThat(PlainEventReader.read(json.getBytes(UTF_8))).isNull();
  }

  @Test
  void readsNothingThatTheFullReaderReadsOtherwise() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int plain = 0;
    for (int i = 0; i < 200_000; i++) {
      byte[] json = mutated(PLAIN, random);
      AnchorInfo event = PlainEventReader.read(json);
      if (event != null) {
        plain++;
        assertThat(fullReaders(json))
            .as("seed %d, %s", seed, new String(json, UTF_8))
            .isEqualTo(event);
      }
    }
    assertThat(plain).as("seed %d", seed).isGreaterThan(10_000);
  }

  private static Object fullReaders(byte[] json) {
    try {
      return AnchorInfoCodec.readAny(json, -1);
    } catch (InvalidEventException invalid) {
      return invalid.reason();
    }
  }

  /** One or two bytes replaced, most of them by what means something in JSON. */
  private static byte[] mutated(String json, Random random) {
    byte[] bytes = json.getBytes(UTF_8);
    byte[] meaning = "{}[]\",:\\-0123456789 abnull\t\u0000".getBytes(UTF_8);
    for (int i = random.nextInt(2); i >= 0; i--) {
      bytes[random.nextInt(bytes.length)] =
          random.nextInt(4) == 0
              ? (byte) random.nextInt(256)
              : meaning[random.nextInt(meaning.length)];
    }
    return bytes;
  }
}
