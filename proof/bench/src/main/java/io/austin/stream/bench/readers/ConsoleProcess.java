package io.austin.stream.bench.readers;

import io.austin.stream.bench.site.BenchSite;
import io.austin.stream.bench.subject.ChildSignals;
import io.austin.stream.bench.subject.JavaChild;
import io.austin.stream.console.Console;
import io.austin.stream.options.OptionValues;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A console in a process of its own. */
public final class ConsoleProcess {
  private ConsoleProcess() {}

  /**
   * Starts one on this Redis with further options, each as key=value; its result is its address.
   */
  public static JavaChild start(BenchSite site, ZoneId zone, String... more) {
    List<Object> options =
        new ArrayList<>(
            List.of("redis.uri=" + site.redis().uri(), "zone=" + zone, "console.port=0"));
    options.addAll(List.of(more));
    return JavaChild.start(site, ConsoleProcess.class, List.of("-Xmx256m"), options.toArray());
  }

  /** Arguments: the directory of signals, the options. */
  public static void main(String[] args) throws IOException {
    ChildSignals signals = new ChildSignals(Path.of(args[0]));
    Map<String, String> options =
        Arrays.stream(args)
            .skip(1)
            .collect(
                Collectors.toMap(
                    it -> it.substring(0, it.indexOf('=')),
                    it -> it.substring(it.indexOf('=') + 1)));
    try (Console console = Console.start(OptionValues.of(options))) {
      signals.leave(console.address().toString());
      signals.readyAndWait();
    }
  }
}
