package io.austin.stream.common;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The data contract's sections 1 and 4, sentence by sentence. */
class AnchorInfoCodecTest {
  private static final long RECORD_TIME = 1_671_900_000_000L;
  private static final long EVENT_TIME = 1_671_864_869_000L;
  private static final char DELIMITER = '|';
  private static final char QUOTE = '`';

  @Nested
  class AnEvent {
    @Test
    void ofTheContractIsReadWhole() throws InvalidEventException {
      AnchorInfo event =
          read(
              "{\"bizId\":\"x1\",\"businessId\":2000000320221224,\"ids\":[\"13711112222\"],"
                  + "\"logTimestamp\":1671864869000,\"messageId\":\"V1StGXR8_Z5jdHi6B-myT\","
                  + "\"state\":10}");
      assertThat(event)
          .isEqualTo(
              AnchorInfo.builder()
                  .bizId("x1")
                  .businessId(2000000320221224L)
                  .ids("13711112222")
                  .logTimestamp(EVENT_TIME)
                  .messageId("V1StGXR8_Z5jdHi6B-myT")
                  .state(AnchorState.RECEIVE)
                  .build());
    }

    @Test
    void ofAnOlderProducerHasNoMessage() throws InvalidEventException {
      AnchorInfo event = read("{'businessId':5,'ids':['a'],'state':10,'timestamp':1671864869000}");
      assertThat(event.getMessageId()).isNull();
      assertThat(event.getBizId()).isNull();
      assertThat(event.getLogTimestamp()).isEqualTo(EVENT_TIME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n%s\r\n", "  %s\t"})
    void mayStandBetweenWhiteSpace(String around) throws InvalidEventException {
      assertThat(read(around.replace("%s", "{'businessId':5,'ids':['a'],'state':10}")).getState())
          .isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "null",
          "true",
          "1e999999999",
          "-0.0",
          "'\\uD83D\\uDE80\\u0000'",
          "[]",
          "{'ids':[],'state':'x','businessId':{}}",
          "[[{'state':null}],']',{'}':1}]"
        })
    void mayHoldAnythingInOtherFields(String value) throws InvalidEventException {
      assertThat(read(with("other", value))).isEqualTo(read(with("other", "1")));
      assertThat(read("{'':" + value + ",'State':" + value + "," + with("x", "1").substring(1)))
          .isEqualTo(read(with("x", "1")));
    }

    @Test
    void mayNestDeeplyInOtherFields() throws InvalidEventException {
      int depth = 100_000;
      assertThat(read(with("other", "[".repeat(depth) + "]".repeat(depth))).getState())
          .isEqualTo(10);
      assertThat(read(with("other", "{'a':".repeat(depth) + "1" + "}".repeat(depth))).getState())
          .isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "0.", "1e"})
    void mayHaveHugeNumbersInOtherFields(String before) throws InvalidEventException {
      assertThat(read(with("other", before + "1".repeat(900_000))))
          .isEqualTo(read(with("other", "1")));
    }

    @Test
    void mayHaveLongTextsAndNamesInOtherFields() throws InvalidEventException {
      String large = "x".repeat(900_000);
      assertThat(read(with("other", "'" + large + "'")).getState()).isEqualTo(10);
      assertThat(read(with(large, "1")).getState()).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = DELIMITER,
        quoteCharacter = QUOTE,
        value = {
          "businessId | 0  | 5   | 5",
          "state      | {} | 10  | 10",
          "state      | 60 | 10  | 10",
          "ids        | 7  | [1] | [1]",
          "ids        | ['b',true] | ['a','c'] | [a, c]",
          "ids        | ['b'] | ['a'] | [a]",
          "messageId  | 7  | 'm' | m",
          "messageId  | 'm' | null | null",
          "logTimestamp | -1 | 9 | 9",
          "logTimestamp | 'x' | 0 | 1671900000000"
        })
    void countsTheLastOfDuplicateKeys(String field, String earlier, String later, String value)
        throws InvalidEventException {
      assertThat(show(read(twice(field, earlier, later)), field)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = DELIMITER,
        quoteCharacter = QUOTE,
        value = {
          "businessId | 5 | null | missing:businessId",
          "ids | ['a'] | null | missing:ids",
          "ids | ['a'] | [] | invalid:ids",
          "state | 10 | null | missing:state",
          "state | 10 | true | invalid:state",
          "bizId | 'b' | 7 | invalid:bizId"
        })
    void countsTheLastOfDuplicateKeysWhenItIsWrongToo(
        String field, String earlier, String later, String reason) {
      assertInvalid(twice(field, earlier, later), reason);
    }

    @Test
    void mayEscapeItsNames() throws InvalidEventException {
      assertThat(read("{'\\u0062usinessId':5,'\\u0069ds':['a'],'st\\u0061te':10}").getBusinessId())
          .isEqualTo(5);
    }
  }

