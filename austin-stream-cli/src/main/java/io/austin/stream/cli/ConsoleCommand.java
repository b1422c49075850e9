package io.austin.stream.cli;

import static io.austin.stream.options.OptionDefinitions.REDIS_URI;

import io.austin.stream.cli.platform.ExitCodes;
import io.austin.stream.console.Console;
import io.austin.stream.options.OptionDefinitions;
import io.austin.stream.options.OptionValues;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code console}: the web page and its API over a Redis that the job writes to. */
@Command(
    name = "console",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Serves the page that shows where messages went, until Ctrl-C.",
      "Exit code: 0 stopped, 1 failed, 2 wrong options.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  austin-stream console --redis.uri redis://localhost:6379/0 --zone Asia/Shanghai",
      "  AUSTIN_STREAM_CONSOLE_TOKEN=... austin-stream console --console.host 0.0.0.0 \\",
      "      --redis.uri redis://redis:6379/0 --console.templates.file templates.csv"
    })
final class ConsoleCommand implements Callable<Integer> {
  private static final Duration LOOK = Duration.ofSeconds(10);

  private final Invocation invocation;
  private final GivenOptions given;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private DataOption data = new DataOption();

  ConsoleCommand(Invocation invocation) {
    this.invocation = invocation;
    this.given = GivenOptions.of(invocation, OptionDefinitions.console());
  }

  CommandLine commandLine() {
    return given.addTo(this);
  }

  @Override
  public Integer call() throws Exception {
    OptionValues options = given.read(spec.commandLine());
    if (options.isSet(REDIS_URI)) {
      data.log(invocation, "console", spec.commandLine().getErr());
      return serve(options);
    }
    try (LastRun run =
        LastRun.in(() -> data.directory(invocation, "local"), "a Redis with " + REDIS_URI.flag())) {
      DataOption.log(run.directory(), "console", spec.commandLine().getErr());
      return serve(run.withRedis(run.asThen(options)));
    }
  }

  private int serve(OptionValues options) throws InterruptedException {
    try (Console console = Console.start(options)) {
      PrintWriter out = spec.commandLine().getOut();
      out.println("The console is at " + console.address() + ". Ctrl-C stops it.");
      out.flush();
      while (!invocation.stop().await(LOOK)) {
        // Nothing to do: requests are answered by threads of the console's own.
      }
    }
    return ExitCodes.OK;
  }
}
