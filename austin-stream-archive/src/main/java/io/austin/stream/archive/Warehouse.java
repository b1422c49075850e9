package io.austin.stream.archive;

import static io.austin.stream.options.ArchiveOptionDefinitions.ARCHIVE_CATALOG;
import static io.austin.stream.options.ArchiveOptionDefinitions.ARCHIVE_CATALOG_PASSWORD;
import static io.austin.stream.options.ArchiveOptionDefinitions.ARCHIVE_CATALOG_USER;
import static io.austin.stream.options.ArchiveOptionDefinitions.ARCHIVE_KEY;
import static io.austin.stream.options.ArchiveOptionDefinitions.ARCHIVE_WAREHOUSE;

import io.austin.stream.options.OptionValues;
import io.austin.stream.options.UsageException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.flink.CatalogLoader;
import org.apache.iceberg.flink.TableLoader;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.jdbc.UncheckedSQLException;
import org.jspecify.annotations.Nullable;

/** Where the archive's tables are. It travels with the job, with the catalog's password. */
final class Warehouse implements CatalogLoader {
  private static final long serialVersionUID = 1L;
  private static final Namespace NAMESPACE = Namespace.of("austin");
  private static final String SQLITE = "jdbc:sqlite:";
  private static final String MYSQL = "jdbc:mysql:";
  private static final String MARIADB = "jdbc:mariadb:";

  /** For the catalog's tables, their columns, and the namespace. */
  private static final int ATTEMPTS_TO_CREATE = 4;

  /** As SQLite and MariaDB say that nobody has made the catalog's tables. */
  private static final Pattern NO_CATALOG =
      Pattern.compile("no such table|Table '.*' doesn't exist");

  private final String folder;
  private final HashMap<String, String> properties;
  private final @Nullable String key;

  private Warehouse(String folder, Map<String, String> properties, @Nullable String key) {
    this.folder = folder;
    this.properties = new HashMap<>(properties);
    this.key = key;
  }

  /**
   * The warehouse that the options name; nobody has looked whether it is there.
   *
   * @throws UsageException when they name none, or a catalog of a kind that is not known here
   */
  static Warehouse of(OptionValues options) {
    Path folder =
        options
            .find(ARCHIVE_WAREHOUSE)
            .orElseThrow(
                () ->
                    new UsageException(
                        ARCHIVE_WAREHOUSE.flag() + " is missing: name the archive's folder."));
    return in(folder, options);
  }

  /** The warehouse in a folder, with the catalog that the options name. */
  static Warehouse in(Path folder, OptionValues options) {
    String catalog =
        options.find(ARCHIVE_CATALOG).map(URI::toString).orElse(SQLITE + folder + "/catalog.db");
    Map<String, String> properties = new HashMap<>();
    properties.put("warehouse", folder.toString());
    properties.put("uri", driven(catalog));
    options.find(ARCHIVE_CATALOG_USER).ifPresent(it -> properties.put("jdbc.user", it));
    options.find(ARCHIVE_CATALOG_PASSWORD).ifPresent(it -> properties.put("jdbc.password", it));
    return new Warehouse(folder.toString(), properties, options.find(ARCHIVE_KEY).orElse(null));
  }

  /** The address as one of the drivers that are here takes it. */
  private static String driven(String catalog) {
    if (catalog.startsWith(SQLITE)) {
      // Another process may be at a commit: wait for it.
      return with(catalog, "busy_timeout=30000");
    }
    // Else tables of another database on that server pass for this one's.
    if (catalog.startsWith(MYSQL)) {
      return with(MARIADB + catalog.substring(MYSQL.length()), "nullDatabaseMeansCurrent=true");
    }
    if (catalog.startsWith(MARIADB)) {
      return with(catalog, "nullDatabaseMeansCurrent=true");
    }
    throw new UsageException(
        "archive.catalog is of a database that the archive has no driver for; name MySQL"
            + " (jdbc:mysql://host:3306/database), MariaDB or SQLite"
            + " (jdbc:sqlite:/path/catalog.db).");
  }

  private static String with(String address, String parameter) {
    return address + (address.contains("?") ? "&" : "?") + parameter;
  }

  /** Whether one machine alone can use the catalog. */
  boolean isOfOneMachine() {
    return String.valueOf(properties.get("uri")).startsWith(SQLITE);
  }

  /** The key that the options give to hash receivers by. */
  Optional<String> key() {
    return Optional.ofNullable(key);
  }

  /** A folder in it, beside the tables. */
  Path resolve(String name) {
    return Path.of(folder, name);
  }

  /** For those who find the tables there; only who makes them makes the catalog's. */
  @Override
  public Catalog loadCatalog() {
    return connect(false);
  }

