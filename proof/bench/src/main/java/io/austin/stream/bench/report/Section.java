package io.austin.stream.bench.report;

import io.austin.stream.bench.result.Result;
import io.austin.stream.bench.result.ResultFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What one part of the benchmark found, for a reader. */
public abstract class Section<R extends Result> {
  private final String name;
  private final Class<R> type;

  /**
   * A section.
   *
   * @param name of its file of results, and of its place on the page
   * @param type what stands in the file
   */
  Section(String name, Class<R> type) {
    this.name = name;
    this.type = type;
  }

  /** Those of the page. */
  static List<Section<?>> all() {
    return List.of(
        ThroughputSection.ofOne(),
        ThroughputSection.ofCluster(),
        new LatencySection(),
        NeighboursSection.ofOne(),
        NeighboursSection.ofCluster(),
        new ReadersSection(),
        new TrendsSection(),
        new GrowthSections());
  }

  /** The name of its file of results, without its ending, and of its place on the page. */
  public final String name() {
    return name;
  }

  /** What was measured, in tables. */
  public abstract String tables(R result);

  /** The images above the tables; none by default. */
  String images(R result, Plots plots) throws IOException {
    return "";
  }

  /** Puts it onto the page, by default all at one place. */
  void put(R result, MarkedText text, Plots plots) throws IOException {
    text.put(name, images(result, plots) + "\n" + tables(result));
  }

  /** Puts the results of a directory onto the page, where there are any. */
  final void put(Path results, MarkedText text, Plots plots) throws IOException {
    Optional<R> result = ResultFile.read(results.resolve(name + ".json"), type);
    if (result.isPresent()) {
      put(result.get(), text, plots);
    }
  }
}
