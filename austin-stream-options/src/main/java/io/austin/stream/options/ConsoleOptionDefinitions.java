package io.austin.stream.options;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The options that the console alone has; {@link OptionDefinitions#console()} are all it takes. */
public final class ConsoleOptionDefinitions {
  private static final int MIN_TOKEN_LENGTH = 16;

  public static final Option<String> CONSOLE_HOST =
      Option.named(
              "console.host",
              OptionTypes.name("a host name or an address of this machine; 0.0.0.0 for all"),
              "Where the console listens. Elsewhere than on this machine alone it needs a"
                  + " console.token.")
          .defaultsTo("127.0.0.1");

  public static final Option<Integer> CONSOLE_PORT =
      Option.named(
              "console.port",
              OptionTypes.integer(0, 65_535),
              "The port it listens on; 0 for any that is free.")
          .defaultsTo("8082");

  public static final Option<String> CONSOLE_BASE_PATH =
      Option.named(
          "console.base-path",
          OptionTypes.name("a path, as /ops/trace"),
          "The path that a proxy shows the console under. Whether the proxy takes it out of what it"
              + " passes on does not matter. Without it X-Forwarded-Prefix says so.");

  public static final Option<String> CONSOLE_TOKEN =
      Option.named(
          "console.token",
          OptionTypes.secret(MIN_TOKEN_LENGTH),
          "What readers must know: for the API as Authorization: Bearer, for the page as a"
              + " password.");

  public static final Option<String> CONSOLE_ROLE =
      Option.named(
              "console.role",
              OptionTypes.oneOf("totals", "masked", "full"),
              "What may be seen by who knows the token, or needs none: counts alone; single messages"
                  + " and receivers, masked; receivers in full where somebody switches that on.")
          .defaultsTo("full");

  public static final Option<String> CONSOLE_KEY =
      Option.named(
          "console.key",
          OptionTypes.secret(MIN_TOKEN_LENGTH),
          "Seals receivers in addresses, and hashes them in the audit log. Consoles with the same"
              + " key open each other's links. Without it console.token gives one, where who knows"
              + " that may see everything; without that, links hold until the console stops.");

  public static final Option<Path> CONSOLE_AUDIT_LOG =
      Option.named(
          "console.audit-log",
          OptionTypes.file(),
          "A file to which a line of JSON is added for each search, each receiver shown in full and"
              + " each export. Without it they stand in the console's log, as austin-stream.audit.");

  public static final Option<String> CONSOLE_USER_HEADER =
      Option.named(
          "console.user-header",
          OptionTypes.header(),
          "The header in which a proxy names the person who asks, and which it takes out of what"
              + " comes to it. Needs console.trusted-proxies and console.key.");

  public static final Option<List<Network>> CONSOLE_TRUSTED_PROXIES =
      Option.named(
          "console.trusted-proxies",
          OptionTypes.networks(),
          "From where console.user-header is believed. From elsewhere a request with it is refused.");

  public static final Option<Path> CONSOLE_ROLES =
      Option.named(
          "console.roles",
          OptionTypes.file(),
          "What the persons may see whom a proxy names, from a file, .csv or .json, with user and"
              + " role, a role as in console.role. The user * is whoever is not named there; without"
              + " it they see totals. It is read again when it changes. Without a file all have"
              + " console.role.");

  public static final Option<Path> CONSOLE_TEMPLATES_FILE =
      Option.named(
          "console.templates.file",
          OptionTypes.file(),
          "What is known of templates, from a file, .csv or .json, with id, name, send_channel and"
              + " creator. It is read again when it changes. Pages show names, and rules for channels"
              + " need it.");

  public static final Option<URI> CONSOLE_TEMPLATES_JDBC_URL =
      Option.named(
          "console.templates.jdbc-url",
          OptionTypes.jdbcUrl(),
          "The same from austin's table message_template. MySQL and MariaDB need no further driver,"
              + " but on a Flink cluster. Not together with console.templates.file.");

  public static final Option<String> CONSOLE_TEMPLATES_JDBC_USER =
      Option.named(
          "console.templates.jdbc-user",
          OptionTypes.name("a user's name"),
          "The database's user; SELECT on that one table will do.");

  public static final Option<String> CONSOLE_TEMPLATES_JDBC_PASSWORD =
      Option.named(
          "console.templates.jdbc-password", OptionTypes.secret(1), "That user's password.");

  public static final Option<Path> CONSOLE_CODES_FILE =
      Option.named(
          "console.codes.file",
          OptionTypes.file(),
          "What channels' codes mean, a file, .csv or .json, with channel, code, class, zh, en,"
              + " advice_zh, advice_en and source. It counts before what the console knows, and is"
              + " read again when it changes.");

  public static final Option<Path> CONSOLE_ARCHIVE =
      Option.named(
          "console.archive",
          OptionTypes.absoluteFolder(),
          "The archive's folder, its archive.warehouse: pages of receivers then show earlier days,"
              + " and messages of any age. It needs the archive's jar and DuckDB's driver in lib.");

  public static final Option<Duration> LATENCY_TARGET =
      Option.named(
              "latency.target",
              OptionTypes.duration(Duration.ofMillis(1)),
              "Within which a channel should answer after a message was taken in: pages say which"
                  + " share of the messages it did.")
          .defaultsTo("10s");

  private static final List<Option<?>> TEMPLATES =
      List.of(
          CONSOLE_TEMPLATES_FILE,
          CONSOLE_TEMPLATES_JDBC_URL,
          CONSOLE_TEMPLATES_JDBC_USER,
          CONSOLE_TEMPLATES_JDBC_PASSWORD);

  private static final List<Option<?>> ALL =
      Stream.of(
              List.of(
                  CONSOLE_HOST,
                  CONSOLE_PORT,
                  CONSOLE_BASE_PATH,
                  CONSOLE_TOKEN,
                  CONSOLE_ROLE,
                  CONSOLE_KEY,
                  CONSOLE_AUDIT_LOG,
                  CONSOLE_USER_HEADER,
                  CONSOLE_TRUSTED_PROXIES,
                  CONSOLE_ROLES),
              TEMPLATES,
              List.of(CONSOLE_CODES_FILE, CONSOLE_ARCHIVE, LATENCY_TARGET))
          .<Option<?>>flatMap(List::stream)
          .toList();

  private ConsoleOptionDefinitions() {}

  /** Where templates are known from; rules for channels need it too. */
  public static List<Option<?>> templates() {
    return TEMPLATES;
  }

  static List<Option<?>> all() {
    return ALL;
  }
}
