package io.austin.stream.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.Table;
import org.apache.iceberg.flink.sink.SinkUtil;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * How far the tables go. Each commit names the checkpoint whose rows it shows; what each checkpoint
 * covers of the topic stands in files beside the tables, written before the checkpoint completes
 * and so before the commit. Together they say where to go on, whatever became of the job: rows and
 * progress change in one step, that of the commit.
 *
 * <p>A file for each job, checkpoint, table and subtask has a line for each partition: topic id,
 * partition and the offset below which the table shows everything once the checkpoint is committed.
 * That is not the same for both tables: of two commits the last that a job makes may be one without
 * the other, and what the one has is then read again for the other.
 */
final class Progress {
  private final Path folder;
  private final Path claim;

  Progress(Warehouse warehouse) {
    this.folder = warehouse.resolve("progress");
    this.claim = warehouse.resolve("job");
  }

  /** Takes the warehouse for a job that begins: the one that had it may write no more. */
  void claim(String job) throws IOException {
    Path written = Files.createTempFile(claim.resolveSibling(""), "job-", "");
    Files.writeString(written, job);
    Files.move(written, claim, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Does nothing while the job has the warehouse.
   *
   * @throws SuppressRestartsException when another one has taken it: to begin again would not help
   */
  void requireClaim(String job) throws IOException {
    String holder = Files.readString(claim);
    if (!holder.equals(job)) {
      throw new SuppressRestartsException(
          new IOException(
              "Job %s writes to the warehouse %s now. One at a time may, so this one ends."
                  .formatted(holder, claim.getParent())));
    }
  }

  /** A partition of a topic, which is another one after the topic was created again. */
  record Partition(String topicId, int number) {}

  /** The checkpoint whose rows a commit shows. */
  record Checkpoint(String job, long id) {}

  /** The checkpoint whose rows the table shows; empty where no job has committed any. */
  static Optional<Checkpoint> committed(Table table) {
    return lastCommit(table)
        .map(Snapshot::summary)
        .map(
            it ->
                new Checkpoint(
                    it.getOrDefault(SinkUtil.FLINK_JOB_ID, ""),
                    Long.parseLong(it.getOrDefault(SinkUtil.MAX_COMMITTED_CHECKPOINT_ID, "0"))));
  }

  /** The newest of the table's snapshots that a job made; others are of maintenance. */
  static Optional<Snapshot> lastCommit(Table table) {
    return lastCommit(SnapshotUtil.currentAncestors(table));
  }

  /** The newest of some snapshots that a job made, or that says what a job's did. */
  static Optional<Snapshot> lastCommit(Iterable<Snapshot> newestFirst) {
    for (Snapshot snapshot : newestFirst) {
      if (snapshot.summary().containsKey(SinkUtil.FLINK_JOB_ID)) {
        return Optional.of(snapshot);
      }
    }
    return Optional.empty();
  }

  /**
   * Has an update say what a job's last commit says, so that the job finds it there: that commit
   * and all before it are then not needed any more. The update fails where the job has committed
   * since.
   */
  static void repeatIn(SnapshotUpdate<?> update, Optional<Snapshot> lastCommit) {
    lastCommit
        .map(Snapshot::summary)
        .ifPresent(
            it ->
                Stream.of(
                        SinkUtil.FLINK_JOB_ID,
                        SinkUtil.OPERATOR_ID,
                        SinkUtil.MAX_COMMITTED_CHECKPOINT_ID)
                    .filter(it::containsKey)
                    .forEach(name -> update.set(name, it.get(name))));
    Optional<Long> known = lastCommit.map(Snapshot::snapshotId);
    update.validateWith(ancestors -> lastCommit(ancestors).map(Snapshot::snapshotId).equals(known));
  }

  /** The newest checkpoint of the job that has the warehouse; none where no job has begun. */
  Optional<Checkpoint> newest() throws IOException {
    if (!Files.exists(claim)) {
      return Optional.empty();
    }
    String job = Files.readString(claim);
    long newest = 0;
    for (Path checkpoint : checkpoints(job)) {
      newest = Math.max(newest, Long.parseLong(checkpoint.getFileName().toString()));
    }
    return Optional.of(new Checkpoint(job, newest));
  }

  /** When the job that has the warehouse was last seen at work. */
  FileTime lastSeen() throws IOException {
    FileTime seen = Files.getLastModifiedTime(claim);
    for (Path checkpoint : checkpoints(Files.readString(claim))) {
      FileTime at = Files.getLastModifiedTime(checkpoint);
      seen = at.compareTo(seen) > 0 ? at : seen;
    }
    return seen;
  }

  private List<Path> checkpoints(String job) throws IOException {
    Path all = folder.resolve(job);
    if (!Files.isDirectory(all)) {
      return List.of();
    }
    try (Stream<Path> checkpoints = Files.list(all)) {
      return checkpoints.toList();
    }
  }

  /** By partition, the offset behind what a table shows. */
  Map<Partition, Long> shownBy(Warehouse.Tables tables, ArchiveTable table) {
    return committed(tables.get(table)).map(it -> of(it, table)).orElse(Map.of());
  }

  /**
   * By partition, the offset behind what a checkpoint covers for a table.
   *
   * @throws UncheckedIOException when it does not stand there, as where another job took it
   */
  Map<Partition, Long> of(Checkpoint checkpoint, ArchiveTable table) {
    Map<Partition, Long> offsets = new HashMap<>();
    try (DirectoryStream<Path> subtasks =
        Files.newDirectoryStream(folderOf(checkpoint), table.title() + "-*")) {
      for (Path subtask : subtasks) {
        for (String line : Files.readAllLines(subtask)) {
          String[] words = line.split(" ", -1);
          offsets.merge(
              new Partition(words[0], Integer.parseInt(words[1])),
              Long.parseLong(words[2]),
              Math::max);
        }
      }
      return offsets;
    } catch (NoSuchFileException gone) {
      throw new UncheckedIOException(
          new IOException(
              "How far checkpoint %d of job %s goes does not stand in %s: who has cleaned up there?"
                  .formatted(checkpoint.id(), checkpoint.job(), folder),
              gone));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Puts down what a subtask has read for a table when it took part in a checkpoint. */
  void put(Checkpoint checkpoint, ArchiveTable table, int subtask, Map<Partition, Long> offsets)
      throws IOException {
    List<String> lines = new ArrayList<>();
    offsets.forEach(
        (partition, offset) ->
            lines.add(partition.topicId() + " " + partition.number() + " " + offset));
    Path file = folderOf(checkpoint).resolve(table.title() + "-" + subtask);
    Files.createDirectories(file.resolveSibling(""));
    try (var stream = new LocalFiles().newOutputFile(file.toString()).createOrOverwrite()) {
      stream.write(String.join("\n", lines).getBytes(UTF_8));
    }
  }

  private Path folderOf(Checkpoint checkpoint) {
    return folder.resolve(checkpoint.job()).resolve(String.valueOf(checkpoint.id()));
  }

  /**
   * When the checkpoint was taken that a table shows; the beginning of time where it shows none, as
   * a job that has begun may come back to any.
   */
  FileTime shownSince(Table table) throws IOException {
    Optional<Checkpoint> shown = committed(table);
    return shown.isEmpty()
        ? FileTime.fromMillis(0)
        : Files.getLastModifiedTime(folderOf(shown.get()));
  }

  /**
   * Forgets checkpoints that are older than a time and than all that tables show: nobody comes back
   * to them.
   *
   * @return how many
   */
  int forget(FileTime before, Iterable<Table> tables) throws IOException {
    FileTime oldest = before;
    for (Table table : tables) {
      FileTime at = shownSince(table);
      oldest = at.compareTo(oldest) < 0 ? at : oldest;
    }
    int forgotten = 0;
    List<Path> deepestFirst;
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      int depth = path.getNameCount() - folder.getNameCount();
      if (depth == 2 && Files.getLastModifiedTime(path).compareTo(oldest) < 0) {
        try (Stream<Path> files = Files.list(path)) {
          for (Path file : files.toList()) {
            Files.delete(file);
          }
        }
        Files.delete(path);
        forgotten++;
      }
    }
    return forgotten;
  }
}
