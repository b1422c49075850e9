package io.austin.stream.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The page of benchmarks: its figures and plots made anew from the files of results. */
public final class BenchmarksPage {
  private final Path page;
  private final Path results;

  /**
   * A page.
   *
   * @param page the Markdown file, whose marked parts are replaced
   * @param results the directory of the JSON files, where the plots go too; beside the page
   */
  public BenchmarksPage(Path page, Path results) {
    this.page = page.toAbsolutePath();
    this.results = results.toAbsolutePath();
  }

  /** Writes the parts of which there are results; the others stay as they are. */
  public void write() throws IOException {
    MarkedText text = new MarkedText(Files.readString(page));
    Plots plots = new Plots(results, page.resolveSibling("").relativize(results));
    for (Section<?> section : Section.all()) {
      section.put(results, text, plots);
    }
    Files.writeString(page, text.toString());
  }
}
