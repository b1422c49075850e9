package io.austin.stream.functions.redis.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.functions.redis.views.Expiry;
import io.austin.stream.functions.redis.views.ViewWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BatchTest {
  private static final int LISTS = 1_000;

  /** The heap that it takes is bounded by what is counted: names may be of one character. */
  @Test
  void listsThatAreOnlyReplayedAreCounted() {
    PartitionId id = new PartitionId("topicId", 0);
    PartitionProgress replayed = new PartitionProgress(id, "topic", new long[] {1});
    Batch batch = new Batch(1);
    ViewWriter writes = batch.add(replayed, 0, 0);
    for (int i = 0; i < LISTS; i++) {
      writes.push(
          Character.toString('\u4e00' + i), new byte[100], Expiry.after(Duration.ofDays(1)));
    }

    assertThat(batch.isReplay()).isTrue();
    assertThat(batch.bytes()).isGreaterThan(200L * LISTS);
  }
}
