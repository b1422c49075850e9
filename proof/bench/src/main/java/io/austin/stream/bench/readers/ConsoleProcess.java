package io.austin.stream.bench.readers;

import io.austin.stream.bench.site.BenchSite;
import io.austin.stream.bench.subject.ChildSignals;
import io.austin.stream.bench.subject.JavaChild;
import io.austin.stream.console.Console;
import io.austin.stream.options.OptionValues;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** A console in a process of its own. */
public final class ConsoleProcess {
  private ConsoleProcess() {}

  /** Starts one on this Redis; its result is its address. */
  public static JavaChild start(BenchSite site, ZoneId zone) {
    return JavaChild.start(
        site, ConsoleProcess.class, List.of("-Xmx256m"), site.redis().uri(), zone);
  }

  /** Arguments: the directory of signals, Redis, the zone. */
  public static void main(String[] args) throws IOException {
    ChildSignals signals = new ChildSignals(Path.of(args[0]));
    try (Console console =
        Console.start(
            OptionValues.of(Map.of("redis.uri", args[1], "zone", args[2], "console.port", "0")))) {
      signals.leave(console.address().toString());
      signals.readyAndWait();
    }
  }
}
