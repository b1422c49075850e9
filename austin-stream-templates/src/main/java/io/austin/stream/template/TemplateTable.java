package io.austin.stream.template;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** austin's table message_template. For one thread; it keeps its connection while that works. */
final class TemplateTable implements AutoCloseable {
  private static final int TIMEOUT_SECONDS = 3;
  private static final String COLUMNS =
      "SELECT id, name, send_channel, creator FROM message_template WHERE id IN (";
  private static final String NAMED =
      "SELECT id FROM message_template WHERE name LIKE ? ESCAPE '!' ORDER BY id DESC";
  private static final String MYSQL = "jdbc:mysql:";
  private static final String MARIADB = "jdbc:mariadb:";

  private final String url;
  private final Properties login = new Properties();
  private @Nullable Connection connection;

  TemplateTable(URI url, Optional<String> user, Optional<String> password) {
    this.url = url.toString();
    user.ifPresent(name -> login.setProperty("user", name));
    password.ifPresent(text -> login.setProperty("password", text));
    if (this.url.startsWith(MYSQL) || this.url.startsWith(MARIADB)) {
      String milliseconds = String.valueOf(TIMEOUT_SECONDS * 1000);
      login.setProperty("connectTimeout", milliseconds);
      login.setProperty("socketTimeout", milliseconds);
    }
  }

  /** What the table says of these templates. */
  Map<Long, TemplateInfo> read(Collection<Long> ids) throws SQLException {
    return orClose(() -> query(ids));
  }

  /** The newest ids of templates in whose name a text stands, by the table's own collation. */
  List<Long> named(String part, int limit) throws SQLException {
    return orClose(() -> query(part, limit));
  }

  private <T> T orClose(Query<T> query) throws SQLException {
    try {
      return query.run();
    } catch (SQLException failed) {
      close();
      throw failed;
    }
  }

  private List<Long> query(String part, int limit) throws SQLException {
    try (PreparedStatement select = connected().prepareStatement(NAMED)) {
      select.setQueryTimeout(TIMEOUT_SECONDS);
      select.setMaxRows(limit);
      select.setString(1, "%" + part.replaceAll("[!%_]", "!$0") + "%");
      try (ResultSet rows = select.executeQuery()) {
        List<Long> ids = new ArrayList<>();
        while (rows.next()) {
          ids.add(rows.getLong(1));
        }
        return ids;
      }
    }
  }

  private Map<Long, TemplateInfo> query(Collection<Long> ids) throws SQLException {
    String marks = String.join(",", Collections.nCopies(ids.size(), "?"));
    try (PreparedStatement select = connected().prepareStatement(COLUMNS + marks + ")")) {
      select.setQueryTimeout(TIMEOUT_SECONDS);
      Iterator<Long> values = ids.iterator();
      for (int i = 1; values.hasNext(); i++) {
        select.setLong(i, values.next());
      }
      try (ResultSet rows = select.executeQuery()) {
        Map<Long, TemplateInfo> templates = new HashMap<>();
        while (rows.next()) {
          templates.put(rows.getLong(1), template(rows));
        }
        return templates;
      }
    }
  }

  private static TemplateInfo template(ResultSet row) throws SQLException {
    int code = row.getInt(3);
    Integer channel = row.wasNull() ? null : code;
    return new TemplateInfo(row.getLong(1), row.getString(2), channel, row.getString(4));
  }

  private Connection connected() throws SQLException {
    Connection open = connection;
    if (open == null || !open.isValid(TIMEOUT_SECONDS)) {
      close();
      open = DriverManager.getConnection(supported(), login);
      open.setReadOnly(true);
      connection = open;
    }
    return open;
  }

  /** MariaDB's driver speaks to MySQL too, but only where it is addressed by its own name. */
  private String supported() {
    if (!url.startsWith(MYSQL)) {
      return url;
    }
    try {
      DriverManager.getDriver(url);
      return url;
    } catch (SQLException noMysqlDriver) {
      return MARIADB + url.substring(MYSQL.length());
    }
  }

  private interface Query<T> {
    T run() throws SQLException;
  }

  @Override
  public void close() {
    Connection open = connection;
    connection = null;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException broken) {
        // It was given up because it does not work.
      }
    }
  }
}
