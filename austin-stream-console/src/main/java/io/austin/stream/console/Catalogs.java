package io.austin.stream.console;

import static io.austin.stream.options.ConsoleOptionDefinitions.CONSOLE_CODES_FILE;
import static io.austin.stream.options.ConsoleOptionDefinitions.CONSOLE_TEMPLATES_FILE;
import static io.austin.stream.options.ConsoleOptionDefinitions.CONSOLE_TEMPLATES_JDBC_PASSWORD;
import static io.austin.stream.options.ConsoleOptionDefinitions.CONSOLE_TEMPLATES_JDBC_URL;
import static io.austin.stream.options.ConsoleOptionDefinitions.CONSOLE_TEMPLATES_JDBC_USER;

import io.austin.stream.console.code.ChannelCodes;
import io.austin.stream.console.template.FileTemplates;
import io.austin.stream.console.template.JdbcTemplates;
import io.austin.stream.console.template.TemplateCatalog;
import io.austin.stream.options.OptionValues;
import io.austin.stream.options.UsageException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Makes the catalogs of templates and of channels' codes that the options name. */
final class Catalogs {
  private static final Duration CHECK_FILE = Duration.ofSeconds(1);

  private Catalogs() {}

  static ChannelCodes codes(OptionValues options) {
    return options
        .find(CONSOLE_CODES_FILE)
        .map(file -> ChannelCodes.with(file, CHECK_FILE))
        .orElseGet(ChannelCodes::known);
  }

  static TemplateCatalog templates(OptionValues options) {
    Optional<Path> file = options.find(CONSOLE_TEMPLATES_FILE);
    Optional<URI> database = options.find(CONSOLE_TEMPLATES_JDBC_URL);
    if (file.isPresent() && database.isPresent()) {
      throw new UsageException(
          "%s and %s are both set: names come from one of them."
              .formatted(CONSOLE_TEMPLATES_FILE.key(), CONSOLE_TEMPLATES_JDBC_URL.key()));
    }
    if (file.isPresent()) {
      return new FileTemplates(file.get(), CHECK_FILE);
    }
    if (database.isPresent()) {
      return new JdbcTemplates(
          database.get(),
          options.find(CONSOLE_TEMPLATES_JDBC_USER),
          options.find(CONSOLE_TEMPLATES_JDBC_PASSWORD),
          JdbcTemplates.Timing.usual());
    }
    return TemplateCatalog.none();
  }
}
