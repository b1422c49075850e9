package io.austin.stream.archive;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** What a verification of the archive has found. */
final class ArchiveVerified {
  private static final int SHOWN = 20;

  private final List<String> differences = new ArrayList<>();
  private long events;
  private long letters;
  private long rows;
  private long missing;
  private long surplus;
  private long notYet;
  private long dropped;
  private long older;

  void event() {
    events++;
  }

  void letter() {
    letters++;
  }

  void rows(int compared) {
    rows += compared;
  }

  void missing(int count, String place) {
    missing += count;
    differ("missing", count, place);
  }

  void surplus(int count, String place) {
    surplus += count;
    differ("twice, or of no record", count, place);
  }

  /** Records that a later commit shows. */
  void notYet(int count) {
    notYet += count;
  }

  void dropped(int count) {
    dropped += count;
  }

  void older() {
    older++;
  }

  private void differ(String what, int count, String place) {
    if (differences.size() < SHOWN) {
      differences.add("%s: %,d rows of %s".formatted(what, count, place));
    }
  }

  boolean isExact() {
    return missing == 0 && surplus == 0;
  }

  /** How many rows were compared. */
  long rows() {
    return rows;
  }

  /** How many rows records have that were not archived when the tables were planned. */
  long notYet() {
    return notYet;
  }

  /** In lines for an operator; no receiver is shown. */
  void print(PrintWriter out) {
    out.printf(
        "Records    %,d read: %,d events, %,d dead letters%n", events + letters, events, letters);
    out.printf(
        "Rows       %,d compared; %,d not archived so far, %,d of days that were dropped, %,d of"
            + " records that Kafka no longer holds%n",
        rows, notYet, dropped, older);
    differences.forEach(line -> out.println("Different  " + line));
    out.println(
        isExact()
            ? "Verified   the archive holds exactly what the records say, no difference"
            : "Verified   %,d rows are missing, %,d are there twice or of no record"
                .formatted(missing, surplus));
    out.flush();
  }

  @Override
  public String toString() {
    return "%,d rows missing, %,d twice or of no record: %s"
        .formatted(missing, surplus, differences);
  }
}
