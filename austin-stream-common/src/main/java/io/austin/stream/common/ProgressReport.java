package io.austin.stream.common;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What a job says at a checkpoint of how far it has come in a topic: all its partitions, also those
 * that nobody reads. Times are epoch milliseconds by the job's clock.
 */
public final class ProgressReport {
  /** Stands for an offset or a time that is not known. */
  public static final long UNKNOWN = -1;

  private final String topic;
  private final String topicId;
  private final long at;
  private final long every;
  private final long redisAt;
  private final List<Partition> partitions;

  private ProgressReport(
      String topic, String topicId, long at, long every, long redisAt, List<Partition> partitions) {
    this.topic = topic;
    this.topicId = topicId;
    this.at = at;
    this.every = every;
    this.redisAt = redisAt;
    this.partitions = Collections.unmodifiableList(new ArrayList<>(partitions));
  }

  /**
   * A report.
   *
   * @param every the milliseconds since the report before, or {@link #UNKNOWN} of the first
   */
  public static ProgressReport of(
      String topic, String topicId, long at, long every, List<Partition> partitions) {
    return new ProgressReport(topic, topicId, at, every, UNKNOWN, partitions);
  }

  /** The same, written when Redis' clock said so. */
  public ProgressReport withRedisAt(long time) {
    return new ProgressReport(topic, topicId, at, every, time, partitions);
  }

  public String getTopic() {
    return topic;
  }

  public String getTopicId() {
    return topicId;
  }

  /** When the job said so. */
  public long getAt() {
    return at;
  }

  /** The milliseconds since the report before, or {@link #UNKNOWN}. */
  public long getEvery() {
    return every;
  }

  /**
   * When the job said so by the clock of Redis, or {@link #UNKNOWN}. By it the reports of jobs can
   * be compared whose clocks differ.
   */
  public long getRedisAt() {
    return redisAt;
  }

  public List<Partition> getPartitions() {
    return partitions;
  }

  /**
   * The report as it stands in Redis: the topic, its id, when, how often, and when by Redis' clock;
   * then a line for each partition with its number, next offset, end, unread, held back, current
   * at, moved at. A space stands between them, and none in a topic's name.
   */
  public String toText() {
    StringBuilder text = new StringBuilder();
    text.append(topic).append(' ').append(topicId);
    text.append(' ').append(at).append(' ').append(every).append(' ').append(redisAt);
    for (Partition partition : partitions) {
      partition.write(text.append('\n'));
    }
    return text.toString();
  }

  /** Reads a report back; empty where the text is anything else, as it may be in a shared Redis. */
  public static Optional<ProgressReport> read(String text) {
    try {
      String[] lines = text.split("\n", -1);
      String[] words = lines[0].split(" ", -1);
      List<Partition> partitions = new ArrayList<>();
      for (int i = 1; i < lines.length; i++) {
        partitions.add(Partition.read(lines[i].split(" ", -1)));
      }
      return Optional.of(
          of(words[0], words[1], Long.parseLong(words[2]), Long.parseLong(words[3]), partitions)
              .withRedisAt(Long.parseLong(words[4])));
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException foreign) {
      return Optional.empty();
    }
  }

  /** How far a partition is. */
  public static final class Partition {
    private final int partition;
    private final long next;
    private final long end;
    private long unread;
    private long heldBack;
    private long currentAt = UNKNOWN;
    private long movedAt = UNKNOWN;

    private Partition(int partition, long next, long end) {
      this.partition = partition;
      this.next = next;
      this.end = end;
    }

    /**
     * A partition of which nothing is unread, and no time known.
     *
     * @param next the next offset to be read, or {@link #UNKNOWN} where nobody has read it
     * @param end the next offset to be written
     */
    public static Partition of(int partition, long next, long end) {
      return new Partition(partition, next, end);
    }

    /** The same with so many offsets that are yet to be read. */
    public Partition withUnread(long offsets) {
      Partition copy = copy();
      copy.unread = offsets;
      return copy;
    }

    /** The same with so many offsets that an open transaction of a producer holds back. */
    public Partition withHeldBack(long offsets) {
      Partition copy = copy();
      copy.heldBack = offsets;
      return copy;
    }

    /** The same, of which everything was read that stood in the partition at a time. */
    public Partition withCurrentAt(long time) {
      Partition copy = copy();
      copy.currentAt = time;
      return copy;
    }

    /** The same, which was seen to go on, or to have nothing before it, last at a time. */
    public Partition withMovedAt(long time) {
      Partition copy = copy();
      copy.movedAt = time;
      return copy;
    }

    private Partition copy() {
      Partition copy = new Partition(partition, next, end);
      copy.unread = unread;
      copy.heldBack = heldBack;
      copy.currentAt = currentAt;
      copy.movedAt = movedAt;
      return copy;
    }

    public int getPartition() {
      return partition;
    }

    /** The next offset to be read, or {@link #UNKNOWN} where nobody has read it. */
    public long getNext() {
      return next;
    }

    /** The next offset to be written, of open transactions too. */
    public long getEnd() {
      return end;
    }

    /** How many offsets are yet to be read. */
    public long getUnread() {
      return unread;
    }

    /** How many offsets an open transaction of a producer holds back. */
    public long getHeldBack() {
      return heldBack;
    }

    /** When everything that stood in the partition then was read, or {@link #UNKNOWN}. */
    public long getCurrentAt() {
      return currentAt;
    }

    /** When it was last seen to go on, or to have nothing before it, or {@link #UNKNOWN}. */
    public long getMovedAt() {
      return movedAt;
    }

    /** Whether something stands in it that was not read. */
    public boolean isWaiting() {
      return unread > 0 || heldBack > 0;
    }

    private void write(StringBuilder text) {
      text.append(partition);
      for (long number : new long[] {next, end, unread, heldBack, currentAt, movedAt}) {
        text.append(' ').append(number);
      }
    }

    private static Partition read(String[] words) {
      if (words[3].startsWith("-") || words[4].startsWith("-")) {
        throw new NumberFormatException("not so many offsets");
      }
      return of(Integer.parseInt(words[0]), Long.parseLong(words[1]), Long.parseLong(words[2]))
          .withUnread(Long.parseLong(words[3]))
          .withHeldBack(Long.parseLong(words[4]))
          .withCurrentAt(Long.parseLong(words[5]))
          .withMovedAt(Long.parseLong(words[6]));
    }
  }
}
