package io.austin.stream.cli;

import io.austin.stream.cli.platform.ExitCodes;
import io.austin.stream.cli.platform.JobFailedException;
import io.austin.stream.cli.platform.LogFile;
import io.austin.stream.options.OptionsCommandLine;
import io.austin.stream.options.UsageException;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Tells what went wrong in one line, and turns it into an exit code. Stack traces go to the log.
 */
final class Mistakes implements IParameterExceptionHandler, IExecutionExceptionHandler {
  @Override
  public int handleParseException(ParameterException wrong, String[] args) {
    return usage(wrong.getCommandLine(), OptionsCommandLine.mistake(wrong));
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    if (failure instanceof UsageException mistake) {
      return usage(command, mistake);
    }
    LoggerFactory.getLogger(Mistakes.class).error("{} failed", name(command), failure);
    String message =
        failure instanceof JobFailedException
            ? "The job failed: " + Causes.line(failure)
            : Causes.line(failure);
    tell(command, sentence(message) + LogFile.current().map(log -> " Details: " + log).orElse(""));
    return ExitCodes.FAILED;
  }

  private static int usage(CommandLine command, UsageException mistake) {
    tell(command, sentence(mistake.getMessage()) + " See " + name(command) + " --help.");
    return ExitCodes.USAGE;
  }

  private static String sentence(@Nullable String message) {
    String text = String.valueOf(message).strip();
    return text.endsWith(".") || text.endsWith("?") ? text : text + ".";
  }

  private static void tell(CommandLine command, String message) {
    command.getErr().println(name(command) + ": " + message);
    command.getErr().flush();
  }

  private static String name(CommandLine command) {
    return command.getCommandSpec().qualifiedName();
  }
}
