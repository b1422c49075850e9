package io.austin.stream.functions.journey;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The time up to which partitions are read, all of them: that of the one which is behind. A
 * partition's time is the later one of two: when Kafka was asked for an end that has been reached
 * since, and the earliest time among the last events, which goes on while a backlog is worked off.
 *
 * <p>An event's time is what a producer says, and one may be far from the others': so it takes
 * {@value #LAST} events to tell the time, and that is never later than now.
 */
public final class TopicClock {
  /** In place of a time: it does not go yet. */
  public static final long NEVER = Long.MIN_VALUE;

  static final int LAST = 1_000;

  private final Map<String, Map<Integer, Partition>> partitions = new HashMap<>();
  private @Nullable Partition current;
  private int size;

  private static final class Partition {
    private final String topic;
    private final int number;
    private long next;
    private long readUpTo = NEVER;
    private long awaitedNext = Long.MAX_VALUE;
    private long awaitedTime = NEVER;
    private long earliest = Long.MAX_VALUE;
    private long earliestBefore = NEVER;
    private int events;

    Partition(String topic, int number, long next) {
      this.topic = topic;
      this.number = number;
      this.next = next;
    }

    boolean is(String otherTopic, int other) {
      return number == other && topic.equals(otherTopic);
    }

    void goTo(long offset) {
      next = offset;
      if (next >= awaitedNext) {
        readUpTo = awaitedTime;
        awaitedNext = Long.MAX_VALUE;
      }
    }

    void await(long offset, long time) {
      if (awaitedNext == Long.MAX_VALUE) {
        awaitedNext = offset;
        awaitedTime = time;
        goTo(next);
      }
    }

    void event(long time) {
      earliest = Math.min(earliest, time);
      if (++events == LAST) {
        earliestBefore = earliest;
        earliest = Long.MAX_VALUE;
        events = 0;
      }
    }

    long time() {
      return Math.max(readUpTo, Math.min(earliest, earliestBefore));
    }
  }

  /** A partition is read from an offset on. */
  public void start(String topic, int partition, long offset) {
    Partition before =
        partitions
            .computeIfAbsent(topic, any -> new HashMap<>())
            .put(partition, new Partition(topic, partition, offset));
    size += before == null ? 1 : 0;
    current = null;
  }

  /** Who has read the records before this offset has read what stood there at this time. */
  public void readUpTo(String topic, int partition, long next, long time) {
    of(topic, partition).await(next, time);
  }

  /** A record was read, whatever it is. */
  public void record(String topic, int partition, long offset) {
    of(topic, partition).goTo(offset + 1);
  }

  /** The record was an event, of a time in milliseconds since the epoch. */
  public void event(String topic, int partition, long time) {
    of(topic, partition).event(time);
  }

  private Partition of(String topic, int partition) {
    Partition last = current;
    if (last == null || !last.is(topic, partition)) {
      last = partitions.getOrDefault(topic, Map.of()).get(partition);
      if (last == null) {
        throw new IllegalStateException("the start of " + topic + "-" + partition + " comes first");
      }
      current = last;
    }
    return last;
  }

  /** Whether no partition is known. */
  public boolean isEmpty() {
    return size == 0;
  }

  /**
   * The time up to which all is read; {@link #NEVER} where that is not known of each partition.
   *
   * @param now in milliseconds since the epoch, as the result
   */
  public long time(long now) {
    long earliest = isEmpty() ? NEVER : now;
    for (Map<Integer, Partition> topic : partitions.values()) {
      for (Partition partition : topic.values()) {
        earliest = Math.min(earliest, partition.time());
      }
    }
    return earliest;
  }
}
