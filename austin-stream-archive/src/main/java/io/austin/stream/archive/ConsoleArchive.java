package io.austin.stream.archive;

import io.austin.stream.archive.BoundedReads.Read;
import io.austin.stream.archive.EventsView.Shown;
import io.austin.stream.common.SimpleAnchorInfo;
import io.austin.stream.console.history.Archive;
import io.austin.stream.console.history.ArchivedEvents;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/**
 * The archive as the console asks it: Iceberg plans the files, DuckDB reads them, the newest days
 * first and no more of them than an answer takes.
 */
final class ConsoleArchive implements Archive {
  private static final int MISSES = 500;

  private final EventsView events;
  private final BoundedReads reads;

  /** Pages ask again and again for what is not there; until the next commit nobody looks for it. */
  private final Set<Miss> misses = Collections.synchronizedSet(new LinkedHashSet<>());

  /** An archive that answers within a time. */
  ConsoleArchive(Warehouse warehouse, Duration within) {
    this.events = new EventsView(warehouse);
    this.reads = new BoundedReads(within);
  }

  @Override
  public ArchivedEvents ofReceiver(List<String> forms, long before, LocalDate from, int limit) {
    int firstDay = Math.toIntExact(from.toEpochDay());
    Question question = new Question(Kind.RECEIVER, forms, firstDay, before, limit + 1);
    return reads.answer(
        read -> {
          Shown shown = events.shown();
          return page(find(question, shown, read), limit, forms, shown);
        });
  }

  @Override
  public ArchivedEvents ofMessage(List<String> forms, int limit) {
    Question question = new Question(Kind.MESSAGE, forms, Integer.MIN_VALUE, Long.MAX_VALUE, limit);
    return reads.answer(
        read -> {
          Shown shown = events.shown();
          List<Row> rows = find(question, shown, read);
          return answer(rows, forms, OptionalLong.empty(), false, shown);
        });
  }

  private List<Row> find(Question question, Shown shown, Read read)
      throws IOException, SQLException {
    Snapshot snapshot = shown.snapshot();
    if (snapshot == null) {
      return List.of();
    }
    Miss miss = new Miss(snapshot.snapshotId(), question);
    if (misses.contains(miss)) {
      return List.of();
    }
    List<Row> rows = newestFirst(question, plan(question, shown, snapshot), read);
    if (rows.isEmpty()) {
      synchronized (misses) {
        misses.add(miss);
        if (misses.size() > MISSES) {
          misses.remove(misses.iterator().next());
        }
      }
    }
    return rows;
  }

  /** The files that may hold what is asked for, the newest day first. */
  private static NavigableMap<Integer, List<String>> plan(
      Question question, Shown shown, Snapshot snapshot) throws IOException {
    Expression rows =
        Expressions.and(
            Expressions.in(question.kind().column, question.forms().toArray()),
            Expressions.greaterThanOrEqual(ArchiveTable.DAY, question.firstDay()),
            Expressions.lessThanOrEqual(
                ArchiveTable.DAY,
                ArchiveTable.dayOf(
                    Math.min(question.before(), ArchiveTable.LATEST), shown.zone())));
    NavigableMap<Integer, List<String>> files = new TreeMap<>();
    try (CloseableIterable<FileScanTask> tasks =
        shown.table().newScan().useSnapshot(snapshot.snapshotId()).filter(rows).planFiles()) {
      for (FileScanTask task : tasks) {
        files
            .computeIfAbsent(
                task.file().partition().get(0, Integer.class), unused -> new ArrayList<>())
            .add(task.file().location());
      }
    }
    return files.descendingMap();
  }

  /** From the newest day on, more days at each step, until there are enough rows. */
  private static List<Row> newestFirst(
      Question question, NavigableMap<Integer, List<String>> files, Read read) throws SQLException {
    List<Row> rows = new ArrayList<>();
    List<String> forms = question.forms();
    Iterator<List<String>> days = files.values().iterator();
    for (long width = question.kind().firstDays;
        days.hasNext() && rows.size() < question.limit();
        width *= 2) {
      List<String> some = new ArrayList<>();
      for (long day = 0; day < width && days.hasNext(); day++) {
        some.addAll(days.next());
      }
      int missing = question.limit() - rows.size();
      List<Row> more = ofOneForm(question, some, forms, missing, read);
      if (!more.isEmpty()) {
        forms = List.of(more.get(0).id());
      }
      rows.addAll(more);
    }
    return rows;
  }

