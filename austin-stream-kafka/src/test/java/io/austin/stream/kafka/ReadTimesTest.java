package io.austin.stream.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ReadTimesTest {
  private static final TopicPartition ONE = new TopicPartition("austinLog", 1);
  private static final TopicPartition TWO = new TopicPartition("austinLog", 2);
  private static final long ASKED = 1_671_864_869_000L;

  private final FakeCatalog kafka = new FakeCatalog();
  private final Fetched fetched = new Fetched();
  private long now = ASKED;
  private final ReadTimes times = new ReadTimes(kafka, fetched, () -> now);

  @Test
  void aPartitionAtItsEndIsReadUpToWhenKafkaWasAsked() {
    times.begin(ONE, 7);
    assertThat(look()).isEmpty();
    now += 100;
    kafka.answer.complete(Map.of(ONE, 7L));
    kafka.answer = new CompletableFuture<>();

    assertThat(look()).containsExactly(new ReadTimes.Read(ONE, 7, ASKED));
    assertThat(look()).isEmpty();
  }

  @Test
  void whatWasFetchedIsReadWhenTheRecordsAre() {
    times.begin(ONE, 7);
    look();
    kafka.answer.complete(Map.of(ONE, 9L));
    assertThat(look()).isEmpty();
    fetch(7, 8);
    assertThat(look()).isEmpty();
    fetch(8, 12);

    assertThat(look()).containsExactly(new ReadTimes.Read(ONE, 12, ASKED));
  }

  @Test
  void offsetsThatAreNoRecordsAreReadToo() {
    times.begin(ONE, 7);
    look();
    kafka.answer.complete(Map.of(ONE, 9L));
    fetch(7, 8);
    fetched.upTo(ONE, List.of(), 9);

    assertThat(look()).containsExactly(new ReadTimes.Read(ONE, 8, ASKED));
  }

  @Test
  void anEndThatIsFarIsWaitedFor() {
    times.begin(ONE, 0);
    times.begin(TWO, 0);
    look();
    kafka.answer.complete(Map.of(ONE, 100L, TWO, 0L));
    kafka.answer = new CompletableFuture<>();
    assertThat(look()).extracting(ReadTimes.Read::partition).containsExactly(TWO);
    assertThat(kafka.asked).containsExactly(TWO);
    now += 60_000;
    fetch(0, 100);

    assertThat(look()).containsExactly(new ReadTimes.Read(ONE, 100, ASKED));
  }

  @Test
  void whereKafkaDoesNotAnswerNothingIsFoundUntilItDoes() {
    times.begin(ONE, 7);
    look();
    assertThat(look()).isEmpty();
    kafka.answer.completeExceptionally(new IOException("no leader"));
    kafka.answer = new CompletableFuture<>();
    now += 60_000;
    assertThat(look()).isEmpty();
    kafka.answer.complete(Map.of(ONE, 7L));

    assertThat(look()).containsExactly(new ReadTimes.Read(ONE, 7, ASKED + 60_000));
  }

  @Test
  void itIsDueAgainAfterAWhile() {
    assertThat(times.due()).isDone();
    times.look();
    assertThat(times.due()).isNotDone();
    await().until(times.due()::isDone);
  }

  private List<ReadTimes.Read> look() {
    return times.look();
  }

  private void fetch(long from, long to) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (long offset = from; offset < to; offset++) {
      records.add(new ConsumerRecord<>(ONE.topic(), ONE.partition(), offset, null, null));
    }
    fetched.upTo(ONE, records, to);
  }
}
