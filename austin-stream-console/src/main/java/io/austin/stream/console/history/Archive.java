package io.austin.stream.console.history;

import java.time.LocalDate;
import java.util.List;

/**
 * Answers from the archive. Each comes within a few seconds, or an {@link ArchiveException} does;
 * readers may ask at the same time.
 */
public interface Archive extends AutoCloseable {
  /**
   * The newest events of a receiver.
   *
   * @param forms of the receiver; the first of them counts of which the newest days that have any
   *     have one
   * @param before events of this moment or later are left out, in milliseconds since the epoch
   * @param from the first day
   * @param limit how many events at most; days are left whole where they are not longer than that
   */
  ArchivedEvents ofReceiver(List<String> forms, long before, LocalDate from, int limit);

  /**
   * The newest events of a message of any day, each once, however many receivers it has.
   *
   * @param forms of the message's id; the first that is there counts
   * @param limit how many at most
   */
  ArchivedEvents ofMessage(List<String> forms, int limit);

  /** Ends what is open. */
  @Override
  void close();
}
