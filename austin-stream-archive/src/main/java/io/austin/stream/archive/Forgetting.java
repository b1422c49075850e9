package io.austin.stream.archive;

import static io.austin.stream.options.ArchiveOptionDefinitions.ARCHIVE_COMMIT_INTERVAL;

import io.austin.stream.archive.Progress.Checkpoint;
import io.austin.stream.options.OptionValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.ExpireSnapshots;
import org.apache.iceberg.RewriteManifests;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * Takes a receiver out of the archive: a tombstone first, which the job obeys from its next
 * checkpoint on, then his rows, then what remembers them. Each step is done or not, and all of them
 * may be done again; the job, maintenance and readers go on beside it.
 */
final class Forgetting {
  private static final int ATTEMPTS = 10;

  /** On a silent topic Iceberg's sink commits at each tenth checkpoint. */
  private static final int INTERVALS_TO_COMMIT = 12;

  /** A job that has not been seen for so many intervals is not at work. */
  private static final int INTERVALS_SEEN = 3;

  private static final String HIS = "receiver = ? and epoch_ms(event_time) <= ?";

  /** The property of a snapshot by which a call knows its own. */
  private static final String CALL = "archive.forget";

  private final Warehouse warehouse;
  private final Duration interval;
  private final Clock clock;
  private final Consumer<String> told;

  /**
   * Forgetting in the archive that the options name.
   *
   * @param told is told each thing that was done, in a line
   */
  Forgetting(OptionValues options, Clock clock, Consumer<String> told) {
    this.warehouse = Warehouse.of(options);
    this.interval = options.get(ARCHIVE_COMMIT_INTERVAL);
    this.clock = clock;
    this.told = told;
  }

