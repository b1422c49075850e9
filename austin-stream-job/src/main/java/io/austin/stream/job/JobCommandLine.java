package io.austin.stream.job;

import io.austin.stream.options.OptionValues;
import io.austin.stream.options.OptionsCommandLine;
import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The command line of a job itself. */
final class JobCommandLine {
  private final JobProgram program;
  private final PrintStream out;

  JobCommandLine(JobProgram program, PrintStream out) {
    this.program = program;
    this.out = out;
  }

  /**
   * The options; empty when help or the version was asked for, and printed.
   *
   * @throws io.austin.stream.options.UsageException when they are wrong
   */
  Optional<OptionValues> read(String[] args, Map<String, String> environment) {
    OptionsCommandLine options = OptionsCommandLine.of(program.options());
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

  private CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().mixinStandardHelpOptions(true);
    spec.name(program.submission());
    spec.version(program.name() + " " + JobVersion.current());
    spec.usageMessage().description(program.description()).abbreviateSynopsis(true).autoWidth(true);
    return spec;
  }
}
