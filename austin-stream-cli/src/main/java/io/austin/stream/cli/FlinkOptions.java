package io.austin.stream.cli;

import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Flink's own settings on a command line: {@code --flink.<key> <value>}. */
public final class FlinkOptions {
  private static final String FLAG = "--flink.";

  private FlinkOptions() {}

  /** Lets the command take those that are among the arguments. */
  public static void addTo(CommandSpec spec, String... args) {
    spec.addOption(
        OptionSpec.builder(FLAG + "<key>")
            .type(String.class)
            .paramLabel("VALUE")
            .description("A setting of Flink's own, such as --flink.state.backend.type rocksdb.")
            .build());
    for (String arg : args) {
      String flag = arg.split("=", 2)[0];
      if (flag.startsWith(FLAG)
          && flag.length() > FLAG.length()
          && !spec.optionsMap().containsKey(flag)) {
        spec.addOption(OptionSpec.builder(flag).type(String.class).hidden(true).build());
      }
    }
  }

  /** What was given, by Flink's keys. */
  public static Map<String, String> in(ParseResult parsed) {
    Map<String, String> settings = new TreeMap<>();
    for (OptionSpec matched : parsed.matchedOptions()) {
      String flag = matched.longestName();
      if (flag.startsWith(FLAG) && matched.getValue() instanceof String text) {
        settings.put(flag.substring(FLAG.length()), text);
      }
    }
    return settings;
  }
}
