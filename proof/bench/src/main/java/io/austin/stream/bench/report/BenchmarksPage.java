package io.austin.stream.bench.report;

import io.austin.stream.bench.result.Growth;
import io.austin.stream.bench.result.Latency;
import io.austin.stream.bench.result.Machine;
import io.austin.stream.bench.result.Neighbours;
import io.austin.stream.bench.result.Readers;
import io.austin.stream.bench.result.ResultFile;
import io.austin.stream.bench.result.Throughput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

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
    Optional<Throughput> throughput = read("throughput", Throughput.class);
    if (throughput.isPresent()) {
      text.put("machine", machine(throughput.get().machine()));
      text.put("throughput", new ThroughputSection(throughput.get()).markdown(plots));
    }
    Optional<Latency> latency = read("latency", Latency.class);
    if (latency.isPresent()) {
      text.put("latency", new LatencySection(latency.get()).markdown(plots));
    }
    Optional<Neighbours> neighbours = read("neighbours", Neighbours.class);
    if (neighbours.isPresent()) {
      text.put("neighbours", new NeighboursSection(neighbours.get()).markdown(plots));
    }
    Optional<Readers> readers = read("readers", Readers.class);
    if (readers.isPresent()) {
      text.put("readers", new ReadersSection(readers.get()).tables());
    }
    Optional<Growth> growth = read("growth", Growth.class);
    if (growth.isPresent()) {
      new GrowthSections(growth.get()).putInto(text, plots);
    }
    Files.writeString(page, text.toString());
  }

  private <T> Optional<T> read(String part, Class<T> type) throws IOException {
    return ResultFile.read(results.resolve(part + ".json"), type);
  }

  private static String machine(Machine machine) {
    return """
        Measured on %s: %d cores (%s), %,d MiB of memory, %s, %s, Redis %s.
        """
        .formatted(
            machine.measuredAt().substring(0, 10),
            machine.processors(),
            machine.processorModel(),
            machine.memoryMib(),
            machine.system(),
            machine.java(),
            machine.redis());
  }
}
