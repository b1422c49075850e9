package io.austin.stream.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.functions.journey.Outcome;
import io.austin.stream.functions.journey.Outcome.Kind;
import io.austin.stream.functions.journey.OutcomeChange;
import io.austin.stream.functions.journey.Standing;
import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** The records that docs/outcomes.md describes, read back by the library. */
class OutcomeRecordsTest {
  private static final long AT = 1_671_864_869_000L;
  private static final OutcomeChange SENT = change("m", "13700000000", Kind.SENT, 60, AT, false);

  @Test
  void isACloudEventOfTheSchemaInTheDocs() {
    CloudEvent event = read(write(SENT, Receivers.full()));

    assertThat(event.getType()).isEqualTo("io.austin.journey.outcome.v1");
    assertThat(event.getSource()).hasToString("/austin-stream/journeys");
    assertThat(event.getDataSchema()).hasToString("urn:austin-stream:outcome:1");
    assertThat(event.getDataContentType()).isEqualTo("application/json");
    assertThat(Objects.requireNonNull(event.getTime()).toInstant())
        .isEqualTo(Instant.ofEpochMilli(AT));
    assertThat(new String(Objects.requireNonNull(event.getData()).toBytes(), UTF_8))
        .isEqualTo(
            "{\"messageId\":\"m\",\"receiver\":\"13700000000\",\"businessId\":2000000320221224,"
                + "\"outcome\":\"SENT\",\"code\":60,\"decidedAt\":1671864869000}");
  }

  @Test
  void whoReadsBytesSeesWhatTheyAre() {
    ProducerRecord<byte[], byte[]> record = write(SENT, Receivers.full());

    assertThat(new String(record.headers().lastHeader("content-type").value(), UTF_8))
        .isEqualTo("application/cloudevents+json");
    assertThat(new String(record.key(), UTF_8)).isEqualTo("1:m13700000000");
  }

  @Test
  void aHashedReceiverIsWhatOpensslSays() {
    // printf 13700000000 | openssl dgst -sha256 -hmac 0123456789abcdef0123456789abcdef
    String hash = "e3a4076e1d66a1898cc1a60c02a7c8bac3b4ebd46626b3189aaabf7fe1063173";
    ProducerRecord<byte[], byte[]> record =
        write(SENT, Receivers.shown(Optional.of("0123456789abcdef0123456789abcdef")));

    assertThat(new String(record.value(), UTF_8)).contains(hash).doesNotContain("13700000000");
    assertThat(new String(record.key(), UTF_8)).isEqualTo("1:m" + hash);
    assertThat(record.headers())
        .allSatisfy(
            header -> assertThat(new String(header.value(), UTF_8)).doesNotContain("1370000"));
  }

  @Test
  void repetitionsHaveTheSameIdAndWhatDiffersInAnythingHasAnother() {
    List<OutcomeChange> changes =
        List.of(
            SENT,
            change("n", "13700000000", Kind.SENT, 60, AT, false),
            change("m1", "3700000000", Kind.SENT, 60, AT, false),
            change("m", "13700000001", Kind.SENT, 60, AT, false),
            change("m", "13700000000", Kind.FAILED, 60, AT, false),
            change("m", "13700000000", Kind.SENT, 61, AT, false),
            change("m", "13700000000", Kind.SENT, 60, AT + 1, false),
            change("m", "13700000000", Kind.SENT, 60, AT, true));
    List<String> ids = new ArrayList<>();
    for (OutcomeChange change : changes) {
      String id = read(write(change, Receivers.full())).getId();
      assertThat(read(write(change, Receivers.full())).getId()).isEqualTo(id);
      ids.add(id);
    }

    assertThat(ids).doesNotHaveDuplicates();
  }

  @Test
  void whoHasAnotherKeyCannotTellFromTheIdWhoItIs() {
    assertThat(read(write(SENT, Receivers.hashed("a".repeat(32)))).getId())
        .isNotEqualTo(read(write(SENT, Receivers.hashed("b".repeat(32)))).getId())
        .isNotEqualTo(read(write(SENT, Receivers.full())).getId());
  }

  @Test
  void aStepAtTheEndOfTimeIsToldWithoutATimeThatNobodyCanRead() {
    CloudEvent event =
        read(write(change("m", "r", Kind.SENT, 60, Long.MAX_VALUE, false), Receivers.full()));

    assertThat(event.getTime()).isNull();
    assertThat(new String(Objects.requireNonNull(event.getData()).toBytes(), UTF_8))
        .contains("\"decidedAt\":" + Long.MAX_VALUE);
  }

  private static OutcomeChange change(
      String messageId, String receiver, Kind kind, int code, long at, boolean besideFailed) {
    return new OutcomeChange(
        messageId,
        receiver,
        2000000320221224L,
        new Outcome(kind, code, at),
        besideFailed,
        Standing.NEVER);
  }

  private static ProducerRecord<byte[], byte[]> write(OutcomeChange change, Receivers receivers) {
    return new OutcomeRecords("outcomes", receivers).serialize(change, null, null);
  }

  private static CloudEvent read(ProducerRecord<byte[], byte[]> record) {
    return KafkaMessageFactory.createReader(
            new ConsumerRecord<>(
                record.topic(),
                0,
                0,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                record.key(),
                record.value(),
                new RecordHeaders(record.headers().toArray()),
                Optional.empty()))
        .toEvent();
  }
}
