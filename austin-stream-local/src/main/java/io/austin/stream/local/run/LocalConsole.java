package io.austin.stream.local.run;

import static io.austin.stream.options.ConsoleOptionDefinitions.CONSOLE_PORT;

import io.austin.stream.console.Console;
import io.austin.stream.options.OptionValues;
import io.austin.stream.options.UsageException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The console of a run, or none. */
final class LocalConsole implements AutoCloseable {
  private final @Nullable Console console;

  private LocalConsole(@Nullable Console console) {
    this.console = console;
  }

  /**
   * Starts the console where it is wanted. Unless somebody names a port, another one will do when
   * the usual one is taken: a second run is no mistake.
   */
  static LocalConsole start(boolean wanted, OptionValues options) {
    if (!wanted) {
      return new LocalConsole(null);
    }
    try {
      return new LocalConsole(Console.start(options));
    } catch (UsageException mistake) {
      if (options.isSet(CONSOLE_PORT)) {
        throw mistake;
      }
      return new LocalConsole(Console.start(options.with(CONSOLE_PORT, "0")));
    }
  }

  /** Where it is. */
  Optional<String> address() {
    return Optional.ofNullable(console).map(it -> it.address().toString());
  }

  @Override
  public void close() {
    if (console != null) {
      console.close();
    }
  }
}
