package io.austin.stream.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.cli.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/benchmarks.md} is what {@code bench report} makes of the recorded figures. */
class RecordedPageTest {
  private static final Path DOCS = Path.of("..", "..", "docs");

  @TempDir private Path home;

  @Test
  void theReportOfTheRecordedFiguresIsThePage() throws IOException {
    Path results = Files.createDirectories(home.resolve("docs/benchmarks"));
    List<Path> recorded = files(DOCS.resolve("benchmarks"));
    for (Path file : recorded) {
      if (file.toString().endsWith(".json")) {
        Files.copy(file, results.resolve(file.getFileName()));
      }
    }
    Path page = Files.copy(DOCS.resolve("benchmarks.md"), home.resolve("docs/benchmarks.md"));

    Call report = Call.of(home, "bench", "report");

    assertThat(report.exitCode()).as(report.err()).isZero();
    assertThat(page).hasSameTextualContentAs(DOCS.resolve("benchmarks.md"));
    assertThat(files(results)).hasSameSizeAs(recorded);
    for (Path file : recorded) {
      assertThat(results.resolve(file.getFileName())).hasSameTextualContentAs(file);
    }
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }
}
