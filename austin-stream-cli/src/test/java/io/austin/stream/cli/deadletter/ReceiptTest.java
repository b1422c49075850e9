package io.austin.stream.cli.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.cli.deadletter.LetterFilter.OffsetRange;
import io.austin.stream.functions.DeadLetter;
import io.austin.stream.functions.SourceRecord;
import io.austin.stream.kafka.DeadLetterRecords;
import io.austin.stream.verify.model.Position;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What stands beside a letter that was replayed, and which letters a filter means. */
class ReceiptTest {
  private static final Instant REFUSED = Instant.parse("2022-12-24T06:54:29Z");
  private static final StoredLetter LETTER =
      new StoredLetter(
          new Position("dead", 2, 7),
          REFUSED.toEpochMilli(),
          new DeadLetter(
              "invalid:ids",
              new SourceRecord("austinLog", "", 3, 42, -1, null, "value".getBytes(UTF_8))));

  @Test
  void aReceiptIsReadBackAndIsNoLetter() {
    RecordMetadata landed =
        new RecordMetadata(new TopicPartition("austinLog", 1), 90, 0, -1, -1, -1);
    Receipt receipt = Receipt.of(LETTER, landed);

    ProducerRecord<byte[], byte[]> record = receipt.besides(LETTER);
    ConsumerRecord<byte[], byte[]> stored = new ConsumerRecord<>("dead", 2, 8, null, null);
    record.headers().forEach(stored.headers()::add);

    assertThat(record.topic()).isEqualTo("dead");
    assertThat(record.partition()).isEqualTo(2);
    assertThat(record.value()).isNull();
    assertThat(Receipt.read(stored)).contains(receipt);
    assertThat(receipt.landed()).isEqualTo(new Position("austinLog", 1, 90));
    assertThat(DeadLetterRecords.read(stored)).isEmpty();
  }

  @Test
  void aLetterIsNoReceipt() {
    ConsumerRecord<byte[], byte[]> letter = new ConsumerRecord<>("dead", 2, 7, null, null);
    letter.headers().add(DeadLetterRecords.REASON, "empty".getBytes(UTF_8));

    assertThat(Receipt.read(letter)).isEmpty();
  }

  @Test
  void aLetterThatStandsThereTwiceIsReplayedOnce() {
    ReplayLedger ledger = ReplayLedger.none();
    StoredLetter twin = new StoredLetter(new Position("dead", 0, 99), 0, LETTER.letter());

    ledger.enter(LETTER, "austinLog");

    assertThat(ledger.went(twin, "austinLog")).isTrue();
    assertThat(ledger.went(twin, "elsewhere")).isFalse();
  }

  @Test
  void aFilterTakesReasonsPlacesAndTimes() {
    assertThat(filter(List.of(), 3, 42, REFUSED, REFUSED.plusMillis(1))).isTrue();
    assertThat(filter(List.of("invalid"), 3, 42, REFUSED, REFUSED.plusMillis(1))).isTrue();
    assertThat(filter(List.of("too_large", "invalid:ids"), 3, 42, REFUSED, Instant.MAX)).isTrue();
    assertThat(filter(List.of("inval"), 3, 42, REFUSED, Instant.MAX)).isFalse();
    assertThat(filter(List.of(), 2, 42, REFUSED, Instant.MAX)).isFalse();
    assertThat(filter(List.of(), 3, 43, REFUSED, Instant.MAX)).isFalse();
    assertThat(filter(List.of(), 3, 42, REFUSED.plusMillis(1), Instant.MAX)).isFalse();
    assertThat(filter(List.of(), 3, 42, REFUSED, REFUSED)).isFalse();
  }

  private static boolean filter(
      List<String> reasons, int partition, long offset, Instant since, Instant until) {
    return new LetterFilter(
            reasons,
            Optional.of(partition),
            Optional.of(new OffsetRange(offset, offset)),
            Optional.of(since),
            Optional.of(until))
        .accepts(LETTER);
  }
}
