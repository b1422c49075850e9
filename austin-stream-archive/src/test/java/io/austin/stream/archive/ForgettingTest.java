package io.austin.stream.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.austin.stream.archive.Progress.Checkpoint;
import io.austin.stream.options.OptionValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionData;
import org.apache.iceberg.RewriteManifests;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.flink.sink.SinkUtil;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.shaded.org.apache.avro.file.DataFileReader;
import org.apache.iceberg.shaded.org.apache.avro.generic.GenericDatumReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nothing is left of a receiver in any file, however the call before ended and whatever else is
 * done to the tables meanwhile, and nothing else is gone. Rows are written and committed as the job
 * does.
 */
class ForgettingTest {
  private static final String HIM = "13711112222";
  private static final String JOB = "a-job";
  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final List<String> OTHERS = List.of("13711112221", "13711112223", "@all", "z");

  /** Before all others, so that files and row groups begin with him. */
  private static final int DAYS = 3;

  @TempDir Path folder;
  private OptionValues options;
  private Warehouse warehouse;
  private long offset;
  private long checkpoint;

  @BeforeEach
  void create() throws Exception {
    create(folder.resolve("warehouse"));
  }

  /**
   * Two files for each of some days, of which he alone has one; of the first day they are sorted.
   */
  private void create(Path at) throws Exception {
    options =
        OptionValues.of(
            Map.of("archive.warehouse", at.toString(), "archive.commit.interval", "1m"));
    warehouse = Warehouse.of(options);
    try (Warehouse.Tables tables = warehouse.create(ZoneOffset.UTC)) {
      // As tables were made before: bounds name receivers.
      tables
          .get(ArchiveTable.EVENTS)
          .updateProperties()
          .set("write.metadata.metrics.column.receiver", "truncate(16)")
          .commit();
    }
    checkpoint = 0;
    for (int day = DAYS; day >= 0; day--) {
      Instant time = NOW.minus(Duration.ofDays(day));
      commit(row(HIM, time), row(OTHERS.get(0), time), row(OTHERS.get(1), time));
      commit(row(HIM, time.plusSeconds(60)));
      commit(row(OTHERS.get(2), time), row(OTHERS.get(3), time));
      if (day == DAYS) {
        new Maintenance(options, CLOCK, line -> {}).run();
      }
    }
    letTheJobRest();
  }

  @Test
  void nothingIsLeftOfHimAndEverythingElseStays() throws Exception {
    assertThat(traces()).as("of him before").hasSizeGreaterThan(2 * DAYS);
    List<String> others = rowsOfOthers();
    Checkpoint committed = committed();

    Forgetting.Done done = forget(line -> {});

    assertThat(done.rows()).isEqualTo(2 * (DAYS + 1));
    assertThat(done.isAll()).isTrue();
    assertForgotten(others);
    assertThat(committed()).isEqualTo(committed);
  }

  @Test
  void whoeverWasKilledIsRepeated() throws Exception {
    int steps = 0;
    for (boolean killed = true; killed; steps++) {
      create(folder.resolve("killed-" + steps));
      List<String> others = rowsOfOthers();
      Checkpoint committed = committed();
      killed = isKilledAt(steps);
      forget(line -> {});
      assertForgotten(others);
      assertThat(committed()).as("killed at step %d", steps).isEqualTo(committed);
    }
    assertThat(steps).isGreaterThan(DAYS + 4);
  }

  @Test
  void whatTheJobHadReadBeforeIsWaitedFor() throws Exception {
    List<String> others = rowsOfOthers();
    touchJob();
    List<String> lines = new ArrayList<>();

    Forgetting.Done done =
        forget(
            line -> {
              lines.add(line);
              if (line.startsWith("Waiting")) {
                commit(row(HIM, NOW.minusSeconds(5)));
              }
            });

    assertThat(lines).anyMatch(it -> it.startsWith("Waiting for the job's commit"));
    assertThat(done.rows()).isEqualTo(2 * (DAYS + 1) + 1);
    assertForgotten(others);
    assertThat(committed()).isEqualTo(new Checkpoint(JOB, checkpoint));
  }

  @Test
  void aJobThatCommitsNothingIsTold() throws Exception {
    options =
        OptionValues.of(
            Map.of(
                "archive.warehouse",
                folder.resolve("warehouse").toString(),
                "archive.commit.interval",
                "100ms"));
    Files.setLastModifiedTime(
        warehouse.resolve("job"), FileTime.from(Instant.now().plus(Duration.ofDays(1))));

    assertThat(forget(line -> {}).isAll()).isFalse();
  }

  @Test
  void maintenanceThatExchangesHisFilesMeanwhileIsNoHarm() throws Exception {
    List<String> others = rowsOfOthers();
    boolean[] maintained = {false};

    forget(
        line -> {
          if (line.contains("rewritten") && !maintained[0]) {
            maintained[0] = true;
            new Maintenance(options, Clock.offset(CLOCK, Duration.ofDays(1)), it -> {}).run();
          }
        });

    assertThat(maintained[0]).isTrue();
    assertForgotten(others);
  }

