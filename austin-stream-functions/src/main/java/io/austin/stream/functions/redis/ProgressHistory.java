package io.austin.stream.functions.redis;

import static io.austin.stream.common.ProgressReport.UNKNOWN;

import io.austin.stream.common.ProgressReport;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes reports of offsets, and remembers where each partition ended: what was unread at a report
 * and is read now tells how long that took, whatever times stand in the records.
 */
final class ProgressHistory {
  /** Of a partition further behind, what comes next is measured once these are read. */
  private static final int MAX_ENDS = 1_000;

  private Map<Id, Past> partitions = new HashMap<>();
  private long reportedAt = UNKNOWN;
  private long interval = UNKNOWN;

  /**
   * The reports of what was found, one for each topic.
   *
   * @param at when, in milliseconds since the epoch
   */
  List<ProgressReport> report(List<TopicOffsets> found, long at) {
    long every = every(at);
    Map<Id, Past> seen = new HashMap<>();
    List<ProgressReport> reports = new ArrayList<>();
    for (TopicOffsets topic : found) {
      List<ProgressReport.Partition> reported = new ArrayList<>();
      for (TopicOffsets.OfPartition now : topic.partitions()) {
        Id id = new Id(topic.topicId(), now.partition());
        Past past = partitions.getOrDefault(id, new Past(at));
        past.goOn(now, at);
        seen.put(id, past);
        reported.add(
            ProgressReport.Partition.of(now.partition(), now.next(), now.end())
                .withUnread(now.unread())
                .withHeldBack(now.heldBack())
                .withCurrentAt(past.currentAt)
                .withMovedAt(past.movedAt));
      }
      reports.add(ProgressReport.of(topic.topic(), topic.topicId(), at, every, reported));
    }
    partitions = seen;
    return reports;
  }

  /** The shorter of the last two intervals: after an outage the longer one says nothing. */
  private long every(long at) {
    long before = interval;
    interval = reportedAt == UNKNOWN ? UNKNOWN : at - reportedAt;
    reportedAt = at;
    return before == UNKNOWN ? interval : Math.min(before, interval);
  }

  private record Id(String topicId, int partition) {}

  /** What was seen of a partition so far. */
  private static final class Past {
    private final Deque<End> ends = new ArrayDeque<>();
    private long next = UNKNOWN;
    private long currentAt = UNKNOWN;
    private long movedAt;

    private Past(long at) {
      this.movedAt = at;
    }

    private void goOn(TopicOffsets.OfPartition now, long at) {
      if (now.unread() == 0 && now.heldBack() == 0) {
        ends.clear();
        currentAt = at;
        movedAt = at;
      } else {
        while (!ends.isEmpty() && ends.element().offset() <= now.next()) {
          currentAt = ends.remove().at();
        }
        if (ends.size() < MAX_ENDS) {
          ends.add(new End(now.end(), at));
        }
        if (now.next() != next) {
          movedAt = at;
        }
      }
      next = now.next();
    }
  }

  /** Where a partition ended at a time. */
  private record End(long offset, long at) {}
}