  @Nested
  class AnInteger {
    @ParameterizedTest
    @CsvSource(
        delimiter = DELIMITER,
        quoteCharacter = QUOTE,
        value = {
          "1 | 1",
          "9223372036854775807 | 9223372036854775807",
          "'2000000320221224' | 2000000320221224",
          "'007' | 7",
          "'00000000000000000000000000000000007' | 7"
        })
    void isABusinessId(String value, long businessId) throws InvalidEventException {
      assertThat(read(with("businessId", value)).getBusinessId()).isEqualTo(businessId);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "9223372036854775808", "'0'", "'9223372036854775808'"})
    void outOfRangeIsNoBusinessId(String value) {
      assertInvalid(with("businessId", value), "invalid:businessId");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = DELIMITER,
        quoteCharacter = QUOTE,
        value = {
          "0 | 0",
          "-0 | 0",
          "40003 | 40003",
          "-1 | -1",
          "'-1' | -1",
          "'60' | 60",
          "2147483647 | 2147483647",
          "-2147483648 | -2147483648"
        })
    void isAState(String value, int state) throws InvalidEventException {
      assertThat(read(with("state", value)).getState()).isEqualTo(state);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"2147483648", "-2147483649", "'2147483648'", "9223372036854775808", "1e1"})
    void outOfRangeIsNoState(String value) {
      assertInvalid(with("state", value), "invalid:state");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "10.0",
          "1e3",
          "true",
          "false",
          "'sixty'",
          "''",
          "' '",
          "'-'",
          "'--1'",
          "'+1'",
          "' 1'",
          "'1 '",
          "'1.0'",
          "'0x10'",
          "'1_0'",
          "'\u0661\u0660'",
          "'\uFF11'",
          "[]",
          "[10]",
          "{}"
        })
    void isNothingElse(String value) {
      for (String field : List.of("businessId", "state", "logTimestamp", "timestamp")) {
        assertInvalid(with(field, value), "invalid:" + field);
      }
    }

    @Test
    void ofManyDigitsIsOutOfRange() {
      for (String field : List.of("businessId", "state", "logTimestamp", "timestamp")) {
        assertInvalid(with(field, "9".repeat(100_000)), "invalid:" + field);
        assertInvalid(with(field, "'" + "9".repeat(100_000) + "'"), "invalid:" + field);
      }
    }

    @ParameterizedTest
    @ValueSource(strings = {"businessId", "ids", "state"})
    void orArrayThatIsRequiredMayNotBeAbsentOrNull(String field) {
      assertInvalid(with(field, "null"), "missing:" + field);
      assertInvalid(with("x", "1").replace("'" + field + "'", "'y'"), "missing:" + field);
    }
  }

  @Nested
  class TheTime {
    @ParameterizedTest
    @CsvSource(
        delimiter = DELIMITER,
        quoteCharacter = QUOTE,
        value = {
          "'logTimestamp':7 | 7",
          "'timestamp':7 | 7",
          "'logTimestamp':7,'timestamp':8 | 7",
          "'timestamp':8,'logTimestamp':7 | 7",
          "'logTimestamp':'7','timestamp':8 | 7",
          "'logTimestamp':0,'timestamp':8 | 8",
          "'logTimestamp':'0','timestamp':8 | 8",
          "'logTimestamp':null,'timestamp':8 | 8",
          "'logTimestamp':0,'timestamp':0 | 1671900000000",
          "'logTimestamp':null | 1671900000000",
          "'timestamp':0 | 1671900000000",
          "'x':0 | 1671900000000",
          "'logTimestamp':9223372036854775807 | 9223372036854775807"
        })
    void isTheFirstThatIsGivenAndNotZero(String times, long time) throws InvalidEventException {
      assertThat(read(withTimes(times)).getLogTimestamp()).isEqualTo(time);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = DELIMITER,
        quoteCharacter = QUOTE,
        value = {
          "'logTimestamp':-1 | invalid:logTimestamp",
          "'logTimestamp':'-1' | invalid:logTimestamp",
          "'logTimestamp':-1,'timestamp':8 | invalid:logTimestamp",
          "'logTimestamp':true,'timestamp':8 | invalid:logTimestamp",
          "'timestamp':-1 | invalid:timestamp",
          "'logTimestamp':0,'timestamp':-1 | invalid:timestamp",
          "'logTimestamp':9223372036854775808 | invalid:logTimestamp"
        })
    void isNotNegative(String times, String reason) {
      assertInvalid(withTimes(times), reason);
    }

    @Test
    void isNotLookedForBehindTheFirst() throws InvalidEventException {
      assertThat(read(withTimes("'logTimestamp':7,'timestamp':-1")).getLogTimestamp()).isEqualTo(7);
    }

    @Test
    void isTheRecordsOwnEvenAtTheEpoch() throws InvalidEventException {
      assertThat(AnchorInfoCodec.read(utf8(withTimes("'x':1")), 0).getLogTimestamp()).isZero();
    }

    @Test
    void isMissingWhereTheRecordHasNoneEither() {
      assertThat(reason(utf8(withTimes("'x':1")), -1)).isEqualTo("missing:logTimestamp");
    }

    private String withTimes(String times) {
      return "{'businessId':5,'ids':['a'],'state':10," + times + "}";
    }
  }

  @Nested
  class Receivers {
    @ParameterizedTest
    @CsvSource(
        delimiter = DELIMITER,
        quoteCharacter = QUOTE,
        value = {
          "['a'] | a",
          "['b','a'] | b,a",
          "['a','a','b','a'] | a,b",
          "[null,'a','',' ','\\t\\n','\\u3000','\\u00a0\\u202f\\u0085'] | a",
          "['\\u200b','\\u001c','\\ufeff'] | \u200b,\u001c,\ufeff",
          "[' a '] | ` a `",
          "['@all'] | @all",
          "[13711112222] | 13711112222",
          "['13711112222',13711112222] | 13711112222",
          "[-5,0,-0] | -5,0",
          "[123456789012345678901234567890] | 123456789012345678901234567890",
          "['消息','\\uD83D\\uDE80'] | 消息,\uD83D\uDE80"
        })
    void areTakenVerbatimEachOnce(String ids, String receivers) throws InvalidEventException {
      assertThat(read(with("ids", ids)).getIds()).containsExactly(receivers.split(","));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "[]",
          "[null]",
          "['']",
          "[' ','\\t',null]",
          "['\\u00a0']",
          "[true]",
          "['a',false]",
          "['a',1.0]",
          "['a',1e2]",
          "['a',['b']]",
          "[['a']]",
          "['a',{}]",
          "[{'a':['b']},'a']",
          "'a'",
          "''",
          "5",
          "true",
          "{}",
          "{'a':['b']}"
        })
    void areInvalidOtherwise(String ids) {
      assertInvalid(with("ids", ids), "invalid:ids");
    }

    @Test
    void mayBeAsManyAsThereAre() throws InvalidEventException {
      String[] many = new String[100_000];
      Arrays.setAll(many, Integer::toString);
      assertThat(read(with("ids", "[" + String.join(",", many) + "]")).getIds())
          .containsExactly(many);
    }
  }

  @Nested
  class TheIds {
    @ParameterizedTest
    @ValueSource(strings = {"null", "''", "' '", "'\\t\\u2003'", "'\\u00a0'"})
    void ofAMessageMayBeBlank(String messageId) throws InvalidEventException {
      assertThat(read(with("messageId", messageId)).getMessageId()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "7.5", "true", "['m']", "{}"})
    void areStrings(String value) {
      assertInvalid(with("messageId", value), "invalid:messageId");
      assertInvalid(with("bizId", value), "invalid:bizId");
    }

    @Test
    void areTakenVerbatim() throws InvalidEventException {
      assertThat(read(with("messageId", "' m\\u00221\\u0000 '")).getMessageId())
          .isEqualTo(" m\"1\0 ");
      assertThat(read(with("bizId", "''")).getBizId()).isEmpty();
    }
  }

  @Nested
  class WithinBounds {
    @Test
    void isAMessageIdOf1024Bytes() throws InvalidEventException {
      for (String id :
          List.of("m".repeat(1_024), "\u6d88".repeat(341) + "m", "\u00fc".repeat(512))) {
        assertThat(read(with("messageId", "'" + id + "'")).getMessageId()).isEqualTo(id);
        assertInvalid(with("messageId", "'" + id + "m'"), "invalid:messageId");
      }
      assertInvalid(plain("a", "m".repeat(1_025)), "invalid:messageId");
      assertThat(read(plain("a", "m".repeat(1_024))).getMessageId()).hasSize(1_024);
    }

    @Test
    void isAReceiverOf4096Bytes() throws InvalidEventException {
      for (String id : List.of("r".repeat(4_096), "\ud83d\ude80".repeat(1_024))) {
        assertThat(read(with("ids", "['" + id + "']")).getIds()).containsExactly(id);
        assertInvalid(with("ids", "['a','" + id + "r']"), "invalid:ids");
      }
      assertThat(read(with("ids", "[" + "9".repeat(4_096) + "]")).getIds()).hasSize(1);
      assertInvalid(with("ids", "[" + "9".repeat(4_097) + "]"), "invalid:ids");
      assertInvalid(plain("r".repeat(4_097), "m"), "invalid:ids");
    }

    @Test
    void isABlankIdOfAnyLengthWhichIsNone() throws InvalidEventException {
      String blank = "\u3000".repeat(5_000);
      assertThat(read(with("messageId", "'" + blank + "'")).getMessageId()).isNull();
      assertThat(read(with("ids", "['a','" + blank + "']")).getIds()).containsExactly("a");
    }

    /**
     * With an entry of 128 bytes and a message id of 872, each receiver counts 1,000 and its name.
     */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isAnEventThatWrites32Mebibytes(boolean isPlain) throws InvalidEventException {
      int receivers = 33_387;
      int rest = (32 << 20) - receivers * 1_005;
      String longest = "x".repeat(5 + rest);
      assertThat(read(many(receivers, longest, isPlain)).getIds()).hasSize(receivers);
      assertInvalid(many(receivers, longest + "x", isPlain), "too_large");
    }

    @Test
    void countsReceiversOnce() throws InvalidEventException {
      String ids = "['a'" + ",'a'".repeat(100_000) + "]";
      String messageId = ",'messageId':'" + "m".repeat(1_024) + "',";
      assertThat(read(with("ids", ids).replaceFirst(",", messageId)).getIds()).hasSize(1);
    }

    @Test
    void isTheLastReasonOfAll() {
      String tooMuch = many(40_000, "x", true);
      assertInvalid(tooMuch.replace("\"bizId\":\"b\"", "\"bizId\":7"), "invalid:bizId");
      assertInvalid(tooMuch, "too_large");
    }

    private String many(int receivers, String longest, boolean isPlain) {
      StringBuilder ids = new StringBuilder();
      for (int i = 1; i < receivers; i++) {
        ids.append("%05d\",\"".formatted(i));
      }
      return plain(ids + longest, "m".repeat(872)) + (isPlain ? "" : " ");
    }

    private String plain(String id, String messageId) {
      return ("{'bizId':'b','businessId':5,'ids':['" + id + "'],'logTimestamp':7,'messageId':'")
              .replace('\'', '"')
          + messageId
          + "\",\"state\":10}";
    }
  }

  /** An escape can spell what no UTF-8 can say. */
  @Nested
  class HalfASurrogatePair {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "\\ud83d",
          "u\\ud83e",
          "\\ude80\\ud83d",
          "\\ud83dx\\ude80",
          "\\uD83D\\uD83D\\uDE80"
        })
    void makesItsFieldInvalid(String half) {
      assertInvalid(with("messageId", "'" + half + "'"), "invalid:messageId");
      assertInvalid(with("bizId", "'" + half + "'"), "invalid:bizId");
      assertInvalid(with("ids", "['a','" + half + "']"), "invalid:ids");
      assertInvalid(with("state", "'" + half + "'"), "invalid:state");
    }

    @Test
    void inANameIsNotJson() {
      assertInvalid(with("\\ud83d", "1"), "not_json");
      assertInvalid(with("other", "[{'a\\ude80':1}]"), "not_json");
    }

    @Test
    void isIgnoredWhereverTheContractIgnoresWhatStandsThere() throws InvalidEventException {
      assertThat(read(with("other", "'\\ud83d'"))).isEqualTo(read(with("other", "1")));
      assertThat(read(with("other", "['\\ud83d']"))).isEqualTo(read(with("other", "1")));
      assertThat(read(twice("messageId", "'\\ud83d'", "'m'")).getMessageId()).isEqualTo("m");
    }
  }

  @Nested
  class Nothing {
    @Test
    void isEmpty() {
      assertThat(reason(null, RECORD_TIME)).isEqualTo("empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n", "\r\n\t  "})
    void butWhiteSpaceIsEmpty(String value) {
      assertInvalid(value, "empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\f", "\0", "\u00a0", "\u3000", "\uFEFF"})
    void elseIsEmpty(String value) {
      assertInvalid(value, "not_json");
    }
  }

  @Nested
  class NotJson {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "x",
          "{",
          "}",
          "{'a'}",
          "{'a':}",
          "{'a':1,}",
          "{,'a':1}",
          "{a:1}",
          "{'a':[1,]}",
          "{'a':[1}",
          "{'a':'b}",
          "{'a':'\n'}",
          "{'a':'\t'}",
          "{'a':'\u0001'}",
          "{'\0':1}",
          "{'a':'\\x'}",
          "{'a':'\\u12G4'}",
          "{'a':NaN}",
          "{'a':Infinity}",
          "{'a':-Infinity}",
          "{'a':01}",
          "{'a':+1}",
          "{'a':.5}",
          "{'a':5.}",
          "{'a':1e}",
          "{'a':-}",
          "{'a':0x1}",
          "{'a':tru}",
          "{'a':True}",
          "{'a':nulll}",
          "{'a':1} /* comment */",
          "{'a':1} // comment",
          "{'a':1} # comment",
          "/* comment */ {'a':1}",
          "{'a':1}}",
          "{'a':1}{'a':1}",
          "{'a':1} null",
          "{'a':1},",
          "{'a':1}\0",
          "[1] 2",
          "[1",
          "1 2",
          "'x' 'y'",
          "\f{'a':1}",
          "\u00a0{'a':1}"
        })
    void isWhatIsNotExactlyOneJsonValue(String value) {
      assertInvalid(value, "not_json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "}", "{}", "1", "null", ",", "\0", "/**/"})
    void isAValidEventWithAnythingBehindIt(String garbage) {
      assertInvalid(with("other", "1") + garbage, "not_json");
    }

    @Test
    void isAValidEventCutShortAnywhere() {
      byte[] event = utf8(with("other", "'\u6D88'"));
      for (int length = 1; length < event.length; length++) {
        assertThat(reason(Arrays.copyOf(event, length), RECORD_TIME)).isEqualTo("not_json");
      }
    }

    @Test
    void isAnyOtherEncoding() {
      String event = with("messageId", "'\u00FC'").replace('\'', '"');
      assertThat(reason(event.getBytes(UTF_16), RECORD_TIME)).isEqualTo("not_json");
      assertThat(reason(event.getBytes(UTF_16LE), RECORD_TIME)).isEqualTo("not_json");
      assertThat(reason(event.getBytes(UTF_16BE), RECORD_TIME)).isEqualTo("not_json");
      assertThat(reason(event.getBytes(ISO_8859_1), RECORD_TIME)).isEqualTo("not_json");
      assertThat(reason(("\uFEFF" + event).getBytes(UTF_8), RECORD_TIME)).isEqualTo("not_json");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "\u00FF",
          "\u00FE",
          "\u0080",
          "\u00BF",
          "\u00C3",
          "\u00C3(",
          "\u00E6\u00B6",
          "\u00E6(\u00B6",
          "\u00E6\u00B6(",
          "\u00F0\u009F\u009A",
          "\u00F0\u009F\u009A(",
          "\u00C0\u0080",
          "\u00C1\u00BF",
          "\u00E0\u0080\u00AF",
          "\u00E0\u009F\u00BF",
          "\u00F0\u0080\u0080\u00AF",
          "\u00F0\u008F\u00BF\u00BF",
          "\u00ED\u00A0\u0080",
          "\u00ED\u00BF\u00BF",
          "\u00ED\u00A0\u00BD\u00ED\u00BA\u0080",
          "\u00F4\u0090\u0080\u0080",
          "\u00F5\u0080\u0080\u0080",
          "\u00F8\u0088\u0080\u0080\u0080"
        })
    void isInvalidUtf8Anywhere(String bytes) {
      for (String field : List.of("other", "messageId", "bizId")) {
        byte[] value = with(field, "'" + bytes + "'").replace('\'', '"').getBytes(ISO_8859_1);
        assertThat(reason(value, RECORD_TIME)).isEqualTo("not_json");
      }
      byte[] receiver = with("ids", "['" + bytes + "']").replace('\'', '"').getBytes(ISO_8859_1);
      assertThat(reason(receiver, RECORD_TIME)).isEqualTo("not_json");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "\u007F",
          "\u0080",
          "\u07FF",
          "\u0800",
          "\uD7FF",
          "\uE000",
          "\uFFFF",
          "\uD800\uDC00",
          "\uDBFF\uDFFF",
          "\u1000",
          "\uCFFF",
          "\uD83D\uDE80",
          "\uD8C0\uDC00"
        })
    void isNoneOfTheCornersOfUtf8(String text) throws InvalidEventException {
      assertThat(read(with("messageId", "'" + text + "'")).getMessageId()).isEqualTo(text);
    }
  }

  @Nested
  class NotAnObject {
    @ParameterizedTest
    @ValueSource(strings = {"null", "true", "7", "-1.5e3", "'x'", "[]", "[{}]", " [[1],[2]] "})
    void isAnyOtherValue(String value) {
      assertInvalid(value, "not_an_object");
    }
  }

  @Nested
  class OfSeveralDefects {
    @ParameterizedTest
    @CsvSource(
        delimiter = DELIMITER,
        quoteCharacter = QUOTE,
        value = {
          "{} | missing:businessId",
          "{'bizId':1,'messageId':1,'logTimestamp':-1,'state':'x','ids':[],'businessId':0}"
              + " | invalid:businessId",
          "{'bizId':1,'messageId':1,'logTimestamp':-1,'state':'x','ids':[],'businessId':5}"
              + " | invalid:ids",
          "{'bizId':1,'messageId':1,'logTimestamp':-1,'ids':[1],'businessId':5} | missing:state",
          "{'bizId':1,'messageId':1,'logTimestamp':-1,'state':1,'ids':[1],'businessId':5}"
              + " | invalid:logTimestamp",
          "{'bizId':1,'messageId':1,'state':1,'ids':[1],'businessId':5} | invalid:messageId",
          "{'bizId':1,'state':1,'ids':[1],'businessId':5} | invalid:bizId"
        })
    void theFirstIsTheReason(String json, String reason) {
      assertInvalid(json, reason);
    }

    @Test
    void badJsonIsTheReasonWhateverStandsBefore() {
      assertInvalid("{'businessId':true,", "not_json");
    }
  }

  @Nested
  class Written {
    @Test
    void isCompactWithKeysInAlphabeticalOrder() throws InvalidEventException {
      String json =
          "{\"bizId\":\"x1\",\"businessId\":2000000320221224,\"ids\":[\"13711112222\",\"b\"],"
              + "\"logTimestamp\":1671864869000,\"messageId\":\"V1StGXR8_Z5jdHi6B-myT\","
              + "\"state\":10}";
      assertThat(AnchorInfoCodec.toJson(read(json))).isEqualTo(json);
      assertThat(read(json)).hasToString(json);
    }

    @Test
    void leavesOutWhatIsAbsent() throws InvalidEventException {
      assertThat(AnchorInfoCodec.toJson(read("{'businessId':5,'ids':[1],'state':-1}")))
          .isEqualTo(
              "{\"businessId\":5,\"ids\":[\"1\"],\"logTimestamp\":1671900000000,\"state\":-1}");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "\"",
          "\\",
          "/",
          "\0",
          "\n\r\t\b\f\u001F",
          "\u007F\u0080\u2028\u2029",
          "消息",
          "\uD83D\uDE80",
          "{\"a\":1}",
          "'",
          "</script>"
        })
    void isReadBackAsItWas(String text) throws InvalidEventException {
      AnchorInfo event =
          AnchorInfo.builder()
              .businessId(Long.MAX_VALUE)
              .ids("x" + text, text + "y")
              .state(Integer.MIN_VALUE)
              .logTimestamp(1)
              .messageId("m" + text)
              .bizId(text)
              .build();
      assertThat(AnchorInfoCodec.read(AnchorInfoCodec.write(event), RECORD_TIME)).isEqualTo(event);
    }
  }

  /** A producer that means harm may not hold the job up. */
  @Nested
  class OfAHostileProducer {
    private static final long SECONDS = 20;
    private static final int NAMES = 80_000;

    @Test
    @Timeout(SECONDS)
    void collidingNamesDoNotHoldItUp() throws InvalidEventException {
      StringBuilder json = new StringBuilder(1 << 20).append("{'businessId':5,'state':10");
      for (String name : CollidingNames.list(NAMES)) {
        json.append(",'").append(name).append("':0");
      }
      String event = json.append(",'ids':['a']}").toString();
      for (int i = 0; i < 10; i++) {
        assertThat(read(event).getState()).isEqualTo(10);
      }
    }

    @Test
    @Timeout(SECONDS)
    void manyNamesLeaveNothingBehind() throws InvalidEventException {
      for (int i = 0; i < 100_000; i++) {
        assertThat(read(with("name" + i, "1")).getState()).isEqualTo(10);
      }
    }
  }

  /** A valid event with this field in place of its own; of a time, without the other time. */
  private static String with(String field, String value) {
    StringBuilder json = new StringBuilder("{'x':0");
    String[][] fields = {{"businessId", "5"}, {"ids", "['a']"}, {"state", "10"}};
    for (String[] other : fields) {
      if (!other[0].equals(field)) {
        json.append(",'").append(other[0]).append("':").append(other[1]);
      }
    }
    return json.append(",'").append(field).append("':").append(value).append('}').toString();
  }

  private static String twice(String field, String earlier, String later) {
    return "{'" + field + "':" + earlier + "," + with(field, later).substring(1);
  }

  private static String show(AnchorInfo event, String field) {
    return switch (field) {
      case "businessId" -> Long.toString(event.getBusinessId());
      case "ids" -> event.getIds().toString();
      case "state" -> Integer.toString(event.getState());
      case "logTimestamp" -> Long.toString(event.getLogTimestamp());
      default -> String.valueOf(event.getMessageId());
    };
  }

  private static void assertInvalid(String json, String reason) {
    assertThat(reason(utf8(json), RECORD_TIME)).as(json).isEqualTo(reason);
  }

  private static AnchorInfo read(String json) throws InvalidEventException {
    return AnchorInfoCodec.read(utf8(json), RECORD_TIME);
  }

  private static String reason(byte @Nullable [] json, long recordTime) {
    try {
      return "valid: " + AnchorInfoCodec.read(json, recordTime);
    } catch (InvalidEventException invalid) {
      return invalid.reason();
    }
  }

  /** Tests write ' for ", to be readable; those that say " mean it. */
  private static byte[] utf8(String json) {
    return (json.contains("\"") ? json : json.replace('\'', '"')).getBytes(UTF_8);
  }
}
