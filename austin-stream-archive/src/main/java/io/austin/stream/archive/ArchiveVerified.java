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
  private long forgotten;
  private long remembered;

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

  /** Rows that are not there, since their receivers were forgotten. */
  void forgotten(int count) {
    forgotten += count;
  }

  /** Rows that are there, though their receivers were forgotten. */
  void remembered(int count, String place) {
    remembered += count;
    differ("of receivers who were forgotten", count, place);
  }

  /** How many rows were left out since their receivers were forgotten. */
  long forgotten() {
    return forgotten;
  }

  private void differ(String what, int count, String place) {
    if (differences.size() < SHOWN) {
      differences.add("%s: %,d rows of %s".formatted(what, count, place));
    }
  }

  boolean isExact() {
    return missing == 0 && surplus == 0 && remembered == 0;
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
            + " records that Kafka no longer holds, %,d of receivers who were forgotten left out%n",
        rows, notYet, dropped, older, forgotten);
    differences.forEach(line -> out.println("Different  " + line));
    out.println(
        isExact()
            ? "Verified   the archive holds exactly what the records say, no difference"
            : "Verified   %,d rows are missing, %,d are there twice or of no record, %,d of receivers who"
                    .formatted(missing, surplus, remembered)
                + " were forgotten: archive forget did not come to its end");
    out.flush();
  }

  @Override
  public String toString() {
    return "%,d rows missing, %,d twice or of no record, %,d of forgotten receivers: %s"
        .formatted(missing, surplus, remembered, differences);
  }
}
