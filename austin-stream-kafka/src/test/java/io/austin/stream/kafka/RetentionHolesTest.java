package io.austin.stream.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What is missing from a partition is told from gaps that hide nothing. */
class RetentionHolesTest {
  private static final TopicPartition PARTITION = new TopicPartition("austinLog", 3);

  private final FakeCatalog kafka = new FakeCatalog();
  private final Counter counted = new SimpleCounter();
  private long now;
  private final RetentionHoles holes = new RetentionHoles(kafka, counted, () -> now);

  @Test
  void whereReadingGoesOnBehindWhatIsGoneThereIsAHole() throws Exception {
    kafka.earliest.put(PARTITION, 150L);

    holes.goOnAt(Map.of(PARTITION, 100L));
    holes.next(PARTITION, MarkedRecord.UNKNOWN, 150);

    assertThat(counted.getCount()).isEqualTo(50);
  }

  @Test
  void whatIsGoneBeforeTheFirstRecordIsReadIsInTheHoleToo() throws Exception {
    kafka.earliest.put(PARTITION, 150L);
    holes.goOnAt(Map.of(PARTITION, 100L));

    kafka.earliest.put(PARTITION, 170L);
    holes.next(PARTITION, MarkedRecord.UNKNOWN, 180);
    holes.settle();

    assertThat(counted.getCount()).isEqualTo(70);
  }

  @Test
  void aPartitionThatStillHoldsEverythingHasNone() throws Exception {
    kafka.earliest.put(PARTITION, 100L);

    holes.goOnAt(Map.of(PARTITION, 100L));
    holes.next(PARTITION, MarkedRecord.UNKNOWN, 100);

    assertThat(counted.getCount()).isZero();
  }

  @Test
  void whatATransactionLeavesIsNone() throws Exception {
    kafka.earliest.put(PARTITION, 0L);

    holes.next(PARTITION, 100, 102);

    assertThat(counted.getCount()).isZero();
  }

  @Test
  void whereRetentionOvertakesTheReaderThereIsAHole() throws Exception {
    kafka.earliest.put(PARTITION, 150L);

    holes.next(PARTITION, 100, 152);

    assertThat(counted.getCount()).isEqualTo(50);
  }

  @Test
  void kafkaIsNotAskedForEveryGapAndNoneIsForgotten() throws Exception {
    kafka.earliest.put(PARTITION, 0L);
    holes.next(PARTITION, 100, 102);
    holes.next(PARTITION, 110, 112);
    assertThat(kafka.questions).isEqualTo(1);

    kafka.earliest.put(PARTITION, 112L);
    holes.settle();
    assertThat(counted.getCount()).isEqualTo(2);

    now += TimeUnit.SECONDS.toNanos(1);
    kafka.earliest.put(PARTITION, 130L);
    holes.next(PARTITION, 120, 130);
    assertThat(counted.getCount()).isEqualTo(12);
  }

  @Test
  void withoutAGapThereIsNothingToAsk() throws Exception {
    holes.next(PARTITION, 100, 100);
    holes.settle();

    assertThat(kafka.questions).isZero();
  }
}
