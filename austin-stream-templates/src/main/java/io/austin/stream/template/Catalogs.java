package io.austin.stream.template;

import static io.austin.stream.options.ConsoleOptionDefinitions.CONSOLE_TEMPLATES_FILE;
import static io.austin.stream.options.ConsoleOptionDefinitions.CONSOLE_TEMPLATES_JDBC_PASSWORD;
import static io.austin.stream.options.ConsoleOptionDefinitions.CONSOLE_TEMPLATES_JDBC_URL;
import static io.austin.stream.options.ConsoleOptionDefinitions.CONSOLE_TEMPLATES_JDBC_USER;

import io.austin.stream.options.OptionValues;
import io.austin.stream.options.UsageException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Makes the catalog of templates that the options name. */
public final class Catalogs {
  private static final Duration CHECK_FILE = Duration.ofSeconds(1);

  private Catalogs() {}

  /**
   * Whether the options name one.
   *
   * @throws UsageException when they name two
   */
  public static boolean isNamed(OptionValues options) {
    boolean file = options.isSet(CONSOLE_TEMPLATES_FILE);
    boolean database = options.isSet(CONSOLE_TEMPLATES_JDBC_URL);
    if (file && database) {
      throw new UsageException(
          "%s and %s are both set: templates come from one of them."
              .formatted(CONSOLE_TEMPLATES_FILE.key(), CONSOLE_TEMPLATES_JDBC_URL.key()));
    }
    return file || database;
  }

  /**
   * The catalog that the options name; one that knows nothing where they name none.
   *
   * @throws UsageException when they name two, or a file that cannot be read
   */
  public static TemplateCatalog of(OptionValues options) {
    if (!isNamed(options)) {
      return TemplateCatalog.none();
    }
    Optional<Path> file = options.find(CONSOLE_TEMPLATES_FILE);
    return file.isPresent()
        ? new FileTemplates(file.get(), CHECK_FILE)
        : new JdbcTemplates(
            options.get(CONSOLE_TEMPLATES_JDBC_URL),
            options.find(CONSOLE_TEMPLATES_JDBC_USER),
            options.find(CONSOLE_TEMPLATES_JDBC_PASSWORD),
            JdbcTemplates.Timing.usual());
  }
}
