package io.austin.stream.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/**
 * Files of one day in the order in which they are looked for, in the place of files in that in
 * which they came: DuckDB sorts, Iceberg writes, and a commit exchanges them. Rows may be left out.
 */
final class SortedDay {
  /** As much goes into a file. */
  static final long FILE_BYTES = 512 << 20;

  /**
   * Small row groups let a reader of one receiver pass over the most. A bloom filter is written for
   * a column only if it does not wholly stand in a dictionary.
   */
  private static final Map<String, String> FOR_LOOKING_UP =
      Map.of(
          "write.parquet.row-group-size-bytes", String.valueOf(1 << 20),
          "write.parquet.dict-size-bytes", String.valueOf(32 << 10));

  private final Table table;
  private final Path spill;
  private final String order;
  private final List<DataFile> files;
  private final List<NestedField> columns;
  private final @Nullable Rows without;

  /** All rows of these files. */
  SortedDay(Table table, Path spill, String order, List<DataFile> files) {
    this(table, spill, order, files, null);
  }

  /** Those of these files without some. */
  SortedDay(Table table, Path spill, String order, List<DataFile> files, @Nullable Rows without) {
    this.table = table;
    this.spill = spill;
    this.order = order;
    this.files = files;
    this.columns = table.schema().columns();
    this.without = without;
  }

  /**
   * Some rows.
   *
   * @param condition in SQL, with question marks for values
   * @param count how many rows they are
   */
  record Rows(String condition, List<Object> values, long count) {}

  /**
   * Exchanges them; returns how many rows they have.
   *
   * @throws IOException when as many do not come out as went in; nothing is changed then
   */
  long replace() throws IOException, SQLException {
    long snapshot = table.currentSnapshot().snapshotId();
    long before =
        files.stream().mapToLong(DataFile::recordCount).sum()
            - (without == null ? 0 : without.count());
    List<DataFile> sorted = new ArrayList<>();
    try {
      write(sorted);
      long after = sorted.stream().mapToLong(DataFile::recordCount).sum();
      if (after != before) {
        throw new IOException(
            "Sorting made %d rows of %d, nothing was changed".formatted(after, before));
      }
      RewriteFiles exchange = table.newRewrite().validateFromSnapshot(snapshot);
      files.forEach(exchange::deleteFile);
      sorted.forEach(exchange::addFile);
      exchange.commit();
      return after;
    } catch (IOException | SQLException | ValidationException | CommitFailedException failed) {
      sorted.forEach(file -> table.io().deleteFile(file.location()));
      throw failed;
    }
  }

  private void write(List<DataFile> sorted) throws IOException, SQLException {
    Files.createDirectories(spill);
    String names = String.join(",", columns.stream().map(it -> '"' + it.name() + '"').toList());
    String some = without == null ? "" : "where not (%s)".formatted(without.condition());
    String query =
        "select %s from %s %s order by %s".formatted(names, DuckDb.over(files), some, order);
    Object[] values = without == null ? new Object[0] : without.values().toArray();
    try (DuckDb duckDb = DuckDb.open(spill);
        ResultSet rows = duckDb.query(query, values)) {
      boolean more = rows.next();
      while (more) {
        DataWriter<Record> writer = writer();
        try (writer) {
          do {
            writer.write(record(rows));
            more = rows.next();
          } while (more && writer.length() < FILE_BYTES);
        }
        sorted.add(writer.toDataFile());
      }
    }
  }

  private DataWriter<Record> writer() throws IOException {
    String location =
        table
            .locationProvider()
            .newDataLocation(
                table.spec(), files.get(0).partition(), "sorted-" + UUID.randomUUID() + ".parquet");
    return Parquet.writeData(table.io().newOutputFile(location))
        .forTable(table)
        .setAll(FOR_LOOKING_UP)
        .setAll(bloomFilters())
        .createWriterFunc(GenericParquetWriter::create)
        .withPartition(files.get(0).partition())
        .withSortOrder(table.sortOrder())
        .build();
  }

  /** Of what is looked for and not sorted by. */
  private Map<String, String> bloomFilters() {
    return columns.stream()
        .map(NestedField::name)
        .filter("message_id"::equals)
        .collect(
            Collectors.toMap(
                name -> "write.parquet.bloom-filter-enabled.column." + name, name -> "true"));
  }

  private Record record(ResultSet row) throws SQLException {
    Record record = GenericRecord.create(table.schema());
    for (int column = 0; column < columns.size(); column++) {
      record.set(column, value(row, column));
    }
    return record;
  }

  private @Nullable Object value(ResultSet row, int column) throws SQLException {
    int at = column + 1;
    return switch (columns.get(column).type().typeId()) {
      case BINARY -> {
        byte[] bytes = row.getBytes(at);
        yield bytes == null ? null : ByteBuffer.wrap(bytes);
      }
      case TIMESTAMP -> row.getObject(at, OffsetDateTime.class);
      default -> row.getObject(at);
    };
  }
}
