package io.austin.stream.archive;

import io.austin.stream.archive.Progress.Partition;
import io.austin.stream.verify.model.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.iceberg.DataFile;
import org.jspecify.annotations.Nullable;

/** Rows of a table by topic id, partition and offset, each as one text. */
final class RowCursor implements AutoCloseable {
  private static final int TEXT = 4;

  private final DuckDb duckDb;
  private final @Nullable ResultSet rows;
  private boolean hasRow;

  private RowCursor(
      Collection<DataFile> files,
      Collection<Partition> partitions,
      String text,
      Warehouse warehouse)
      throws IOException, SQLException {
    Files.createDirectories(warehouse.resolve("tmp"));
    duckDb = DuckDb.open(warehouse.resolve("tmp"));
    if (files.isEmpty() || partitions.isEmpty()) {
      rows = null;
      return;
    }
    String topics =
        partitions.stream()
            .map(Partition::topicId)
            .distinct()
            .map(DuckDb::quoted)
            .collect(Collectors.joining(","));
    rows =
        duckDb.query(
            "select topic_id, \"partition\", \"offset\", %s from %s where topic_id in (%s) order by 1, 2, 3"
                .formatted(text, DuckDb.over(files), topics));
    hasRow = rows.next();
  }

  /** Those of events. */
  static RowCursor ofEvents(
      Collection<DataFile> files, List<Partition> partitions, Warehouse warehouse)
      throws IOException, SQLException {
    return new RowCursor(
        files,
        partitions,
        "concat_ws('|', receiver, coalesce(message_id, ''), business_id, state,"
            + " epoch_ms(event_time), \"day\", topic, coalesce(biz_id, ''))",
        warehouse);
  }

  /** An event's row for a receiver as it should be. */
  static String text(String receiver, Reading.Event event, long time, LocalDate day, String topic) {
    return String.join(
        "|",
        receiver,
        event.messageId() == null ? "" : event.messageId(),
        String.valueOf(event.businessId()),
        String.valueOf(event.state()),
        String.valueOf(time),
        day.toString(),
        topic,
        event.bizId() == null ? "" : event.bizId());
  }

  /** Those of dead letters, of which the reason is compared. */
  static RowCursor ofLetters(
      Collection<DataFile> files, List<Partition> partitions, Warehouse warehouse)
      throws IOException, SQLException {
    return new RowCursor(files, partitions, "reason", warehouse);
  }

  /** Whether the next row is of this record. */
  boolean isAt(Partition partition, long offset) throws SQLException {
    return hasRow && isOf(partition) && offset() == offset;
  }

  /** Whether the next row is of the partition, and of an earlier record. */
  boolean isBefore(Partition partition, long offset) throws SQLException {
    return hasRow && isOf(partition) && offset() < offset;
  }

  private boolean isOf(Partition partition) throws SQLException {
    return row().getInt(2) == partition.number() && row().getString(1).equals(partition.topicId());
  }

  /** Where the next row's record stood. */
  long offset() throws SQLException {
    return row().getLong(3);
  }

  /** The next row, which is the next no more. */
  String take() throws SQLException {
    String text = row().getString(TEXT);
    hasRow = row().next();
    return text;
  }

  private ResultSet row() {
    if (rows == null) {
      throw new IllegalStateException("There are no rows");
    }
    return rows;
  }

  @Override
  public void close() throws SQLException {
    duckDb.close();
  }
}
