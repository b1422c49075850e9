package io.austin.stream.archive;

import io.austin.stream.console.history.ArchiveException;
import io.austin.stream.console.history.ArchiveException.Reason;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotChanges;
import org.apache.iceberg.Table;
import org.apache.iceberg.flink.sink.SinkUtil;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.iceberg.util.SnapshotUtil;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The table of events as readers see it; the catalog is asked for a newer snapshot now and then.
 */
final class EventsView implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EventsView.class);
  private static final long CHECK_NANOS = Duration.ofSeconds(2).toNanos();
  private static final long MICROS = 1000;

  private final Warehouse warehouse;
  private Warehouse.@Nullable Tables tables;
  private @Nullable Shown shown;
  private long checkedAt;

  EventsView(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /**
   * The table at a snapshot.
   *
   * @param snapshot null before the first commit
   * @param knownUntil see {@link io.austin.stream.console.history.ArchivedEvents#knownUntil}
   */
  record Shown(Table table, @Nullable Snapshot snapshot, ZoneId zone, OptionalLong knownUntil) {}

  /**
   * The newest snapshot, or one of a moment ago.
   *
   * @throws ArchiveException when the catalog or the folder is away, or there is no archive
   */
  synchronized Shown shown() {
    try {
      if (tables == null) {
        tables = warehouse.open();
        look(tables);
      } else if (System.nanoTime() - checkedAt > CHECK_NANOS) {
        tables.get(ArchiveTable.EVENTS).refresh();
        look(tables);
      }
      return Objects.requireNonNull(shown);
    } catch (RuntimeException failed) {
      LOG.warn("The archive cannot be reached: {}", failed.getMessage());
      close();
      throw new ArchiveException(Reason.UNAVAILABLE);
    }
  }

  private void look(Warehouse.Tables opened) {
    Table events = opened.get(ArchiveTable.EVENTS);
    Snapshot current = events.currentSnapshot();
    if (shown == null || !Objects.equals(shown.snapshot(), current)) {
      shown = new Shown(events, current, opened.zone(), knownUntil(events));
    }
    checkedAt = System.nanoTime();
  }

  /**
   * The newest event of the job's last commit, where that is before the commit; of one without
   * events, the commit: all that there was stood in the table already.
   */
  private static OptionalLong knownUntil(Table events) {
    for (Snapshot snapshot : SnapshotUtil.currentAncestors(events)) {
      if (snapshot.summary().containsKey(SinkUtil.FLINK_JOB_ID)) {
        NestedField time = events.schema().findField("event_time");
        long newest = Long.MIN_VALUE;
        for (DataFile file :
            SnapshotChanges.builderFor(events).snapshot(snapshot).build().addedDataFiles()) {
          Map<Integer, ByteBuffer> bounds = file.upperBounds();
          ByteBuffer bound = bounds == null ? null : bounds.get(time.fieldId());
          if (bound != null) {
            newest =
                Math.max(newest, Conversions.<Long>fromByteBuffer(time.type(), bound) / MICROS);
          }
        }
        long committed = snapshot.timestampMillis();
        return OptionalLong.of(newest == Long.MIN_VALUE ? committed : Math.min(newest, committed));
      }
    }
    return OptionalLong.empty();
  }

  @Override
  public synchronized void close() {
    if (tables != null) {
      tables.close();
    }
    tables = null;
    shown = null;
  }
}
