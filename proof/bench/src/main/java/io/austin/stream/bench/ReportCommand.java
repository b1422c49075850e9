package io.austin.stream.bench;

import io.austin.stream.bench.report.BenchmarksPage;
import io.austin.stream.cli.platform.ExitCodes;
import io.austin.stream.options.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench report}: makes the page of benchmarks anew from files of results. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Puts the figures of the JSON files into docs/benchmarks.md, between its marks, and draws the"
          + " plots. What is written there by hand stays.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  austin-stream bench --out docs/benchmarks && austin-stream bench report"
    })
final class ReportCommand implements Callable<Integer> {
  private final Path home;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      description = "Where the JSON files are; the plots go there too. Default: docs/benchmarks.")
  private @Nullable Path results;

  @Option(
      names = "--page",
      paramLabel = "FILE",
      description = "The page. Default: docs/benchmarks.md.")
  private @Nullable Path page;

  ReportCommand(Path home) {
    this.home = home;
  }

  @Override
  public Integer call() throws Exception {
    Path from = results == null ? home.resolve("docs/benchmarks") : results.toAbsolutePath();
    Path to = page == null ? home.resolve("docs/benchmarks.md") : page.toAbsolutePath();
    if (!Files.isDirectory(from) || !Files.isRegularFile(to)) {
      throw new UsageException("There is no directory " + from + ", or no page " + to + ".");
    }
    new BenchmarksPage(to, from).write();
    return ExitCodes.OK;
  }
}
