package io.austin.stream.console.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Names from a database in the manner of MySQL, there and away. */
@Timeout(30)
class JdbcTemplatesTest {
  private static final String URL = "jdbc:h2:mem:austin;MODE=MySQL;DATABASE_TO_LOWER=TRUE";
  private static final JdbcTemplates.Timing TIMING =
      new JdbcTemplates.Timing(
          Duration.ofMillis(50), Duration.ofSeconds(10), Duration.ofMillis(50));

  private Connection database;

  @BeforeEach
  void create() throws SQLException {
    database = DriverManager.getConnection(URL);
    run(
        "CREATE TABLE message_template (id bigint PRIMARY KEY, name varchar(100),"
            + " send_channel int, creator varchar(45), template_type tinyint)");
    run("INSERT INTO message_template VALUES (3, '验证码', 30, 'Java3y', 20)");
    run("INSERT INTO message_template VALUES (4, NULL, NULL, NULL, 10)");
  }

  @AfterEach
  void drop() throws SQLException {
    run("SHUTDOWN");
  }

  @Test
  void readsWhatIsWanted() {
    try (JdbcTemplates templates = of(URL, TIMING)) {
      assertThat(templates.find(List.of(3L, 4L, 5L)))
          .containsOnlyKeys(3L, 4L)
          .containsEntry(3L, new TemplateInfo(3, "验证码", 30, "Java3y"))
          .containsEntry(4L, new TemplateInfo(4, null, null, null));
      assertThat(templates.isOk()).isTrue();
    }
  }

  @Test
  void whatIsUnknownIsKeptTooForAWhile() throws SQLException {
    JdbcTemplates.Timing slow =
        new JdbcTemplates.Timing(Duration.ofHours(1), Duration.ofSeconds(10), Duration.ZERO);
    try (JdbcTemplates slowly = of(URL, slow);
        JdbcTemplates soon = of(URL, TIMING)) {
      assertThat(slowly.find(9)).isEmpty();
      assertThat(soon.find(9)).isEmpty();

      run("INSERT INTO message_template VALUES (9, 'new', 30, 'a', 20)");

      assertThat(slowly.find(9)).isEmpty();
      await().atMost(Duration.ofSeconds(5)).until(() -> soon.find(9).isPresent());
    }
  }

  @Test
  void aDatabaseThatGoesAwayLeavesWhatIsKnown() throws SQLException {
    try (JdbcTemplates templates = of(URL, TIMING)) {
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
    return new JdbcTemplates(URI.create(url), Optional.empty(), Optional.empty(), timing);
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = database.createStatement()) {
      statement.execute(sql);
    }
  }
}
