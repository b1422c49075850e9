package io.austin.stream.archive;

import io.austin.stream.archive.Progress.Checkpoint;
import io.austin.stream.archive.Progress.Partition;
import io.austin.stream.common.AnchorInfo;
import io.austin.stream.functions.PositionedEvent;
import io.austin.stream.options.OptionValues;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.iceberg.flink.sink.RowDataTaskWriterFactory;
import org.apache.iceberg.flink.sink.SinkUtil;
import org.apache.iceberg.io.TaskWriter;

/** An archive in a folder, written by what the job writes with, without a job. */
final class WrittenArchive {
  private static final String JOB = "0123456789abcdef0123456789abcdef";

  private final Path folder;
  private final OptionValues options;
  private final ZoneId zone;
  private long commits;
  private long offset;

  WrittenArchive(Path folder, ZoneId zone) {
    this.folder = folder;
    this.zone = zone;
    this.options = OptionValues.of(Map.of("archive.warehouse", folder.toString()));
    warehouse().create(zone).close();
  }

  Path folder() {
    return folder;
  }

  Warehouse warehouse() {
    return Warehouse.of(options);
  }

  /** What the console asks. */
  ConsoleArchive opened(Duration within) {
    return new ConsoleArchive(warehouse(), within);
  }

  static AnchorInfo event(int state, long at, String messageId, String... receivers) {
    return AnchorInfo.builder()
        .state(state)
        .businessId(2_000_000_320_221_224L)
        .logTimestamp(at)
        .messageId(messageId)
        .ids(receivers)
        .build();
  }

  /** One commit of the job, of these events. */
  void commit(AnchorInfo... events) throws IOException {
    commit(Arrays.asList(events));
  }

  void commit(List<AnchorInfo> events) throws IOException {
    Checkpoint checkpoint = new Checkpoint(JOB, ++commits);
    try (Warehouse.Tables tables = warehouse().open()) {
      Table table = tables.get(ArchiveTable.EVENTS);
      DataFile[] files = write(table, events);
      new Progress(warehouse())
          .put(checkpoint, ArchiveTable.EVENTS, 0, Map.of(new Partition("topic-id", 0), offset));
      AppendFiles commit =
          table
              .newAppend()
              .set(SinkUtil.FLINK_JOB_ID, JOB)
              .set(SinkUtil.MAX_COMMITTED_CHECKPOINT_ID, String.valueOf(checkpoint.id()));
      for (DataFile file : files) {
        commit.appendFile(file);
      }
      commit.commit();
    }
  }

  private DataFile[] write(Table table, List<AnchorInfo> events) throws IOException {
    RowDataTaskWriterFactory writers =
        new RowDataTaskWriterFactory(
            table,
            FlinkSchemaUtil.convert(table.schema()),
            Long.MAX_VALUE,
            FileFormat.PARQUET,
            table.properties(),
            null,
            false);
    writers.initialize(0, 0);
    try (TaskWriter<RowData> writer = writers.create()) {
      for (AnchorInfo event : events) {
        PositionedEvent read = new PositionedEvent("austinLog", "topic-id", 0, offset++, event);
        ArchiveTable.rowsOf(
            read,
            zone,
            new Forgotten(warehouse()),
            row -> {
              try {
                writer.write(row);
              } catch (IOException failed) {
                throw new IllegalStateException(failed);
              }
            });
      }
      return writer.dataFiles();
    }
  }

  /** Days that are over are sorted, as once a day. */
  void maintain(Clock clock) throws Exception {
    new Maintenance(options, clock, line -> {}).run();
  }

  /** The files that the table is made of. */
  List<Path> files() throws IOException {
    try (Warehouse.Tables tables = warehouse().open()) {
      return Maintenance.files(tables.get(ArchiveTable.EVENTS), Expressions.alwaysTrue()).stream()
          .map(file -> Path.of(file.location()))
          .toList();
    }
  }
}
