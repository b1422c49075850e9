package io.austin.stream.archive;

import io.austin.stream.options.OptionValues;
import java.io.IOException;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * Keeps the archive small and fast: old days go, days that are over are sorted and compacted,
 * manifests are merged, snapshots expire. Each step is a commit, or leaves no trace but files that
 * nobody refers to; writers and readers go on beside it.
 */
final class Maintenance {
  /** The property of a table that says before which day its rows are gone. */
  static final String DROPPED_BEFORE = "archive.dropped-before";

  /** Who has planned a read has so long to read the files. */
  private static final Duration SNAPSHOTS_KEEP = Duration.ofDays(1);

  /** Whoever writes a file commits it sooner, or never. */
  private static final Duration LEFTOVERS_KEEP = Duration.ofDays(3);

  private static final int MANY_MANIFESTS = 10;

  /** A sorted file is sorted anew with others of which it is not this much larger. */
  private static final int LARGER = 4;

  private final Warehouse warehouse;
  private final OptionValues options;
  private final Clock clock;
  private final Consumer<String> told;

  /**
   * Maintenance of the archive that the options name.
   *
   * @param told is told each thing that was done, in a line
   */
  Maintenance(OptionValues options, Clock clock, Consumer<String> told) {
    this.warehouse = Warehouse.of(options);
    this.options = options;
    this.clock = clock;
    this.told = told;
  }

  /** Does all of it once. */
  void run() throws IOException, SQLException {
    try (Warehouse.Tables tables = warehouse.open()) {
      LocalDate today = LocalDate.now(clock.withZone(tables.zone()));
      for (ArchiveTable table : ArchiveTable.values()) {
        Table data = tables.get(table);
        drop(table, data, today.minusDays(options.get(table.keep()).toDays()));
        compact(table, data, today);
        mergeManifests(table, data);
        expire(table, data);
        removeLeftovers(table, data);
      }
      FileTime before = FileTime.from(clock.instant().minus(SNAPSHOTS_KEEP));
      new Progress(warehouse).forget(before, tables.tables().values());
    }
  }

  /** Days before the first that is kept; who verifies does not ask for them any more. */
  private void drop(ArchiveTable table, Table data, LocalDate first) throws IOException {
    Expression old = Expressions.lessThan(ArchiveTable.DAY, (int) first.toEpochDay());
    int files = files(data, old).size();
    if (files == 0) {
      return;
    }
    data.updateProperties().set(DROPPED_BEFORE, first.toString()).commit();
    data.newDelete().deleteFromRowFilter(old).commit();
    told.accept("%s: days before %s dropped, %d files".formatted(table.title(), first, files));
  }

  private void compact(ArchiveTable table, Table data, LocalDate today)
      throws IOException, SQLException {
    Expression over = Expressions.lessThan(ArchiveTable.DAY, (int) today.toEpochDay());
    Map<Integer, List<DataFile>> byDay = new TreeMap<>();
    for (DataFile file : files(data, over)) {
      byDay
          .computeIfAbsent(file.partition().get(0, Integer.class), unused -> new ArrayList<>())
          .add(file);
    }
    for (Map.Entry<Integer, List<DataFile>> day : byDay.entrySet()) {
      List<DataFile> files = toSort(data, day.getValue());
      if (!files.isEmpty()) {
        long began = System.nanoTime();
        SortedDay sorted = new SortedDay(data, warehouse.resolve("tmp"), table.sortedBy(), files);
        long rows = sorted.replace();
        told.accept(
            "%s: %s sorted, %,d rows of %d files in %.1f s"
                .formatted(
                    table.title(),
                    LocalDate.ofEpochDay(day.getKey()),
                    rows,
                    files.size(),
                    (System.nanoTime() - began) / 1e9));
      }
    }
  }

  /** What is not sorted so far, and of what is as much as makes files few and costs little. */
  private static List<DataFile> toSort(Table table, List<DataFile> files) {
    List<DataFile> chosen = new ArrayList<>();
    List<DataFile> sorted = new ArrayList<>();
    long size = 0;
    for (DataFile file : files) {
      if (isSorted(table, file)) {
        sorted.add(file);
      } else {
        chosen.add(file);
        size += file.fileSizeInBytes();
      }
    }
    sorted.sort(Comparator.comparingLong(DataFile::fileSizeInBytes));
    for (DataFile file : sorted) {
      if (file.fileSizeInBytes() > size * LARGER) {
        break;
      }
      chosen.add(file);
      size += file.fileSizeInBytes();
    }
    return chosen;
  }

  private static boolean isSorted(Table table, DataFile file) {
    Integer order = file.sortOrderId();
    return order != null && order != 0 && order == table.sortOrder().orderId();
  }

  /** A plan reads every manifest; a file for each commit makes it slow. */
  private void mergeManifests(ArchiveTable table, Table data) {
    Snapshot current = data.currentSnapshot();
    int manifests = current == null ? 0 : current.allManifests(data.io()).size();
    if (manifests > MANY_MANIFESTS) {
      data.rewriteManifests().clusterBy(unused -> "").commit();
      told.accept("%s: %d manifests merged".formatted(table.title(), manifests));
    }
  }

  /**
   * Snapshots that nobody comes back to. A job that restarts looks for its last commit among the
   * ancestors of the current snapshot, and commits again what it does not find: those from there on
   * stay, however old.
   */
  private void expire(ArchiveTable table, Table data) {
    data.refresh();
    long before = clock.instant().minus(SNAPSHOTS_KEEP).toEpochMilli();
    Optional<Snapshot> lastCommit = Progress.lastCommit(data);
    for (Snapshot snapshot : SnapshotUtil.currentAncestors(data)) {
      before = Math.min(before, snapshot.timestampMillis());
      if (lastCommit.isPresent() && snapshot.snapshotId() == lastCommit.get().snapshotId()) {
        break;
      }
    }
    int snapshots = count(data);
    data.expireSnapshots().expireOlderThan(before).retainLast(1).commit();
    data.refresh();
    if (count(data) < snapshots) {
      told.accept("%s: %d snapshots expired".formatted(table.title(), snapshots - count(data)));
    }
  }

  /**
   * What was written and never committed, by who was killed. A job may commit what it has written
   * since its last commit, however long ago that was.
   */
  private void removeLeftovers(ArchiveTable table, Table data) throws IOException {
    FileTime before = FileTime.from(clock.instant().minus(LEFTOVERS_KEEP));
    FileTime shown = new Progress(warehouse).shownSince(data);
    if (shown.toInstant().minus(LEFTOVERS_KEEP).isBefore(before.toInstant())) {
      before = FileTime.from(shown.toInstant().minus(LEFTOVERS_KEEP));
    }
    int removed = TableFiles.removeLeftovers(data, before);
    if (removed > 0) {
      told.accept(
          "%s: %d files removed that were never committed".formatted(table.title(), removed));
    }
  }

  static int count(Table data) {
    int snapshots = 0;
    for (Snapshot unused : data.snapshots()) {
      snapshots++;
    }
    return snapshots;
  }

  static List<DataFile> files(Table table, Expression rows) throws IOException {
    table.refresh();
    List<DataFile> files = new ArrayList<>();
    try (CloseableIterable<FileScanTask> tasks = table.newScan().filter(rows).planFiles()) {
      tasks.forEach(task -> files.add(task.file().copy()));
    }
    return files;
  }
}
