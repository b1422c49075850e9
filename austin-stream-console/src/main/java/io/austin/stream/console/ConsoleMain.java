package io.austin.stream.console;

import io.austin.stream.options.OptionDefinitions;
import io.austin.stream.options.OptionValues;
import io.austin.stream.options.OptionsCommandLine;
import io.austin.stream.options.UsageException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The console as a program of its own. */
public final class ConsoleMain {
  private static final int USAGE = 2;

  private ConsoleMain() {}

  /** Runs the console until somebody ends the process. Exit code 2: the options are wrong. */
  public static void main(String[] args) throws InterruptedException {
    try {
      Optional<OptionValues> options = read(args, System.getenv());
      if (options.isPresent()) {
        run(options.get());
      }
    } catch (UsageException mistake) {
      System.err.println("austin-stream-console: " + mistake.getMessage());
      System.exit(USAGE);
    }
  }

  private static void run(OptionValues options) throws InterruptedException {
    Console console = Console.start(options);
    Runtime.getRuntime().addShutdownHook(new Thread(console::close, "console-stop"));
    System.out.println("The console is at " + console.address());
    new CountDownLatch(1).await();
  }

  /**
   * The options; empty when help or the version was asked for, and printed.
   *
   * @throws UsageException when they are wrong
   */
  static Optional<OptionValues> read(String[] args, Map<String, String> environment) {
    OptionsCommandLine options = OptionsCommandLine.of(OptionDefinitions.console());
    CommandSpec spec = spec();
    options.addTo(spec, args);
    CommandLine commandLine = new CommandLine(spec);
    try {
      ParseResult parsed = commandLine.parseArgs(args);
      if (CommandLine.printHelpIfRequested(parsed)) {
        return Optional.empty();
      }
      return Optional.of(options.read(parsed, environment));
    } catch (ParameterException wrong) {
      throw OptionsCommandLine.mistake(wrong);
    }
  }

  private static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().mixinStandardHelpOptions(true);
    spec.name("java -jar austin-stream-console.jar");
    spec.version("austin-stream-console " + ConsoleVersion.current());
    spec.usageMessage()
        .description("Shows where austin's messages went, from what the job wrote to Redis.")
        .abbreviateSynopsis(true)
        .autoWidth(true);
    return spec;
  }
}
