package io.austin.stream.bench.readers;

import io.austin.stream.bench.site.ChildSignals;
import io.austin.stream.console.Console;
import io.austin.stream.options.OptionValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Main class of a console's process. */
final class ConsoleProcess {
  private static final String ADDRESS = "address";

  private ConsoleProcess() {}

  /** Arguments: the directory of signals, Redis, the zone. */
  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[0]);
    try (Console console =
        Console.start(
            OptionValues.of(Map.of("redis.uri", args[1], "zone", args[2], "console.port", "0")))) {
      Files.writeString(directory.resolve(ADDRESS), console.address().toString());
      new ChildSignals(directory).readyAndWait();
    }
  }

  /** Where the console of a process that is ready listens. */
  static String address(Path directory) throws IOException {
    return Files.readString(directory.resolve(ADDRESS));
  }
}
