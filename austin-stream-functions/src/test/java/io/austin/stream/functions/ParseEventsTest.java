package io.austin.stream.functions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.common.AnchorInfo;
import io.austin.stream.common.AnchorInfoCodec;
import io.austin.stream.test.event.Events;
import io.austin.stream.test.event.Malformed;
import io.austin.stream.test.event.MalformedEvents;
import io.austin.stream.test.harness.FunctionHarness;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParseEventsTest {
  private static final String TOPIC = "austinLog";
  private static final String TOPIC_ID = "kT7VtKkvQ0-1mZx8g5mXyA";
  private static final int PARTITION = 3;
  private static final long RECORD_TIME = 1671864869000L;
  private static final byte[] KEY = {1, 2, 3};

  private final AnchorInfo event = Events.received("V1StGXR8_Z5jdHi6B-myT", "13711112222");
  private long offset;

  @Test
  void anEventKeepsItsPlace() throws Exception {
    SourceRecord record = record(AnchorInfoCodec.write(event));

    try (var parse = FunctionHarness.of(new ParseEvents())) {
      parse
          .process(record)
          .expectOutput(new PositionedEvent(TOPIC, TOPIC_ID, PARTITION, record.offset(), event))
          .expectNoMoreOutput()
          .expectNoMoreSideOutput(ParseEvents.DEAD_LETTERS);
    }
  }

  @Test
  void anEventWithoutATimeTakesTheRecords() throws Exception {
    try (var parse = FunctionHarness.of(new ParseEvents())) {
      parse.process(record("{\"businessId\":2000000320221224,\"ids\":[\"a\"],\"state\":10}"));

      assertThat(parse.nextOutput().event().getLogTimestamp()).isEqualTo(RECORD_TIME);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE})
  void aRecordsTimestampIsOnlyData(long timestamp) throws Exception {
    byte[] event = "{\"businessId\":2000000320221224,\"ids\":[\"a\"],\"state\":10}".getBytes(UTF_8);
    SourceRecord record = new SourceRecord(TOPIC, TOPIC_ID, PARTITION, 1, timestamp, null, event);

    try (var parse = FunctionHarness.of(new ParseEvents())) {
      parse.process(record);
      if (timestamp < 0) {
        assertThat(parse.nextSideOutput(ParseEvents.DEAD_LETTERS).record()).isSameAs(record);
      } else {
        assertThat(parse.nextOutput().event().getLogTimestamp()).isEqualTo(timestamp);
      }
    }
  }

  @Test
  void whatIsNoEventIsADeadLetterUntouched() throws Exception {
    SourceRecord broken = record("{\"ids\":[");
    SourceRecord tombstone = record((byte[]) null);

    try (var parse = FunctionHarness.of(new ParseEvents())) {
      parse
          .process(broken)
          .process(tombstone)
          .expectNoMoreOutput()
          .expectCounter("reason.not_json.deadLetters", 1)
          .expectCounter("reason.empty.deadLetters", 1);

      assertThat(parse.nextSideOutput(ParseEvents.DEAD_LETTERS))
          .usingRecursiveComparison()
          .isEqualTo(new DeadLetter("not_json", broken));
      assertThat(parse.nextSideOutput(ParseEvents.DEAD_LETTERS))
          .usingRecursiveComparison()
          .isEqualTo(new DeadLetter("empty", tombstone));
      parse.expectNoMoreSideOutput(ParseEvents.DEAD_LETTERS);
    }
  }

  @Test
  void aDeadLetterSaysWhereItIsAndShowsItsBytesWhenAskedAlone() {
    DeadLetter letter =
        new DeadLetter("not_json", record("{\"ids\":[\"13711112222\",\"\u6d88\u606f\"\n"));

    assertThat(letter)
        .hasToString(
            "DeadLetter[not_json, austinLog-3 offset 0, timestamp 1671864869000, key of 3 bytes,"
                + " value of 31 bytes]");
    assertThat(letter.valueText(100))
        .isEqualTo("{\"ids\":[\"13711112222\",\"\u6d88\u606f\"\\u000a");
    assertThat(letter.valueText(8)).isEqualTo("{\"ids\":[... and 23 bytes more");
    assertThat(new DeadLetter("empty", record((byte[]) null)).valueText(8)).isEqualTo("no value");
    byte[] noText = {(byte) 0xff, 'a'};
    assertThat(new DeadLetter("not_json", record(noText)).valueText(8)).isEqualTo("\ufffda");
  }

  @Test
  void aRecordOverTheBoundIsNotEvenLookedAt() throws Exception {
    byte[] value = AnchorInfoCodec.write(event);

    try (var atTheBound = FunctionHarness.of(new ParseEvents(value.length))) {
      atTheBound.process(record(value)).expectNoMoreSideOutput(ParseEvents.DEAD_LETTERS);
    }
    try (var overTheBound = FunctionHarness.of(new ParseEvents(value.length - 1))) {
      overTheBound.process(record(value)).expectNoMoreOutput();
      assertThat(overTheBound.nextSideOutput(ParseEvents.DEAD_LETTERS).reason())
          .isEqualTo("too_large");
    }
  }

  /** A megabyte that would make Redis hold 21 GiB. */
  @Test
  void anEventThatWritesTwentyThousandTimesItsSizeIsADeadLetter() throws Exception {
    SourceRecord record = record(eventOf("m".repeat(300_000), 74_000, 1_040_094));
    SourceRecord withinAnIdsBound = record(eventOf("m".repeat(1_024), 74_000, 1_040_094));

    try (var parse = FunctionHarness.of(new ParseEvents())) {
      parse.process(record).process(withinAnIdsBound).expectNoMoreOutput();

      assertThat(parse.nextSideOutput(ParseEvents.DEAD_LETTERS).reason())
          .isEqualTo("invalid:messageId");
      assertThat(parse.nextSideOutput(ParseEvents.DEAD_LETTERS).reason()).isEqualTo("too_large");
    }
  }

  private static String eventOf(String messageId, int receivers, int bytes) {
    String ids =
        IntStream.range(0, receivers)
            .mapToObj(i -> "\"%07d\"".formatted(i))
            .collect(Collectors.joining(","));
    String json =
        "{\"businessId\":5,\"ids\":[%s],\"messageId\":\"%s\",\"state\":10}"
            .formatted(ids, messageId);
    return json + " ".repeat(bytes - json.length());
  }

  @Test
  void everyWayToBeMalformedHasItsReason() throws Exception {
    int maxBytes = 10_000;
    List<Malformed> all = MalformedEvents.seeded(1, Events.CLOCK, maxBytes).round();

    try (var parse = FunctionHarness.of(new ParseEvents(maxBytes))) {
      for (Malformed malformed : all) {
        parse.process(record(malformed.value())).expectNoMoreOutput();
        assertThat(parse.nextSideOutput(ParseEvents.DEAD_LETTERS).reason())
            .isEqualTo(malformed.reason());
      }
    }
  }

  private SourceRecord record(String json) {
    return record(json.getBytes(StandardCharsets.UTF_8));
  }

  private SourceRecord record(byte[] value) {
    return new SourceRecord(TOPIC, TOPIC_ID, PARTITION, offset++, RECORD_TIME, KEY, value);
  }
}
