package io.austin.stream.cli.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;

/** What is committed says exactly what is done. */
class ProgressTest {
  private static final long START = 1_000_000_000_000L;

  /** As many as a delivery has open at most: they have to fit into Kafka's 4 KiB. */
  private static final int OPEN = 256;

  @Test
  void nothingOpenIsThePositionAlone() {
    Progress progress = Progress.at(5);
    progress.begin(5);
    progress.begin(6);
    progress.done(6);
    progress.done(5);
    progress.read(9); // behind the mark of a transaction

    assertThat(progress.committable()).isEqualTo(new OffsetAndMetadata(9));
  }

  @Test
  void anotherGoesOnWithWhatIsOpenAlone() {
    Progress progress = Progress.at(0);
    for (int offset = 0; offset < 10; offset++) {
      progress.begin(offset);
    }
    List.of(0L, 1L, 3L, 4L, 6L, 8L, 9L).forEach(progress::done);
    OffsetAndMetadata committed = progress.committable();
    assertThat(committed.offset()).isEqualTo(2);

    Progress other = Progress.of(committed);
    assertThat(other.committable()).isEqualTo(committed);
    assertThat(begun(other, 2, 12)).containsExactly(2L, 5L, 7L, 10L, 11L);
  }

  @Test
  void whatKafkaNoLongerHoldsIsNotWaitedFor() {
    Progress progress = Progress.at(0);
    for (int offset = 0; offset < 4; offset++) {
      progress.begin(offset);
    }
    progress.done(1);
    Progress other = Progress.of(progress.committable());
    other.read(3); // 0 and 2 were removed

    assertThat(other.begin(3)).isTrue();
    assertThat(other.committable().offset()).isEqualTo(3);
  }

  @Test
  void anOffsetThatAToolHasSetCounts() {
    assertThat(begun(Progress.of(new OffsetAndMetadata(3)), 3, 5)).containsExactly(3L, 4L);
    assertThat(begun(Progress.of(new OffsetAndMetadata(3, "by Kate!")), 3, 5))
        .containsExactly(3L, 4L);
  }

  /** Whoever takes over at any moment deals with what is not done, and with nothing else. */
  @Test
  void atAnyMomentWhatIsCommittedIsWhatIsDone() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Set<Long> done = new HashSet<>();
    List<Long> open = new ArrayList<>();
    NavigableSet<Long> records = new TreeSet<>();
    Progress progress = Progress.at(START);
    long next = START;
    for (int step = 0; step < 20_000; step++) {
      if (open.size() < OPEN && random.nextInt(20) > 0) {
        next += random.nextInt(30) == 0 ? random.nextInt(1_000_000) : 0; // gaps of transactions
        assertThat(progress.begin(next)).isTrue();
        records.add(next);
        open.add(next);
        next++;
      } else if (!open.isEmpty()) {
        long offset = open.remove(random.nextInt(open.size()));
        progress.done(offset);
        done.add(offset);
      }
      if (random.nextInt(100) == 0) {
        OffsetAndMetadata committed = progress.committable();
        assertThat(committed.metadata().length()).as("seed " + seed).isLessThan(4_096);
        progress = Progress.of(committed);
        List<Long> again = begun(progress, records.tailSet(committed.offset()));
        assertThat(again).as("seed " + seed).containsExactlyInAnyOrderElementsOf(open);
        assertThat(again).as("seed " + seed).noneMatch(done::contains);
      }
    }
  }

  private static List<Long> begun(Progress progress, long from, long to) {
    return begun(progress, LongStream.range(from, to).boxed().toList());
  }

  /** Those of the offsets that are to be dealt with. */
  private static List<Long> begun(Progress progress, Collection<Long> offsets) {
    return offsets.stream().filter(progress::begin).toList();
  }
}