  private static List<Row> ofOneForm(
      Question question, List<String> files, List<String> forms, int limit, Read read)
      throws SQLException {
    String sql =
        question.kind().sql.formatted(DuckDb.overPaths(files), "?,".repeat(forms.size() - 1) + "?");
    List<Object> parameters = new ArrayList<>(forms);
    parameters.add(question.before());
    parameters.add(limit);
    List<Row> rows = read.rows(sql, parameters, Row::of);
    List<String> there = forms.stream().filter(form -> has(rows, form)).toList();
    return there.size() > 1 ? ofOneForm(question, files, there.subList(0, 1), limit, read) : rows;
  }

  private static boolean has(Collection<Row> rows, String id) {
    return rows.stream().anyMatch(row -> row.id().equals(id));
  }

  /** Without the part of a day that is left over, unless there is nothing else. */
  private static ArchivedEvents page(List<Row> rows, int limit, List<String> forms, Shown shown) {
    if (rows.size() <= limit) {
      return answer(rows, forms, OptionalLong.empty(), false, shown);
    }
    long over = rows.get(limit).at();
    for (long from : new long[] {endOfDay(over, shown.zone()), over + 1}) {
      List<Row> kept = rows.stream().filter(row -> row.at() >= from).toList();
      if (!kept.isEmpty()) {
        return answer(kept, forms, OptionalLong.of(from), false, shown);
      }
    }
    return answer(rows.subList(0, limit), forms, OptionalLong.of(over), true, shown);
  }

  private static long endOfDay(long at, ZoneId zone) {
    LocalDate day = Instant.ofEpochMilli(at).atZone(zone).toLocalDate();
    return day.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli();
  }

  private static ArchivedEvents answer(
      List<Row> rows, List<String> forms, OptionalLong next, boolean isCutOff, Shown shown) {
    return new ArchivedEvents(
        rows.isEmpty() ? forms.get(0) : rows.get(0).id(),
        rows.stream().map(Row::event).toList(),
        next,
        isCutOff,
        shown.knownUntil());
  }

  @Override
  public void close() {
    reads.close();
    events.close();
  }

  private enum Kind {
    RECEIVER(
        "receiver",
        1,
        "select receiver, business_id, message_id, state, epoch_ms(event_time) from %s"
            + " where receiver in (%s) and epoch_ms(event_time) < ?"
            + " order by 5 desc, topic_id, \"partition\", \"offset\" desc limit ?"),

    /** Of any day: all of them at once. An event has a row for each of its receivers. */
    MESSAGE(
        "message_id",
        Integer.MAX_VALUE,
        "select message_id, business_id, null, state, epoch_ms(event_time) from %s"
            + " where message_id in (%s) and epoch_ms(event_time) < ?"
            + " group by message_id, business_id, state, event_time, topic_id, \"partition\","
            + " \"offset\" order by 5 desc, topic_id, \"partition\", \"offset\" desc limit ?");

    private final String column;
    private final int firstDays;
    private final String sql;

    Kind(String column, int firstDays, String sql) {
      this.column = column;
      this.firstDays = firstDays;
      this.sql = sql;
    }
  }

  /**
   * What is asked for.
   *
   * @param firstDay as Iceberg counts days
   */
  private record Question(Kind kind, List<String> forms, int firstDay, long before, int limit) {}

  private record Miss(long snapshot, Question question) {}

  private record Row(String id, SimpleAnchorInfo event) {
    static Row of(ResultSet row) throws SQLException {
      return new Row(
          row.getString(1),
          SimpleAnchorInfo.of(row.getLong(2), row.getInt(4), row.getLong(5), row.getString(3)));
    }

    long at() {
      return event.getTimestamp();
    }
  }
}
