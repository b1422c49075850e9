package io.austin.stream.archive;

import io.austin.stream.archive.Progress.Checkpoint;
import io.austin.stream.archive.Progress.Partition;
import io.austin.stream.common.InvalidEventException;
import io.austin.stream.functions.DeadLetter;
import io.austin.stream.functions.EventParser;
import io.austin.stream.functions.PositionedEvent;
import io.austin.stream.functions.SourceRecord;
import java.io.IOException;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Makes the rows of events, and in {@link #DEAD_LETTERS} those of records that are none, but of
 * what the tables show already; and puts down how far each checkpoint goes, see {@link Progress}.
 */
final class ArchiveRows extends ProcessFunction<SourceRecord, RowData>
    implements CheckpointedFunction {
  /** The side output of rows of dead letters. */
  static final OutputTag<RowData> DEAD_LETTERS =
      new OutputTag<>("dead-letters", InternalTypeInfo.of(ArchiveTable.DEAD_LETTERS.rowType()));

  private static final long serialVersionUID = 1L;

  private final Warehouse warehouse;
  private final EventParser parser;
  private final ZoneId zone;

  /** By table and partition, the offset behind what the table showed at the start. */
  private transient Map<ArchiveTable, Map<Partition, Long>> shown =
      new EnumMap<>(ArchiveTable.class);

  /** The same of what the table will show with what was read since. */
  private transient Map<ArchiveTable, Map<Partition, Long>> next =
      new EnumMap<>(ArchiveTable.class);

  /** The checkpoint of each table's last commit at the start. */
  private transient Map<ArchiveTable, Optional<Checkpoint>> committed =
      new EnumMap<>(ArchiveTable.class);

  private transient Forgotten forgotten;

  ArchiveRows(Warehouse warehouse, EventParser parser, ZoneId zone) {
    this.warehouse = warehouse;
    this.forgotten = new Forgotten(warehouse);
    this.parser = parser;
    this.zone = zone;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws IOException {
    Progress progress = new Progress(warehouse);
    if (!context.isRestored() && getRuntimeContext().getTaskInfo().getAttemptNumber() == 0) {
      progress.claim(jobId());
    } else {
      progress.requireClaim(jobId());
    }
    forgotten = new Forgotten(warehouse);
    forgotten.refresh();
    shown = new EnumMap<>(ArchiveTable.class);
    next = new EnumMap<>(ArchiveTable.class);
    committed = new EnumMap<>(ArchiveTable.class);
    try (Warehouse.Tables tables = warehouse.open()) {
      for (ArchiveTable table : ArchiveTable.values()) {
        committed.put(table, Progress.committed(tables.get(table)));
        Map<Partition, Long> offsets = progress.shownBy(tables, table);
        shown.put(table, offsets);
        Map<Partition, Long> covered = new HashMap<>(offsets);
        // The tables may not show the last checkpoint so far, whose files are about to be
        // committed.
        context
            .getRestoredCheckpointId()
            .ifPresent(
                id ->
                    progress
                        .of(new Checkpoint(jobId(), id), table)
                        .forEach((partition, it) -> covered.merge(partition, it, Math::max)));
        next.put(table, covered);
      }
    }
  }

  @Override
  public void processElement(SourceRecord record, Context context, Collector<RowData> rows) {
    if (record.isWord()) {
      return;
    }
    Partition partition = new Partition(record.topicId(), record.partition());
    next.values().forEach(it -> it.merge(partition, record.offset() + 1, Math::max));
    boolean isNewEvent = isNew(record, partition, ArchiveTable.EVENTS);
    boolean isNewLetter = isNew(record, partition, ArchiveTable.DEAD_LETTERS);
    if (!isNewEvent && !isNewLetter) {
      return;
    }
    try {
      Optional<PositionedEvent> event = parser.parse(record);
      if (isNewEvent && event.isPresent()) {
        ArchiveTable.rowsOf(event.get(), zone, forgotten, rows::collect);
      }
    } catch (InvalidEventException invalid) {
      if (isNewLetter) {
        DeadLetter letter = new DeadLetter(invalid.reason(), record);
        context.output(DEAD_LETTERS, ArchiveTable.rowOf(letter, System.currentTimeMillis(), zone));
      }
    }
  }

  private boolean isNew(SourceRecord record, Partition partition, ArchiveTable table) {
    return record.offset() >= shown.getOrDefault(table, Map.of()).getOrDefault(partition, 0L);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws IOException {
    Progress progress = new Progress(warehouse);
    progress.requireClaim(jobId());
    requireThatNobodyElseCommitted();
    Checkpoint checkpoint = new Checkpoint(jobId(), context.getCheckpointId());
    int subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
    for (Map.Entry<ArchiveTable, Map<Partition, Long>> table : next.entrySet()) {
      progress.put(checkpoint, table.getKey(), subtask, table.getValue());
    }
    // After that: who sees no progress of a checkpoint knows that what follows it obeys him.
    forgotten.refresh();
  }

  /** The job from which this one took the warehouse may have had a last commit under way. */
  private void requireThatNobodyElseCommitted() throws IOException {
    try (Warehouse.Tables tables = warehouse.open()) {
      for (ArchiveTable table : ArchiveTable.values()) {
        Optional<Checkpoint> last = Progress.committed(tables.get(table));
        if (last.isPresent()
            && !last.get().job().equals(jobId())
            && !last.equals(committed.get(table))) {
          throw new IOException(
              "Job %s committed to %s after this one had read where the table ends; it begins again"
                  .formatted(last.get().job(), table.title()));
        }
      }
    }
  }

  private String jobId() {
    return getRuntimeContext().getJobInfo().getJobId().toString();
  }
}
