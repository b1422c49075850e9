package io.austin.stream.functions.redis.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.austin.stream.common.TraceKeys;
import io.austin.stream.functions.redis.RecordedMetrics;
import io.austin.stream.functions.redis.batch.Batch;
import io.austin.stream.functions.redis.batch.KnownExpiries;
import io.austin.stream.functions.redis.batch.MultiExec;
import io.austin.stream.functions.redis.batch.PartitionId;
import io.austin.stream.functions.redis.batch.PartitionProgress;
import io.austin.stream.functions.redis.batch.TrailRepairs;
import io.austin.stream.functions.redis.views.Expiry;
import io.austin.stream.functions.redis.wire.RedisPipelineException;
import io.austin.stream.functions.redis.wire.RespBuffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.exceptions.JedisDataException;

/** What follows from an error in a transaction that was applied, or behind it. */
class TransactionQueueTest {
  private static final String WRONG_TYPE = "WRONGTYPE Operation against a key";

  private static final CommitOptions OPTIONS = new CommitOptions("group", 1, 100, 50);
  private static final FenceKeys KEYS = new FenceKeys(TraceKeys.unprefixed(), "group", false);

  private final RecordedMetrics metrics = new RecordedMetrics();
  private final TransactionQueue queue = new TransactionQueue(OPTIONS, metrics, () -> {});

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
    queue.repaired(new JedisDataException(WRONG_TYPE));

    assertThat(metrics.refused).hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"NOREPLICAS Not enough good replicas to write.", "NOPERM", "ERR"})
  void whatWasNotDoneBehindATransactionIsNotForgotten(String error) {
    assertThatThrownBy(() -> queue.repaired(new JedisDataException(error))).hasMessage(error);

    assertThat(metrics.refused).hasValue(0);
  }

  private Transaction commit() {
    Batch batch = new Batch(1);
    PartitionProgress partition =
        new PartitionProgress(new PartitionId("topic", 0), "events", new long[1]);
    batch.add(partition, 0, 0).push("list", new byte[0], Expiry.after(Duration.ofDays(1)));
    Transaction commit = new Transaction(batch.buckets(), KEYS, new KnownExpiries(1));
    commit.encode(new RespBuffer());
    return commit;
  }

  private static MultiExec.Outcome appliedBut(String error) {
    return new MultiExec.Outcome(
        true, null, new TrailRepairs(), List.of(new JedisDataException(error)));
  }
}
