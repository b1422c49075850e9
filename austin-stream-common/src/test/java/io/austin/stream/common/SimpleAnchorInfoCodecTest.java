package io.austin.stream.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimpleAnchorInfoCodecTest {
  private static final AnchorInfo EVENT =
      AnchorInfo.builder()
          .businessId(2000000320221224L)
          .ids("13711112222", "13711113333")
          .state(AnchorState.RECEIVE)
          .logTimestamp(1671864869000L)
          .messageId("V1StGXR8_Z5jdHi6B-myT")
          .bizId("x1")
          .build();

  @Test
  void aMessagesEntryNamesNoMessage() {
    assertThat(SimpleAnchorInfoCodec.toJson(SimpleAnchorInfo.forMessageTrail(EVENT)))
        .isEqualTo("{\"businessId\":2000000320221224,\"state\":10,\"timestamp\":1671864869000}");
  }

  @Test
  void aReceiversEntryNamesTheMessage() {
    assertThat(SimpleAnchorInfoCodec.toJson(SimpleAnchorInfo.forReceiverTrail(EVENT)))
        .isEqualTo(
            "{\"businessId\":2000000320221224,\"messageId\":\"V1StGXR8_Z5jdHi6B-myT\","
                + "\"state\":10,\"timestamp\":1671864869000}");
  }

  @Test
  void aReceiversEntryWithoutMessageIsAMessagesEntry() {
    AnchorInfo legacy =
        AnchorInfo.builder().businessId(5).ids("a").state(-1).recordTimestamp(0).build();
    assertThat(SimpleAnchorInfo.forReceiverTrail(legacy))
        .isEqualTo(SimpleAnchorInfo.forMessageTrail(legacy))
        .hasToString("{\"businessId\":5,\"state\":-1,\"timestamp\":0}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "m",
        "V1StGXR8_Z5jdHi6B-myT",
        "~ !",
        "",
        " ",
        "\"",
        "\\",
        "/",
        "\0\u001F",
        "\n\r\t\b\f",
        "\u007F\u2028",
        "消息",
        "\uD83D\uDE80"
      })
  void isReadBackAsItWas(String messageId) throws InvalidEventException {
    assertReadBack(SimpleAnchorInfo.of(Long.MAX_VALUE, Integer.MIN_VALUE, 0, messageId));
  }

  @Test
  void isReadBackWithoutMessage() throws InvalidEventException {
    assertReadBack(SimpleAnchorInfo.of(1, 40003, Long.MAX_VALUE, null));
    assertReadBack(SimpleAnchorInfo.of(1, -1, 0, null));
  }

  @Test
  void isReadWithKeysThatItDoesNotKnowInAnyOrder() throws InvalidEventException {
    assertThat(
            SimpleAnchorInfoCodec.read(
                " {\"x\":{\"state\":1},\"timestamp\":3,\"state\":2,\"messageId\":null,"
                    + "\"businessId\":1,\"y\":[[]]} "))
        .isEqualTo(SimpleAnchorInfo.of(1, 2, 3, null));
  }

  /** The reasons are those of events. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | empty",
        "x | not_json",
        "1 | not_an_object",
        "[] | not_an_object",
        "null | not_an_object",
        "{} | missing:businessId",
        "{'businessId':1,'state':2} | missing:timestamp",
        "{'businessId':1,'timestamp':2} | missing:state",
        "{'state':1,'timestamp':2} | missing:businessId",
        "{'businessId':'1','state':2,'timestamp':3} | invalid:businessId",
        "{'businessId':1,'state':2.0,'timestamp':3} | invalid:state",
        "{'businessId':1,'state':2147483648,'timestamp':3} | invalid:state",
        "{'businessId':9223372036854775808,'state':2,'timestamp':3} | invalid:businessId",
        "{'businessId':1,'messageId':7,'state':2,'timestamp':3} | invalid:messageId",
        "{'businessId':1,'state':2,'timestamp':3} x | not_json",
        "{'businessId':1,'state':2,'timestamp':3 | not_json",
        "{'businessId':1,'state':2,'timestamp':3}{} | not_json"
      })
  void isNothingElse(String foreign, String reason) {
    assertThatThrownBy(() -> SimpleAnchorInfoCodec.read(foreign.replace('\'', '"')))
        .isInstanceOfSatisfying(
            InvalidEventException.class, it -> assertThat(it.reason()).isEqualTo(reason));
  }

  private static void assertReadBack(SimpleAnchorInfo entry) throws InvalidEventException {
    String json = SimpleAnchorInfoCodec.toJson(entry);
    assertThat(SimpleAnchorInfoCodec.read(json)).isEqualTo(entry);
    assertThat(SimpleAnchorInfoCodec.write(entry)).asString(StandardCharsets.UTF_8).isEqualTo(json);
  }
}
