package io.austin.stream.functions.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.common.AnchorInfo;
import io.austin.stream.common.AnchorState;
import io.austin.stream.test.event.Events;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Buckets that hold little share a transaction. */
class SharedTransactionsIT extends WriterIT {
  private static final int BUCKETS = 16;

  /** One event that writes to more than a hundred keys, some in each of the buckets. */
  private final EventLog log = new EventLog(1).append(0, event());

  private static AnchorInfo event() {
    String[] receivers =
        IntStream.range(0, 100).mapToObj(i -> "137" + (10_000_000 + i)).toArray(String[]::new);
    return Events.step(AnchorState.RECEIVE, "m", receivers)
        .logTimestamp(System.currentTimeMillis())
        .build();
  }

  @Test
  void aSmallBatchIsOneTransaction() throws Exception {
    assertThat(transactions(options(BUCKETS))).isOne();
  }

  @Test
  void aTransactionTakesNoFurtherBucketThanItHasRoomFor() throws Exception {
    assertThat(transactions(options(BUCKETS).withMaxTransactionKeys(50))).isBetween(3L, 8L);
  }

  @Test
  void withoutRoomEachBucketHasItsOwn() throws Exception {
    assertThat(transactions(options(BUCKETS).withMaxTransactionKeys(0))).isEqualTo(BUCKETS);
  }

  private long transactions(RedisPipelineOptions options) throws Exception {
    log.write(writer(options));

    log.assertStandsIn(redis.client(), options);
    return metrics.transactions.get();
  }
}