  /** Else a job that restarts would not find its commit, and make it again. */
  @Test
  void aJobsCommitInBetweenIsNotHidden() throws Exception {
    try (Warehouse.Tables tables = warehouse.open()) {
      Table events = tables.get(ArchiveTable.EVENTS);
      RewriteManifests update = events.rewriteManifests().clusterBy(unused -> "");
      Progress.repeatIn(update, Progress.lastCommit(events));
      commit(row(OTHERS.get(0), NOW));

      assertThatThrownBy(update::commit).isInstanceOf(ValidationException.class);
      assertThat(committed()).isEqualTo(new Checkpoint(JOB, checkpoint));
    }
  }

  @Test
  void whoComesBackIsArchivedAgainAndMayBeForgottenAgain() throws Exception {
    forget(line -> {});
    commit(row(HIM, NOW.plusSeconds(100)));
    letTheJobRest();
    Forgetting.Held held = new Forgetting(options, CLOCK, line -> {}).look(HIM);
    assertThat(held.rows()).isEqualTo(1);
    assertThat(held.templates()).containsExactly(2000000320221224L);

    assertThat(forget(line -> {}).rows()).isEqualTo(1);

    assertThat(traces()).isEmpty();
    Forgotten forgotten = new Forgotten(warehouse);
    forgotten.refresh();
    assertThat(forgotten.covers(HIM, NOW.plusSeconds(100).toEpochMilli())).isTrue();
    assertThat(forgotten.covers(HIM, NOW.plusSeconds(101).toEpochMilli())).isFalse();
  }

  /** What DuckDB passes over it finds in the files themselves, so planning alone knows less. */
  @Test
  void newTablesNameNoReceiversInManifests() throws Exception {
    options = OptionValues.of(Map.of("archive.warehouse", folder.resolve("new").toString()));
    warehouse = Warehouse.of(options);
    warehouse.create(ZoneOffset.UTC).close();
    commit(row(HIM, NOW));
    assertThat(traces()).allSatisfy(it -> assertThat(it.toString()).endsWith(".parquet"));
    assertThat(traces()).hasSize(1);
  }

  @Test
  void whatWasNeverCommittedGoesWithMaintenance() throws Exception {
    List<String> others = rowsOfOthers();
    Path data;
    try (Warehouse.Tables tables = warehouse.open()) {
      data = Path.of(write(tables.get(ArchiveTable.EVENTS), row(HIM, NOW)).location());
    }
    Instant threeDaysOld = Instant.now().minus(Duration.ofDays(4));
    Maintenance maintenance =
        new Maintenance(
            OptionValues.of(
                Map.of(
                    "archive.warehouse",
                    warehouse.resolve("").toString(),
                    "archive.keep",
                    "9999d")),
            Clock.systemUTC(),
            line -> {});

    maintenance.run();
    assertThat(data).as("it is new").exists();
    age(threeDaysOld);
    maintenance.run();
    assertThat(data).as("the job has not committed since").exists();
    touchProgress();
    maintenance.run();
    assertThat(data).doesNotExist();
    assertThat(rowsOfOthers()).isEqualTo(others);
  }

