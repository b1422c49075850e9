package io.austin.stream.archive;

import io.austin.stream.archive.Progress.Partition;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Rows of one table, compared with what they should be, partition by partition. */
final class Compared {
  private final RowCursor rows;
  private final long shown;
  private final LocalDate droppedBefore;
  private final ArchiveVerified found;
  private Partition partition = new Partition("", 0);
  private String name = "";
  private boolean hasBegun;
  private List<String> forgotten = List.of();

  /**
   * A comparison.
   *
   * @param shown the offset behind what the table shows of the partition
   * @param droppedBefore rows of earlier days are not missed
   */
  Compared(RowCursor rows, long shown, LocalDate droppedBefore, ArchiveVerified found) {
    this.rows = rows;
    this.shown = shown;
    this.droppedBefore = droppedBefore;
    this.found = found;
  }

  /** The partition whose records come next. */
  void begin(Partition begun, String called) {
    partition = begun;
    name = called;
  }

  /** Rows of the next offset that are of receivers who were forgotten: they are not to be there. */
  void leaveOut(List<String> theirs) {
    forgotten = theirs;
  }

  /** Compares the rows of an offset with those that its record makes. */
  void compare(long offset, List<String> expected, LocalDate day) throws SQLException {
    surplus(offset);
    hasBegun = true;
    List<String> actual = new ArrayList<>();
    while (rows.isAt(partition, offset)) {
      actual.add(rows.take());
    }
    int remembered = 0;
    for (String row : forgotten) {
      remembered += actual.remove(row) ? 1 : 0;
    }
    found.forgotten(forgotten.size() - remembered);
    if (remembered > 0) {
      found.remembered(remembered, name + " offset " + offset);
    }
    if (offset >= shown && actual.isEmpty()) {
      found.notYet(expected.size());
      return;
    }
    found.rows(actual.size());
    if (actual.isEmpty() && day.isBefore(droppedBefore)) {
      found.dropped(expected.size());
      return;
    }
    List<String> missing = new ArrayList<>(expected);
    int surplus = 0;
    for (String row : actual) {
      if (!missing.remove(row)) {
        surplus++;
      }
    }
    if (surplus > 0) {
      found.surplus(surplus, name + " offset " + offset);
    }
    if (!missing.isEmpty()) {
      found.missing(missing.size(), name + " offset " + offset);
    }
  }

  /** The partition's records have all come. */
  void end() throws SQLException {
    surplus(Long.MAX_VALUE);
    hasBegun = false;
  }

  /** Rows before an offset to which there is no record: Kafka has forgotten what came first. */
  private void surplus(long before) throws SQLException {
    while (rows.isBefore(partition, before)) {
      long offset = rows.offset();
      rows.take();
      if (hasBegun) {
        found.surplus(1, name + " offset " + offset);
      } else {
        found.older();
      }
    }
  }
}
