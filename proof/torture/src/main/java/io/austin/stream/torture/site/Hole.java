package io.austin.stream.torture.site;

import java.util.Collection;

/**
 * Offsets of a partition.
 *
 * @param partition the partition, by its topic's name
 * @param from the first one
 * @param to the one behind the last
 */
public record Hole(String partition, long from, long to) {

  /** Whether all of it lies in these. */
  public boolean isCoveredBy(Collection<Hole> holes) {
    long covered = from;
    long before;
    do {
      before = covered;
      for (Hole hole : holes) {
        if (hole.partition.equals(partition) && hole.from <= covered && hole.to > covered) {
          covered = hole.to;
        }
      }
    } while (covered > before && covered < to);
    return covered >= to;
  }

  @Override
  public String toString() {
    return "%s offsets %d to %d".formatted(partition, from, to - 1);
  }
}
