package io.austin.stream.functions.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.exceptions.JedisDataException;

/** What follows from an error in a transaction that was applied, or behind it. */
class CommitQueueTest {
  private static final String WRONG_TYPE = "WRONGTYPE Operation against a key";

  private final RedisPipelineOptions options =
      RedisPipelineOptions.to("redis://127.0.0.1:1", "group").withBuckets(1);
  private final RecordedMetrics metrics = new RecordedMetrics();
  private final CommitQueue queue = new CommitQueue(options, metrics, () -> {});

  @Test
  void aKeyOfAnotherTypeInATransactionHarmsItAlone() {
    assertThatCode(() -> queue.replied(commit(), appliedBut(WRONG_TYPE)))
        .doesNotThrowAnyException();

    assertThat(metrics.transactions).hasValue(1);
    assertThat(metrics.refused).hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"NOPERM no permissions to run 'hincrby'", "NOREPLICAS Not enough", "ERR"})
  void anyOtherErrorInATransactionThatWasAppliedStopsTheTask(String error) {
    assertThatThrownBy(() -> queue.replied(commit(), appliedBut(error)))
        .isInstanceOf(RedisPipelineException.class)
        .hasMessageContaining("whose effect is missing now: " + error);

    assertThat(metrics.refused).hasValue(0);
  }

  @Test
  void aKeyOfAnotherTypeBehindATransactionHarmsItAlone() {
    queue.mended(new JedisDataException(WRONG_TYPE));

    assertThat(metrics.refused).hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"NOREPLICAS Not enough good replicas to write.", "NOPERM", "ERR"})
  void whatWasNotDoneBehindATransactionIsNotForgotten(String error) {
    assertThatThrownBy(() -> queue.mended(new JedisDataException(error))).hasMessage(error);

    assertThat(metrics.refused).hasValue(0);
  }

  private Commit commit() {
    Batch batch = new Batch(1);
    PartitionProgress partition =
        new PartitionProgress(new PartitionId("topic", 0), "events", new long[1]);
    batch.add(partition, 0, 0).push("list", new byte[0], Expiry.after(Duration.ofDays(1)));
    Commit commit = new Commit(batch.buckets(), new FenceKeys(options), new KnownExpiries(1));
    commit.encode(new RespBuffer());
    return commit;
  }

  private static Transaction.Outcome appliedBut(String error) {
    return new Transaction.Outcome(
        true, null, new Mendings(), List.of(new JedisDataException(error)));
  }
}