  /**
   * What the archive holds of him.
   *
   * @param files his rows in each file, by its path
   * @param templates the business ids of what he was sent
   * @param latest the time of his last event
   */
  record Held(Map<String, Long> files, Set<Long> templates, long latest) {
    long rows() {
      return files.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /**
   * What was done.
   *
   * @param templates the business ids of what he was sent, as far as the archive knew
   * @param isAll whether nothing can be under way any more that the job had read before
   */
  record Done(long rows, Set<Long> templates, boolean isAll) {}

  /** What the archive holds of a receiver; nothing is changed. */
  Held look(String receiver) throws IOException, SQLException {
    try (Warehouse.Tables tables = warehouse.open()) {
      return held(files(tables.get(ArchiveTable.EVENTS)), receiver, Long.MAX_VALUE);
    }
  }

  /** Forgets a receiver, up to now and his last event that is there. */
  Done run(String receiver) throws IOException, SQLException, InterruptedException {
    try (Warehouse.Tables tables = warehouse.open()) {
      Table events = tables.get(ArchiveTable.EVENTS);
      Held held = held(files(events), receiver, Long.MAX_VALUE);
      long until = Math.max(clock.millis(), held.latest());
      Forgotten forgotten = new Forgotten(warehouse);
      String hash = forgotten.add(receiver, until);
      told.accept(
          "Tombstone %s up to %s".formatted(hash.substring(0, 12), Instant.ofEpochMilli(until)));
      Optional<Checkpoint> shown = Progress.committed(events);
      Optional<Checkpoint> begun = new Progress(warehouse).newest();
      Set<Long> templates = new HashSet<>(held.templates());
      long rows = rewrite(events, receiver, until, templates);
      boolean isAll = awaitWhatWasRead(events, begun, shown);
      rows += rewrite(events, receiver, until, templates);
      forgetWhatWas(events, forgotten.folder());
      return new Done(rows, templates, isAll);
    }
  }

  private static List<DataFile> files(Table events) throws IOException {
    return Maintenance.files(events, Expressions.alwaysTrue());
  }

  private Held held(List<DataFile> files, String receiver, long until)
      throws IOException, SQLException {
    Map<String, Long> rows = new HashMap<>();
    Set<Long> templates = new HashSet<>();
    long latest = Long.MIN_VALUE;
    if (files.isEmpty()) {
      return new Held(rows, templates, latest);
    }
    Files.createDirectories(warehouse.resolve("tmp"));
    String query =
        "select filename, business_id, count(*), max(epoch_ms(event_time)) from %s where %s group by all"
            .formatted(DuckDb.over(files), HIS);
    try (DuckDb duckDb = DuckDb.open(warehouse.resolve("tmp"));
        ResultSet found = duckDb.query(query, receiver, until)) {
      while (found.next()) {
        rows.merge(found.getString(1), found.getLong(3), Long::sum);
        templates.add(found.getLong(2));
        latest = Math.max(latest, found.getLong(4));
      }
    }
    return new Held(rows, templates, latest);
  }

  /** Until no file holds him: maintenance may exchange files meanwhile, and the job add some. */
  private long rewrite(Table events, String receiver, long until, Set<Long> templates)
      throws IOException, SQLException {
    long removed = 0;
    for (int attempt = 1; ; attempt++) {
      List<DataFile> files = files(events);
      Held held = held(files, receiver, until);
      templates.addAll(held.templates());
      if (held.rows() == 0) {
        return removed;
      }
      try {
        for (List<DataFile> some : sets(files, held)) {
          removed += rewrite(events, some, held, List.of(receiver, until));
        }
      } catch (ValidationException | CommitFailedException raced) {
        if (attempt == ATTEMPTS) {
          throw raced;
        }
      }
    }
  }

  private long rewrite(Table events, List<DataFile> files, Held held, List<Object> his)
      throws IOException, SQLException {
    long rows = files.stream().mapToLong(it -> held.files().getOrDefault(it.location(), 0L)).sum();
    events.refresh();
    new SortedDay(
            events,
            warehouse.resolve("tmp"),
            ArchiveTable.EVENTS.sortedBy(),
            files,
            new SortedDay.Rows(HIS, his, rows))
        .replace();
    told.accept(
        "%s: %s rewritten, %,d rows removed from %d files"
            .formatted(
                ArchiveTable.EVENTS.title(),
                LocalDate.ofEpochDay(files.get(0).partition().get(0, Integer.class)),
                rows,
                files.size()));
    return rows;
  }

  /** Files that hold him, by day, as many at a time as make about one file. */
  private static List<List<DataFile>> sets(List<DataFile> files, Held held) {
    Map<Integer, List<DataFile>> byDay = new TreeMap<>();
    for (DataFile file : files) {
      if (held.files().containsKey(file.location())) {
        byDay
            .computeIfAbsent(file.partition().get(0, Integer.class), unused -> new ArrayList<>())
            .add(file);
      }
    }
    List<List<DataFile>> sets = new ArrayList<>();
    for (List<DataFile> day : byDay.values()) {
      long size = SortedDay.FILE_BYTES;
      for (DataFile file : day) {
        if (size >= SortedDay.FILE_BYTES) {
          sets.add(new ArrayList<>());
          size = 0;
        }
        sets.get(sets.size() - 1).add(file);
        size += file.fileSizeInBytes();
      }
    }
    return sets;
  }

  /**
   * Waits until everything is committed that the job may have read without knowing of the
   * tombstone: what lies before the first checkpoint whose progress nobody had seen when it was
   * there.
   *
   * @return whether that is so, or no job is at work
   */
  private boolean awaitWhatWasRead(
      Table events, Optional<Checkpoint> begun, Optional<Checkpoint> shown)
      throws IOException, InterruptedException {
    if (begun.isEmpty()) {
      return true;
    }
    Progress progress = new Progress(warehouse);
    Instant deadline = Instant.now().plus(interval.multipliedBy(INTERVALS_TO_COMMIT));
    boolean waits = false;
    while (!isCommittedBehind(events, begun.get(), shown)) {
      Instant seen = progress.lastSeen().toInstant();
      if (seen.plus(interval.multipliedBy(INTERVALS_SEEN)).isBefore(Instant.now())) {
        return true;
      }
      if (Instant.now().isAfter(deadline)) {
        return false;
      }
      if (!waits) {
        told.accept("Waiting for the job's commit of what it had read before");
        waits = true;
      }
      Thread.sleep(interval.dividedBy(10).toMillis());
    }
    return true;
  }

  /** A commit of a checkpoint that came later, or of a job that has taken the warehouse since. */
  private static boolean isCommittedBehind(
      Table events, Checkpoint begun, Optional<Checkpoint> shown) {
    events.refresh();
    Optional<Checkpoint> now = Progress.committed(events);
    return now.isPresent()
        && (now.get().job().equals(begun.job()) ? now.get().id() > begun.id() : !now.equals(shown));
  }

  /**
   * Snapshots before this moment, manifests with bounds of files that are gone, those files. What
   * is about to be needless is put down first: who was killed in the middle goes on there.
   */
  private void forgetWhatWas(Table events, Path folder) throws IOException {
    events.refresh();
    if (events.currentSnapshot() == null) {
      return;
    }
    Snapshot now = settle(events);
    Path needless = Files.createTempFile(folder, "needless-", ".tmp");
    Files.write(needless, TableFiles.referredTo(events));
    Files.move(needless, Path.of(needless.toString().replace(".tmp", "")));
    told.accept("%s: manifests written anew".formatted(ArchiveTable.EVENTS.title()));
    int snapshots = Maintenance.count(events);
    expireBefore(events, now);
    told.accept(
        "%s: %d snapshots expired"
            .formatted(ArchiveTable.EVENTS.title(), snapshots - Maintenance.count(events)));
    Set<String> referredTo = TableFiles.referredTo(events);
    int removed = 0;
    try (Stream<Path> all = Files.list(folder)) {
      for (Path list :
          all.filter(it -> it.getFileName().toString().matches("needless-\\d+")).toList()) {
        try {
          removed += TableFiles.removeUnless(referredTo, Files.readAllLines(list));
          Files.delete(list);
        } catch (NoSuchFileException done) {
          // by another call, at the same time
        }
      }
    }
    told.accept("%s: %d files removed".formatted(ArchiveTable.EVENTS.title(), removed));
  }

  /**
   * A snapshot that refers to nothing but what is there now, and stands for the job's last commit:
   * its manifests tell of no file that was replaced.
   */
  private static Snapshot settle(Table events) {
    String call = UUID.randomUUID().toString();
    for (int attempt = 1; ; attempt++) {
      events.refresh();
      RewriteManifests update = events.rewriteManifests().clusterBy(unused -> "").set(CALL, call);
      Progress.repeatIn(update, Progress.lastCommit(events));
      try {
        update.commit();
        break;
      } catch (ValidationException | CommitFailedException raced) {
        if (attempt == ATTEMPTS) {
          throw raced;
        }
      }
    }
    events.refresh();
    for (Snapshot snapshot : SnapshotUtil.currentAncestors(events)) {
      if (call.equals(snapshot.summary().get(CALL))) {
        return snapshot;
      }
    }
    throw new IllegalStateException("The snapshot that was just made is not there");
  }

  private static void expireBefore(Table events, Snapshot now) {
    ExpireSnapshots expiry =
        events
            .expireSnapshots()
            .expireOlderThan(now.timestampMillis())
            .retainLast(1)
            .cleanExpiredFiles(false);
    for (Snapshot older : SnapshotUtil.ancestorsOf(now.snapshotId(), events::snapshot)) {
      if (older.snapshotId() != now.snapshotId()) {
        expiry.expireSnapshotId(older.snapshotId());
      }
    }
    expiry.commit();
    events.refresh();
  }
}