  private JdbcCatalog connect(boolean creates) {
    // On a cluster nobody looks for drivers in a job's jar.
    String driver = isOfOneMachine() ? "org.sqlite.JDBC" : "org.mariadb.jdbc.Driver";
    try {
      Class.forName(driver);
    } catch (ClassNotFoundException absent) {
      throw new IllegalStateException(driver + " is not there", absent);
    }
    JdbcCatalog catalog = new JdbcCatalog(unused -> new LocalFiles(), null, creates);
    Map<String, String> given = new HashMap<>(properties);
    if (creates) {
      // It has the columns for views from the beginning; who only looks must not add them.
      given.put("jdbc.schema-version", "V1");
    }
    catalog.initialize("austin", given);
    return catalog;
  }

  @Override
  @SuppressWarnings({"MethodDoesntCallSuperMethod", "NoClone"}) // as Iceberg's interface has it
  public CatalogLoader clone() {
    return new Warehouse(folder, properties, key);
  }

  /** How tasks come to a table. */
  TableLoader loaderOf(ArchiveTable table) {
    return TableLoader.fromCatalog(this, table.in(NAMESPACE));
  }

  /**
   * The tables as they are.
   *
   * @throws UsageException when the folder or the database cannot be used, or there is no archive
   */
  Tables open() {
    return open(false, ZoneId.systemDefault());
  }

  /**
   * The tables, created unless they are there.
   *
   * @param zone where their days are of
   * @throws UsageException when the folder or the database cannot be used, or they are of another
   *     zone's days
   */
  Tables create(ZoneId zone) {
    try {
      Files.createDirectories(Path.of(folder));
    } catch (IOException refused) {
      throw new UsageException(
          "archive.warehouse is '%s', where no folder can be made. Correct it, or its rights."
              .formatted(folder));
    }
    for (int attempt = 1; ; attempt++) {
      try {
        return open(true, zone);
      } catch (RuntimeException failed) {
        // Of some that make them at the same time all but one fail, and find them there then.
        if (attempt == ATTEMPTS_TO_CREATE) {
          throw failed;
        }
      }
    }
  }

  private Tables open(boolean creates, ZoneId zone) {
    if (!Files.isDirectory(Path.of(folder))) {
      throw none();
    }
    JdbcCatalog catalog;
    try {
      catalog = connect(creates);
    } catch (RuntimeException unreachable) {
      throw new UsageException(
          "archive.catalog cannot be used: %s. Start the database, or correct archive.catalog, its"
                  .formatted(innermost(unreachable))
              + " user and its password.");
    }
    Map<ArchiveTable, Table> tables = new HashMap<>();
    try {
      if (creates) {
        createIn(catalog, zone);
      }
      for (ArchiveTable table : ArchiveTable.values()) {
        tables.put(table, catalog.loadTable(table.in(NAMESPACE)));
      }
    } catch (NoSuchTableException notMade) {
      throw none();
    } catch (UncheckedSQLException failed) {
      if (NO_CATALOG.matcher(innermost(failed)).find()) {
        throw none();
      }
      throw failed;
    }
    Tables opened = new Tables(catalog, tables);
    if (creates && !opened.zone().equals(zone)) {
      throw new UsageException(
          "zone is '%s', and the archive in %s has days of %s. Set zone to that, or archive.warehouse"
                  .formatted(zone, folder, opened.zone())
              + " to another folder.");
    }
    return opened;
  }

  private static void createIn(JdbcCatalog catalog, ZoneId zone) {
    if (!catalog.namespaceExists(NAMESPACE)) {
      catalog.createNamespace(NAMESPACE);
    }
    for (ArchiveTable table : ArchiveTable.values()) {
      if (!catalog.tableExists(table.in(NAMESPACE))) {
        create(table, catalog, zone);
      }
    }
  }

  private static void create(ArchiveTable table, JdbcCatalog catalog, ZoneId zone) {
    try {
      table.createIn(catalog, NAMESPACE, zone);
    } catch (AlreadyExistsException madeMeanwhile) {
      // By another, who began at the same time: as it should be.
    }
  }

  private UsageException none() {
    return new UsageException(
        "There is no archive in %s so far: correct archive.warehouse and archive.catalog, or start"
                .formatted(folder)
            + " the archive job, which makes it.");
  }

  private static String innermost(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }

  /** The tables, opened. */
  record Tables(JdbcCatalog catalog, Map<ArchiveTable, Table> tables) implements AutoCloseable {
    Table get(ArchiveTable table) {
      return Objects.requireNonNull(tables.get(table));
    }

    /** Where the days are of. */
    ZoneId zone() {
      return ZoneId.of(
          get(ArchiveTable.EVENTS).properties().getOrDefault(ArchiveTable.ZONE, "UTC"));
    }

    @Override
    public void close() {
      catalog.close();
    }
  }
}
