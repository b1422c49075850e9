package io.austin.stream.options;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The options that the archive alone has; {@link OptionDefinitions#archive()} are all it takes. */
public final class ArchiveOptionDefinitions {
  public static final Option<Path> ARCHIVE_WAREHOUSE =
      Option.named(
          "archive.warehouse",
          OptionTypes.absoluteFolder(),
          "The folder of the archive's tables, on this machine or mounted: every machine that writes"
              + " or reads them sees it under this path.");

  public static final Option<URI> ARCHIVE_CATALOG =
      Option.named(
          "archive.catalog",
          OptionTypes.jdbcUrl(),
          "The database that says which files the tables are made of now: MySQL or MariaDB, or SQLite"
              + " where one machine does everything. Default: SQLite, catalog.db in"
              + " archive.warehouse.");

  public static final Option<String> ARCHIVE_CATALOG_USER =
      Option.named(
          "archive.catalog.user",
          OptionTypes.name("a user's name"),
          "The database's user, who may create the catalog's two tables there, read them and write"
              + " them.");

  public static final Option<String> ARCHIVE_CATALOG_PASSWORD =
      Option.named("archive.catalog.password", OptionTypes.secret(1), "That user's password.");

  public static final Option<String> ARCHIVE_GROUP_ID =
      Option.named(
          "archive.group.id",
          OptionTypes.name("a consumer group's name"),
          "The archive's consumer group, under which it commits offsets for monitoring. Default:"
              + " kafka.group.id with -archive behind it.");

  public static final Option<Duration> ARCHIVE_COMMIT_INTERVAL =
      Option.named(
              "archive.commit.interval",
              OptionTypes.duration(Duration.ofMillis(100)),
              "How often rows that were written are shown, by a checkpoint of Flink's. Each makes a file"
                  + " for every subtask and day.")
          .defaultsTo("1m");

  public static final Option<Duration> ARCHIVE_KEEP =
      Option.named(
              "archive.keep",
              OptionTypes.duration(Duration.ofDays(1)),
              "How many days of events archive maintain leaves, by the events' own time.")
          .defaultsTo("90d");

  public static final Option<Duration> ARCHIVE_DEAD_LETTERS_KEEP =
      Option.named(
              "archive.dead-letters.keep",
              OptionTypes.duration(Duration.ofDays(1)),
              "How many days of dead letters archive maintain leaves, by when they were archived.")
          .defaultsTo("7d");

  public static final Option<String> ARCHIVE_KEY =
      Option.named(
          "archive.key",
          OptionTypes.secret(32),
          "The key of the hashes (HMAC-SHA-256) by which receivers are known who were forgotten. It"
              + " stays the same for ever. Default: the file forgotten/key in archive.warehouse, made"
              + " by the first archive forget.");

  private static final List<Option<?>> CATALOG =
      List.of(ARCHIVE_CATALOG, ARCHIVE_CATALOG_USER, ARCHIVE_CATALOG_PASSWORD);

  private static final List<Option<?>> WAREHOUSE =
      List.of(ARCHIVE_WAREHOUSE, ARCHIVE_CATALOG, ARCHIVE_CATALOG_USER, ARCHIVE_CATALOG_PASSWORD);

  private static final List<Option<?>> ALL =
      List.of(
          ARCHIVE_WAREHOUSE,
          ARCHIVE_CATALOG,
          ARCHIVE_CATALOG_USER,
          ARCHIVE_CATALOG_PASSWORD,
          ARCHIVE_GROUP_ID,
          ARCHIVE_COMMIT_INTERVAL,
          ARCHIVE_KEEP,
          ARCHIVE_DEAD_LETTERS_KEEP,
          ARCHIVE_KEY);

  private ArchiveOptionDefinitions() {}

  /** The options that lead to the archive's tables. */
  public static List<Option<?>> warehouse() {
    return WAREHOUSE;
  }

  /** The options that lead to the catalog alone; the console takes them too. */
  static List<Option<?>> catalog() {
    return CATALOG;
  }

  /** The group under which the archive reads. */
  public static String groupId(OptionValues options) {
    return options
        .find(ARCHIVE_GROUP_ID)
        .orElseGet(() -> options.get(OptionDefinitions.KAFKA_GROUP_ID) + "-archive");
  }

  static List<Option<?>> all() {
    return ALL;
  }
}
