package io.austin.stream.job;

import io.austin.stream.options.OptionDefinitions;
import io.austin.stream.options.OptionValues;
import io.austin.stream.options.OptionsCommandLine;
import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The command line of the job itself. */
final class JobCommandLine {
  private final PrintStream out;

  JobCommandLine(PrintStream out) {
    this.out = out;
  }

  /**
   * The options; empty when help or the version was asked for, and printed.
   *
   * @throws io.austin.stream.options.UsageException when they are wrong
   */
  Optional<OptionValues> read(String[] args, Map<String, String> environment) {
    OptionsCommandLine options = OptionsCommandLine.of(OptionDefinitions.job());
    CommandSpec spec = spec();
    options.addTo(spec, args);
    CommandLine commandLine = new CommandLine(spec);
    try {
      ParseResult parsed = commandLine.parseArgs(args);
      if (parsed.isUsageHelpRequested()) {
        commandLine.usage(out);
        return Optional.empty();
      }
      if (parsed.isVersionHelpRequested()) {
        commandLine.printVersionHelp(out, CommandLine.Help.Ansi.AUTO);
        return Optional.empty();
      }
      return Optional.of(options.read(parsed, environment));
    } catch (ParameterException wrong) {
      throw OptionsCommandLine.mistake(wrong);
    }
  }

  private static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().mixinStandardHelpOptions(true);
    spec.name("flink run austin-stream-job.jar");
    spec.version(Operators.JOB_NAME + " " + JobVersion.current());
    spec.usageMessage()
        .description("Writes austin's trace events from Kafka to Redis, each exactly once.")
        .abbreviateSynopsis(true)
        .autoWidth(true);
    return spec;
  }
}