  private void age(Instant to) throws IOException {
    try (Stream<Path> files = Files.walk(warehouse.resolve("austin"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.setLastModifiedTime(file, FileTime.from(to));
      }
    }
    try (Stream<Path> files = Files.walk(warehouse.resolve("progress"))) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, FileTime.from(to));
      }
    }
  }

  private void touchProgress() throws IOException {
    try (Stream<Path> files = Files.walk(warehouse.resolve("progress"))) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
      }
    }
  }

  private interface Step {
    void after(String line) throws Exception;
  }

  private Forgetting.Done forget(Step step) throws Exception {
    return new Forgetting(options, CLOCK, unchecked(step)).run(HIM);
  }

  private static Consumer<String> unchecked(Step step) {
    return line -> {
      try {
        step.after(line);
      } catch (Exception failed) {
        throw new IllegalStateException(failed);
      }
    };
  }

  private boolean isKilledAt(int step) throws Exception {
    int[] done = {0};
    try {
      forget(
          line -> {
            if (done[0]++ == step) {
              throw new Killed();
            }
          });
      return false;
    } catch (Killed killed) {
      return true;
    }
  }

  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private void assertForgotten(List<String> others) throws Exception {
    assertThat(traces()).as("of him").isEmpty();
    assertThat(rowsOfOthers()).isEqualTo(others);
    try (Warehouse.Tables tables = warehouse.open();
        Stream<Path> all =
            Files.walk(Path.of(tables.get(ArchiveTable.EVENTS).location(), "data"))) {
      assertThat(all.filter(Files::isRegularFile).map(Path::toString))
          .containsExactlyInAnyOrderElementsOf(
              files(tables.get(ArchiveTable.EVENTS)).stream().map(DataFile::location).toList());
    }
    try (Stream<Path> left = Files.list(warehouse.resolve("forgotten"))) {
      assertThat(left.map(it -> it.getFileName().toString()))
          .allMatch(
              it -> it.equals("key") || it.equals("check") || it.matches("[0-9a-f]{64}-\\d+"));
    }
  }

  /** Every file of the warehouse that holds him, whether anything refers to it or not. */
  private List<Path> traces() throws Exception {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(warehouse.resolve(""))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (decoded(file).contains(HIM)) {
          found.add(file);
        }
      }
    }
    return found;
  }

  private String decoded(Path file) throws Exception {
    if (file.toString().endsWith(".parquet")) {
      return String.join("\n", rows("read_parquet('%s')".formatted(file)))
          + Files.readString(file, ISO_8859_1);
    }
    StringBuilder text = new StringBuilder(Files.readString(file, ISO_8859_1));
    if (file.toString().endsWith(".avro")) {
      try (var records = new DataFileReader<Object>(file.toFile(), new GenericDatumReader<>())) {
        records.forEach(text::append);
        records.getMetaKeys().forEach(key -> text.append(records.getMetaString(key)));
      }
    }
    return text.toString();
  }

  private List<String> rowsOfOthers() throws Exception {
    try (Warehouse.Tables tables = warehouse.open()) {
      return rows(DuckDb.over(files(tables.get(ArchiveTable.EVENTS)))).stream()
          .filter(row -> !row.contains(HIM))
          .toList();
    }
  }

  private List<String> rows(String table) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (DuckDb duckDb = DuckDb.open(folder);
        ResultSet found =
            duckDb.query("select cast(r as varchar) from %s r order by 1".formatted(table))) {
      while (found.next()) {
        rows.add(found.getString(1));
      }
    }
    return rows;
  }

  private static List<DataFile> files(Table table) throws IOException {
    return Maintenance.files(table, Expressions.alwaysTrue());
  }

  private Checkpoint committed() {
    try (Warehouse.Tables tables = warehouse.open()) {
      return Progress.committed(tables.get(ArchiveTable.EVENTS)).orElseThrow();
    }
  }

  private Record row(String receiver, Instant time) {
    try (Warehouse.Tables tables = warehouse.open()) {
      Map<String, Object> values = new HashMap<>();
      values.put("receiver", receiver);
      values.put("message_id", "message-" + offset);
      values.put("business_id", 2000000320221224L);
      values.put("state", 10);
      values.put("event_time", time.atOffset(ZoneOffset.UTC));
      values.put("topic_id", "topic-id");
      values.put("topic", "austinLog");
      values.put("partition", 0);
      values.put("offset", offset++);
      values.put("day", LocalDate.ofInstant(time, ZoneOffset.UTC));
      return GenericRecord.create(tables.get(ArchiveTable.EVENTS).schema()).copy(values);
    }
  }

  /** A file with these rows of one day, and the commit of a checkpoint, to both tables. */
  private void commit(Record... rows) throws Exception {
    checkpoint++;
    Checkpoint next = new Checkpoint(JOB, checkpoint);
    Progress progress = new Progress(warehouse);
    progress.claim(JOB);
    try (Warehouse.Tables tables = warehouse.open()) {
      for (ArchiveTable table : ArchiveTable.values()) {
        progress.put(next, table, 0, Map.of());
        AppendFiles append = tables.get(table).newAppend();
        if (table == ArchiveTable.EVENTS) {
          append.appendFile(write(tables.get(table), rows));
        }
        append.set(SinkUtil.FLINK_JOB_ID, JOB);
        append.set(SinkUtil.OPERATOR_ID, "operator");
        append.set(SinkUtil.MAX_COMMITTED_CHECKPOINT_ID, String.valueOf(next.id()));
        append.commit();
      }
    }
  }

  private static DataFile write(Table table, Record... rows) throws IOException {
    PartitionData day = new PartitionData(table.spec().partitionType());
    day.set(0, (int) ((LocalDate) rows[0].getField("day")).toEpochDay());
    String location =
        table
            .locationProvider()
            .newDataLocation(table.spec(), day, "job-" + rows[0].getField("offset") + ".parquet");
    DataWriter<Record> writer =
        Parquet.writeData(table.io().newOutputFile(location))
            .forTable(table)
            .createWriterFunc(GenericParquetWriter::create)
            .withPartition(day)
            .build();
    try (writer) {
      writer.write(List.of(rows));
    }
    return writer.toDataFile();
  }

  /** As a job that has ended long ago. */
  private void letTheJobRest() throws IOException {
    age(Instant.now().minus(Duration.ofHours(1)));
    Files.setLastModifiedTime(
        warehouse.resolve("job"), FileTime.from(Instant.now().minus(Duration.ofHours(1))));
  }

  private void touchJob() throws IOException {
    Files.setLastModifiedTime(warehouse.resolve("job"), FileTime.from(Instant.now()));
  }
}
