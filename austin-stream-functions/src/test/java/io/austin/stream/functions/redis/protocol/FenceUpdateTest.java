package io.austin.stream.functions.redis.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.functions.redis.batch.Batch;
import io.austin.stream.functions.redis.batch.PartitionId;
import io.austin.stream.functions.redis.batch.PartitionProgress;
import io.austin.stream.functions.redis.views.Expiry;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FenceUpdateTest {
  private static final Expiry SOON = Expiry.after(Duration.ofDays(1));

  private final PartitionProgress first = progress(0);
  private final PartitionProgress second = progress(1);
  private final Batch batch = new Batch(TinyTopic.BUCKETS);

  @Test
  void aBucketMovesTheFencesOfThePartitionsThatReachItOnly() {
    push(first, 5, 0);
    push(second, 8, 1);
    push(first, 9, 1);

    assertThat(moved(0)).containsExactly("partition 0 bucket 0 to 10");
    assertThat(moved(1))
        .containsExactlyInAnyOrder("partition 1 bucket 1 to 9", "partition 0 bucket 1 to 10");
  }

  @Test
  void bucketsOfOneTransactionMoveAllTheirFences() {
    push(first, 5, 0);
    push(second, 8, 1);

    assertThat(moved(0, 1))
        .containsExactlyInAnyOrder("partition 0 bucket 0 to 6", "partition 1 bucket 1 to 9");
  }

  @Test
  void whatIsCommittedIsExpectedNext() {
    push(first, 5, 0);
    push(second, 8, 1);

    fences(0, 1).committed();

    assertThat(first.written()).containsExactly(6, 0);
    assertThat(second.written()).containsExactly(0, 9);
  }

  private void push(PartitionProgress partition, long offset, int bucket) {
    batch.add(partition, offset, 0).push(RealWriter.keyIn(bucket), new byte[] {'x'}, SOON);
  }

  private List<String> moved(int... buckets) {
    FenceUpdate fences = fences(buckets);
    return IntStream.range(0, fences.size())
        .mapToObj(
            i ->
                "partition %d bucket %d to %d"
                    .formatted(fences.partition(i).partition(), fences.bucket(i), fences.target(i)))
        .toList();
  }

  private FenceUpdate fences(int... buckets) {
    return new FenceUpdate(IntStream.of(buckets).mapToObj(batch::bucket).toList());
  }

  private static PartitionProgress progress(int partition) {
    return new PartitionProgress(
        new PartitionId("topic", partition), "austinLog", new long[TinyTopic.BUCKETS]);
  }
}
