package io.austin.stream.cli.notify;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Which offsets of a partition are done, as they are not in order. What is committed is the lowest
 * that is open, and beside it, in the metadata, how far was read and which others below that are
 * open: so whoever goes on repeats nothing that was done. Not thread-safe.
 */
final class Progress {
  private static final int RADIX = Character.MAX_RADIX;

  private final NavigableSet<Long> open = new TreeSet<>();

  /** Those of the open ones that were read by another, and not yet by this one. */
  private final NavigableSet<Long> toReadAgain = new TreeSet<>();

  private long next;

  private Progress(long next) {
    this.next = next;
  }

  /** Nothing is open, and reading begins at this offset. */
  static Progress at(long offset) {
    return new Progress(offset);
  }

  /** What was {@linkplain #committable committed}, or set by a tool of Kafka's. */
  static Progress of(OffsetAndMetadata committed) {
    List<Long> numbers = numbers(committed.metadata());
    if (numbers.isEmpty()) {
      return at(committed.offset());
    }
    Progress progress = at(committed.offset() + numbers.get(0));
    progress.toReadAgain.add(committed.offset());
    numbers
        .subList(1, numbers.size())
        .forEach(it -> progress.toReadAgain.add(committed.offset() + it));
    progress.open.addAll(progress.toReadAgain);
    return progress;
  }

  private static List<Long> numbers(@Nullable String metadata) {
    List<Long> numbers = new ArrayList<>();
    if (metadata != null && metadata.matches("[0-9a-z]{1,12}( [0-9a-z]{1,12})*")) {
      for (String number : metadata.split(" ")) {
        numbers.add(Long.parseLong(number, RADIX));
      }
    }
    return numbers;
  }

  /** A record was read; says whether it is to be dealt with, as it is not done already. */
  boolean begin(long offset) {
    if (offset < next) {
      return toReadAgain.remove(offset);
    }
    next = offset + 1;
    return open.add(offset);
  }

  /** Its record is dealt with. */
  void done(long offset) {
    open.remove(offset);
  }

  /** All records below this offset were read: what is expected there is gone from Kafka. */
  void read(long position) {
    next = Math.max(next, position);
    NavigableSet<Long> gone = toReadAgain.headSet(position, false);
    open.removeAll(List.copyOf(gone));
    gone.clear();
  }

  /** What to commit now. */
  OffsetAndMetadata committable() {
    if (open.isEmpty()) {
      return new OffsetAndMetadata(next);
    }
    long first = open.first();
    String others =
        open.tailSet(first, false).stream()
            .map(offset -> " " + Long.toString(offset - first, RADIX))
            .collect(Collectors.joining());
    return new OffsetAndMetadata(first, Long.toString(next - first, RADIX) + others);
  }
}
