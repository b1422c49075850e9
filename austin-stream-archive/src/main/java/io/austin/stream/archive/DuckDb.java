package io.austin.stream.archive;

import io.austin.stream.options.UsageException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.iceberg.ContentFile;

/**
 * A DuckDB in this process, which reads files that Iceberg has planned: another reader than the
 * writer's own, and one that sorts more than fits into memory. It fetches nothing by itself.
 */
final class DuckDb implements AutoCloseable {
  private static final String MEMORY = "1GB";

  private final Connection connection;

  private DuckDb(Connection connection) {
    this.connection = connection;
  }

  /**
   * A DuckDB without tables.
   *
   * @param spill where it puts what does not fit into memory
   * @throws UsageException when its driver is not there
   */
  static DuckDb open(Path spill) throws SQLException {
    Properties settings = alone();
    settings.put("memory_limit", MEMORY);
    settings.put("temp_directory", spill.toString());
    settings.put("preserve_insertion_order", "false");
    // A result is read as it comes; else all of it would be in memory first.
    settings.put("jdbc_stream_results", "true");
    if (!isThere()) {
      throw new UsageException(
          "DuckDB's driver is not there, which reads the archive: put duckdb_jdbc-*.jar from Maven"
              + " Central (org.duckdb:duckdb_jdbc) into lib.");
    }
    return new DuckDb(DriverManager.getConnection("jdbc:duckdb:", settings));
  }

  /**
   * One more connection to the DuckDB of that name in this process, which is there as long as any
   * is open. It spills nothing: what does not fit into its memory fails.
   */
  static Connection connect(String name, String memory, int threads) throws SQLException {
    Properties settings = alone();
    settings.put("memory_limit", memory);
    settings.put("threads", String.valueOf(threads));
    settings.put("temp_directory", "");
    return DriverManager.getConnection("jdbc:duckdb:memory:" + name, settings);
  }

  /** It asks nobody for anything. */
  private static Properties alone() {
    Properties settings = new Properties();
    settings.put("autoinstall_known_extensions", "false");
    settings.put("autoload_known_extensions", "false");
    return settings;
  }

  /** Whether its driver is there. */
  static boolean isThere() {
    try {
      Class.forName("org.duckdb.DuckDBDriver");
      return true;
    } catch (ClassNotFoundException absent) {
      return false;
    }
  }

  /** The files as a table of a query. */
  static String over(Collection<? extends ContentFile<?>> files) {
    return overPaths(files.stream().map(ContentFile::location).toList());
  }

  /** The same of files by their paths. */
  static String overPaths(Collection<String> paths) {
    return paths.stream()
        .map(DuckDb::quoted)
        .collect(
            Collectors.joining(
                ",", "read_parquet([", "], union_by_name=true, hive_partitioning=false)"));
  }

  /** A text as it stands in a query. */
  static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** The result of a query with values for its question marks; one at a time. */
  ResultSet query(String sql, Object... values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    statement.closeOnCompletion();
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement.executeQuery();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
