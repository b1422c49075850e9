package io.austin.stream.verify.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.austin.stream.common.AnchorState;
import io.austin.stream.test.event.Events;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ReferenceModelTest {
  private static final long RECORD_TIME = Events.at(9, 0);

  private final ReferenceModel model = new ReferenceModel(ModelRules.in(Events.ZONE));

  @Test
  void anEventReachesItsMessageItsReceiversAndItsTemplate() {
    fold(0, Events.bytes(Events.received("m1", "13711112222", "13711113333")));
    assertThat(model.keys())
        .containsExactlyInAnyOrder(
            "Austin:MessageId:m1", "13711112222", "13711113333", "2000000320221224");
  }

  @Test
  void anEventWithoutMessageReachesNoMessage() {
    fold(0, Events.bytes(Events.step(AnchorState.RECEIVE, " ", "13711112222").build()));
    assertThat(model.keys()).containsExactlyInAnyOrder("13711112222", "2000000320221224");
  }

  @Test
  void aMessageThatIsTakenInReachesItsCaller() {
    ReferenceModel withConsole =
        new ReferenceModel(ModelRules.in(Events.ZONE).withConsoleViews(true));
    String[] callers = {"order-1", "m1", "", " \u00a0", "o".repeat(1_024), "o".repeat(1_025)};
    for (String caller : callers) {
      withConsole.fold(
          record(
              withConsole.eventCount(),
              Events.bytes(Events.step(AnchorState.RECEIVE, "m1", "a").bizId(caller).build())));
    }
    fold(0, Events.bytes(Events.step(AnchorState.RECEIVE, "m1", "a").bizId("order-1").build()));

    assertThat(withConsole.keys())
        .containsExactlyInAnyOrder(
            "Austin:MessageId:m1",
            "a",
            "2000000320221224",
            "Austin:Stream:Caller:order-1",
            "Austin:Stream:Caller:" + "o".repeat(1_024));
    assertThat(model.keys()).noneMatch(key -> key.contains("Caller"));
  }

  @Test
  void everyKeyHasThePrefix() {
    ReferenceModel prefixed =
        new ReferenceModel(ModelRules.in(Events.ZONE).withKeyPrefix("staging:"));
    prefixed.fold(record(0, Events.bytes(Events.received("m1", "13711112222"))));
    assertThat(prefixed.keys())
        .containsExactlyInAnyOrder(
            "staging:Austin:MessageId:m1", "staging:13711112222", "staging:2000000320221224");
  }

  @Test
  void entriesAreAsTheContractSpellsThem() {
    fold(0, Events.bytes(Events.received("m1", "13711112222")));
    assertThat(model.eventsAt("Austin:MessageId:m1").messageTrail())
        .extracting(FoldedEvent::messageEntry)
        .containsExactly(
            "{\"businessId\":2000000320221224,\"state\":10,\"timestamp\":1671854400000}");
    assertThat(model.eventsAt("13711112222").receiverTrail())
        .extracting(FoldedEvent::receiverEntry)
        .containsExactly(
            "{\"businessId\":2000000320221224,\"messageId\":\"m1\",\"state\":10,"
                + "\"timestamp\":1671854400000}");
  }

  @Test
  void theRecordsTimestampCountsWhereTheEventSaysNone() {
    fold(0, utf8("{\"businessId\":1,\"ids\":[\"a\"],\"state\":10}"));
    assertThat(model.eventsAt("a").receiverTrail())
        .extracting(FoldedEvent::time)
        .containsExactly(RECORD_TIME);
  }

  @Test
  void whatIsNoEventBecomesADeadLetterWithItsPosition() {
    fold(7, utf8("{"));
    fold(9, utf8("{\"businessId\":1,\"ids\":[\"a\"]}"));
    assertThat(model.deadLetters())
        .containsExactly(
            new ExpectedDeadLetter("not_json", new Position(ModelOfRecords.TOPIC, 0, 7)),
            new ExpectedDeadLetter("missing:state", new Position(ModelOfRecords.TOPIC, 0, 9)));
    assertThat(model.keys()).isEmpty();
  }

  @Test
  void whatWasRefusedIsADeadLetterWhateverItSays() {
    model.refuse(record(7, Events.bytes(Events.received("m1", "13711112222"))), "replayed");
    assertThat(model.deadLetters())
        .containsExactly(
            new ExpectedDeadLetter("replayed", new Position(ModelOfRecords.TOPIC, 0, 7)));
    assertThat(model.keys()).isEmpty();
    assertThat(model.eventCount()).isZero();
  }

  @Test
  void aTombstoneIsEmptyAndALargeRecordTooLarge() {
    ReferenceModel narrow = new ReferenceModel(ModelRules.in(Events.ZONE).withMaxValueBytes(2));
    narrow.fold(new TraceRecord("t", 0, 0, RECORD_TIME, null));
    narrow.fold(record(1, utf8("[]")));
    narrow.fold(record(2, utf8("[] ")));
    assertThat(narrow.deadLetters())
        .extracting(ExpectedDeadLetter::reason)
        .containsExactly("empty", "not_an_object", "too_large");
  }

  @Test
  void aRecordCountsOnce() {
    fold(5, utf8("{}"));
    assertThatThrownBy(() -> fold(5, utf8("{}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("austinTraceLog-0: offset 5 after offset 5");
  }

  private void fold(long offset, byte[] value) {
    model.fold(record(offset, value));
  }

  private static TraceRecord record(long offset, byte[] value) {
    return new TraceRecord(ModelOfRecords.TOPIC, 0, offset, RECORD_TIME, value);
  }

  private static byte[] utf8(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }
}
