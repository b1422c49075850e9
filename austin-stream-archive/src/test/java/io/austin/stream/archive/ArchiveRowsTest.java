package io.austin.stream.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.archive.Progress.Checkpoint;
import io.austin.stream.archive.Progress.Partition;
import io.austin.stream.common.AnchorInfo;
import io.austin.stream.common.AnchorInfoCodec;
import io.austin.stream.functions.EventParser;
import io.austin.stream.functions.SourceRecord;
import io.austin.stream.options.OptionValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.flink.sink.SinkUtil;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is skipped because a table shows it, and what a checkpoint says that it covers. */
class ArchiveRowsTest {
  private static final Partition PARTITION = new Partition("topic-id", 0);
  private static final Checkpoint EARLIER = new Checkpoint(new JobID().toString(), 7);

  @TempDir Path folder;
  private Warehouse warehouse;

  @BeforeEach
  void create() {
    warehouse =
        Warehouse.of(OptionValues.of(Map.of("archive.warehouse", folder.resolve("w").toString())));
    warehouse.create(ZoneOffset.UTC).close();
  }

  @Test
  void whatOneTableLacksIsReadAgainAndOnlyThenCovered() throws Exception {
    for (ArchiveTable table : ArchiveTable.values()) {
      new Progress(warehouse).put(EARLIER, table, 0, Map.of(PARTITION, 10L));
    }
    commit(ArchiveTable.DEAD_LETTERS); // and the job ended before it committed the other

    try (OneInputStreamOperatorTestHarness<SourceRecord, RowData> rows =
        ProcessFunctionTestHarnesses.forProcessFunction(
            new ArchiveRows(warehouse, new EventParser(1_000), ZoneOffset.UTC))) {
      rows.processElement(record(4, event()), 0);
      rows.processElement(record(5, new byte[] {'x'}), 0);
      rows.snapshot(1, 0);

      assertThat(rows.extractOutputValues()).hasSize(1);
      assertThat(rows.getSideOutput(ArchiveRows.DEAD_LETTERS)).isNull();
    }
    assertThat(covered(ArchiveTable.EVENTS)).containsOnly(Map.entry(PARTITION, 6L));
    assertThat(covered(ArchiveTable.DEAD_LETTERS)).containsOnly(Map.entry(PARTITION, 10L));
  }

  @Test
  void whatATableShowsIsSkipped() throws Exception {
    for (ArchiveTable table : ArchiveTable.values()) {
      new Progress(warehouse).put(EARLIER, table, 0, Map.of(PARTITION, 10L));
      commit(table);
    }

    try (OneInputStreamOperatorTestHarness<SourceRecord, RowData> rows =
        ProcessFunctionTestHarnesses.forProcessFunction(
            new ArchiveRows(warehouse, new EventParser(1_000), ZoneOffset.UTC))) {
      rows.processElement(record(9, event()), 0);
      rows.processElement(record(10, event()), 0);

      assertThat(rows.extractOutputValues())
          .extracting(row -> row.getLong(11))
          .containsExactly(10L);
    }
  }

  @Test
  void whoIsForgottenIsLeftOutFromTheNextCheckpointOn() throws Exception {
    long time = 1671864869000L;
    try (OneInputStreamOperatorTestHarness<SourceRecord, RowData> rows =
        ProcessFunctionTestHarnesses.forProcessFunction(
            new ArchiveRows(warehouse, new EventParser(1_000), ZoneOffset.UTC))) {
      new Forgotten(warehouse).add("13711112222", time);
      rows.processElement(record(0, event("13711112222", "other")), 0);
      rows.snapshot(1, 0);
      rows.processElement(record(1, event("13711112222", "other")), 0);

      assertThat(rows.extractOutputValues())
          .extracting(row -> row.getLong(11) + " " + row.getString(0))
          .containsExactlyInAnyOrder("0 13711112222", "0 other", "1 other");
    }
    try (OneInputStreamOperatorTestHarness<SourceRecord, RowData> anew =
        ProcessFunctionTestHarnesses.forProcessFunction(
            new ArchiveRows(warehouse, new EventParser(1_000), ZoneOffset.UTC))) {
      anew.processElement(record(0, event("13711112222", "other")), 0);

      assertThat(anew.extractOutputValues()).hasSize(1);
    }
  }

  /** As Iceberg's sink does it, without files. */
  private void commit(ArchiveTable table) {
    try (Warehouse.Tables tables = warehouse.open()) {
      AppendFiles append = tables.get(table).newAppend();
      append.set(SinkUtil.FLINK_JOB_ID, EARLIER.job());
      append.set(SinkUtil.MAX_COMMITTED_CHECKPOINT_ID, String.valueOf(EARLIER.id()));
      append.commit();
    }
  }

  /** What the harness' one job has put down for its checkpoint. */
  private Map<Partition, Long> covered(ArchiveTable table) throws IOException {
    try (Stream<Path> jobs = Files.list(warehouse.resolve("progress"))) {
      List<String> others =
          jobs.map(it -> it.getFileName().toString())
              .filter(it -> !it.equals(EARLIER.job()))
              .toList();
      assertThat(others).hasSize(1);
      return new Progress(warehouse).of(new Checkpoint(others.get(0), 1), table);
    }
  }

  private static byte[] event() {
    return event("13711112222");
  }

  private static byte[] event(String... receivers) {
    return AnchorInfoCodec.write(
        AnchorInfo.builder()
            .businessId(2000000320221224L)
            .ids(Set.of(receivers))
            .state(10)
            .logTimestamp(1671864869000L)
            .build());
  }

  private static SourceRecord record(long offset, byte[] value) {
    return new SourceRecord(
        "austinLog", PARTITION.topicId(), PARTITION.number(), offset, 1, null, value);
  }
}
