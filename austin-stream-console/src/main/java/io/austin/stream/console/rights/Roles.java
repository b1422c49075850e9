package io.austin.stream.console.rights;

import io.austin.stream.options.UsageException;
import io.austin.stream.template.file.RowFile;
import io.austin.stream.template.file.WatchedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who may see what, by a file that is read again when it changes. */
public final class Roles {
  /** In the file, whoever is not named there. */
  private static final String EVERYBODY = "*";

  private final WatchedFile<Map<String, Right>> file;

  /**
   * The roles in a file.
   *
   * @param check how often to look whether it has changed
   * @throws UsageException when it cannot be read, or is wrong
   */
  public Roles(Path file, Duration check) {
    this.file = new WatchedFile<>("console.roles", file, check, Roles::read);
  }

  /** What somebody may see: totals, unless the file says more of that person or of everybody. */
  public Right of(String user) {
    Map<String, Right> roles = file.content();
    return roles.getOrDefault(user, roles.getOrDefault(EVERYBODY, Right.TOTALS));
  }

  private static Map<String, Right> read(Path file) throws IOException {
    Map<String, Right> roles = new HashMap<>();
    List<Row> rows = RowFile.read(file, Row.class);
    for (int i = 0; i < rows.size(); i++) {
      String which = "row " + (i + 1);
      String user = rows.get(i).user();
      String role = rows.get(i).role();
      if (user == null || user.isBlank()) {
        throw new IOException(which + " has no user");
      }
      Right right =
          Right.ofCode(String.valueOf(role))
              .orElseThrow(
                  () ->
                      new IOException(
                          "%s: role is '%s', and has to be one of %s"
                              .formatted(which, role, String.join(", ", Right.codes()))));
      if (roles.put(user, right) != null) {
        throw new IOException(which + ": '" + user + "' stands there twice");
      }
    }
    return Map.copyOf(roles);
  }

  record Row(@Nullable String user, @Nullable String role) {}
}
