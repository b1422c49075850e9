package io.austin.stream.functions.redis;

import static io.austin.stream.common.ProgressReport.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.common.ProgressReport;
import io.austin.stream.functions.redis.TopicOffsets.OfPartition;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What successive offsets say of how long reading takes. */
class ProgressHistoryTest {
  private final ProgressHistory history = new ProgressHistory();

  @Test
  void aPartitionWithNothingUnreadIsCurrent() {
    assertThat(report(1_000, 5, 5).getCurrentAt()).isEqualTo(1_000);
    assertThat(report(11_000, 5, 5).getCurrentAt()).isEqualTo(11_000);
    assertThat(report(21_000, 5, 5).getMovedAt()).isEqualTo(21_000);
  }

  @Test
  void aBusyPartitionIsAsCurrentAsTheEndThatItHasReached() {
    report(1_000, 0, 10);
    assertThat(report(11_000, 10, 20).getCurrentAt()).isEqualTo(1_000);
    assertThat(report(21_000, 19, 30).getCurrentAt()).isEqualTo(1_000);
    assertThat(report(31_000, 35, 40).getCurrentAt()).isEqualTo(21_000);
  }

  @Test
  void beforeTheFirstEndIsReachedItIsNotKnown() {
    assertThat(report(1_000, 0, 10).getCurrentAt()).isEqualTo(UNKNOWN);
    assertThat(report(11_000, 9, 10).getCurrentAt()).isEqualTo(UNKNOWN);
  }

  @Test
  void aPartitionThatHangsSaysSinceWhen() {
    report(1_000, 5, 5);
    assertThat(report(11_000, 5, 8).getMovedAt()).isEqualTo(1_000);
    assertThat(report(21_000, 5, 9).getMovedAt()).isEqualTo(1_000);
    assertThat(report(31_000, 6, 9).getMovedAt()).isEqualTo(31_000);
  }

  @Test
  void oneThatNobodyReadsHasNeverMoved() {
    assertThat(report(1_000, UNKNOWN, 8).getMovedAt()).isEqualTo(1_000);
    assertThat(report(11_000, UNKNOWN, 9).getMovedAt()).isEqualTo(1_000);
  }

  @Test
  void whatIsHeldBackCountsAsNotRead() {
    history.report(topic("id", new OfPartition(0, 5, 5, 0, 0)), 1_000);

    ProgressReport.Partition held =
        only(history.report(topic("id", new OfPartition(0, 5, 9, 0, 4)), 11_000));

    assertThat(held.getCurrentAt()).isEqualTo(1_000);
    assertThat(held.getMovedAt()).isEqualTo(1_000);
    assertThat(held.getHeldBack()).isEqualTo(4);
  }

  @Test
  void aTopicThatWasCreatedAgainBeginsAnew() {
    report(1_000, 5, 5);

    ProgressReport.Partition anew =
        only(history.report(topic("another", new OfPartition(0, 0, 9, 9, 0)), 11_000));

    assertThat(anew.getCurrentAt()).isEqualTo(UNKNOWN);
    assertThat(anew.getMovedAt()).isEqualTo(11_000);
  }

  @Test
  void theTimeSinceTheReportBeforeIsTold() {
    List<TopicOffsets> topic = topic("id", new OfPartition(0, 0, 0, 0, 0));

    assertThat(history.report(topic, 1_000).get(0).getEvery()).isEqualTo(UNKNOWN);
    assertThat(history.report(topic, 11_000).get(0).getEvery()).isEqualTo(10_000);
  }

  private ProgressReport.Partition report(long at, long next, long end) {
    long unread = end - Math.max(0, next);
    return only(history.report(topic("id", new OfPartition(0, next, end, unread, 0)), at));
  }

  private static List<TopicOffsets> topic(String id, OfPartition partition) {
    return List.of(new TopicOffsets("log", id, List.of(partition)));
  }

  private static ProgressReport.Partition only(List<ProgressReport> reports) {
    return reports.get(0).getPartitions().get(0);
  }
}
