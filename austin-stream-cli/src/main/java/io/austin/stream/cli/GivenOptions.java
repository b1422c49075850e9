package io.austin.stream.cli;

import io.austin.stream.job.JobProgram;
import io.austin.stream.options.Option;
import io.austin.stream.options.OptionDefinitions;
import io.austin.stream.options.OptionValues;
import io.austin.stream.options.OptionsCommandLine;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/** Options of the job on a command: put there when it is made, read when it runs. */
public final class GivenOptions {
  private final Invocation invocation;
  private final OptionsCommandLine options;

  private GivenOptions(Invocation invocation, OptionsCommandLine options) {
    this.invocation = invocation;
    this.options = options;
  }

  /** These options, of which none must be given. */
  public static GivenOptions of(Invocation invocation, List<Option<?>> options) {
    return new GivenOptions(invocation, OptionsCommandLine.of(options).requiringNone());
  }

  /** The options that lead to Redis, and some more. */
  public static GivenOptions ofRedisAnd(Invocation invocation, Option<?>... more) {
    return of(invocation, OptionDefinitions.redis(), more);
  }

  /** Some options, and some more. */
  public static GivenOptions of(Invocation invocation, List<Option<?>> some, Option<?>... more) {
    return of(invocation, Stream.concat(some.stream(), Stream.of(more)).toList());
  }

  /** All options of a job, with those given that it cannot do without. */
  public static GivenOptions of(Invocation invocation, JobProgram job) {
    return new GivenOptions(invocation, OptionsCommandLine.of(job.options()));
  }

  /** A command that takes them. */
  public CommandLine addTo(Object command) {
    CommandLine line = new CommandLine(command);
    options.addTo(line.getCommandSpec(), invocation.argsArray());
    return line;
  }

  /**
   * The values for the call under way.
   *
   * @throws io.austin.stream.options.UsageException when one is unknown or invalid
   */
  public OptionValues read(CommandLine command) {
    return options.read(command.getParseResult(), invocation.environment());
  }
}
