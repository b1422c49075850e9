package io.austin.stream.functions.redis.protocol;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The topic that the walk writes: a few events in two partitions, which reach two keys. Sets of
 * events are bit masks of their places in the list, which per partition is that of offsets.
 */
record TinyTopic(List<Event> events) {
  static final int PARTITIONS = 2;

  /** The number of a key is also its bucket where there are two. */
  static final int KEYS = 2;

  /** At most; where there is one, it holds both keys. */
  static final int BUCKETS = 2;

  /** One event in each partition. */
  static final TinyTopic APART =
      new TinyTopic(List.of(new Event(0, 0, 0b11), new Event(1, 0, 0b11)));

  /** Two events of one partition. Offset 1 is missing, as after a transaction's marker. */
  static final TinyTopic IN_A_ROW =
      new TinyTopic(List.of(new Event(0, 0, 0b11), new Event(0, 2, 0b10)));

  /** Those two, and one in the other partition. */
  static final TinyTopic OF_THREE =
      new TinyTopic(List.of(new Event(0, 0, 0b11), new Event(0, 2, 0b10), new Event(1, 0, 0b11)));

  /**
   * One event.
   *
   * @param keys the keys it writes to, as a bit mask
   */
  record Event(int partition, long offset, int keys) {
    boolean reaches(int key) {
      return has(keys, key);
    }

    @Override
    public String toString() {
      return "p" + partition + "@" + offset;
    }
  }

  /** Every event, as a bit mask. */
  int all() {
    return (1 << events.size()) - 1;
  }

  /** The places of the events in a bit mask. */
  IntStream places(int mask) {
    return IntStream.range(0, events.size()).filter(event -> has(mask, event));
  }

  /** The events of a bit mask in words. */
  String names(int mask) {
    return places(mask).mapToObj(event -> events.get(event).toString()).toList().toString();
  }

  /** Whether a set of events leaves out none that comes before another of its partition. */
  boolean isWithoutHoles(int mask) {
    return places(mask).allMatch(place -> hasAllBefore(mask, place));
  }

  private boolean hasAllBefore(int mask, int place) {
    int partition = events.get(place).partition();
    return IntStream.range(0, place)
        .filter(before -> events.get(before).partition() == partition)
        .allMatch(before -> has(mask, before));
  }

  static boolean has(int mask, int place) {
    return (mask >> place & 1) == 1;
  }
}
