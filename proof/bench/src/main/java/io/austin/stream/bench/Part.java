package io.austin.stream.bench;

import io.austin.stream.bench.report.GrowthSections;
import io.austin.stream.bench.report.LatencySection;
import io.austin.stream.bench.report.NeighboursSection;
import io.austin.stream.bench.report.ReadersSection;
import io.austin.stream.bench.report.Section;
import io.austin.stream.bench.report.ThroughputSection;
import io.austin.stream.bench.result.Result;
import io.austin.stream.bench.result.ResultFile;
import io.austin.stream.options.UsageException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** A part of the benchmark: measured by itself, with a file of results of its own. */
enum Part {
  /** The job beside what it is compared with. */
  THROUGHPUT(new Steps<>(bench -> new ThroughputBench(bench).run(), new ThroughputSection())),

  /** From an event's production to its being visible. */
  LATENCY(new Steps<>(bench -> new LatencyBench(bench).run(), new LatencySection())),

  /** What other clients of the same Redis see. */
  NEIGHBOURS(new Steps<>(bench -> new NeighboursBench(bench).run(), new NeighboursSection())),

  /** What many readers of the console wait, and what they cost the job. */
  READERS(new Steps<>(bench -> new ReadersBench(bench).run(), new ReadersSection())),

  /** What changes when one thing grows. */
  GROWTH(new Steps<>(bench -> new GrowthBench(bench).run(), new GrowthSections()));

  private final Steps<?> steps;

  Part(Steps<?> steps) {
    this.steps = steps;
  }

  /** Measures, writes the results to a file there, and prints them; says whether all was exact. */
  boolean measure(Bench bench, Path results, PrintWriter out) throws Exception {
    return steps.take(bench, results.resolve(id() + ".json"), out);
  }

  /** The name on the command line. */
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Part named(String id) {
    return Arrays.stream(values())
        .filter(part -> part.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "'%s' is none of %s."
                        .formatted(id, Arrays.stream(values()).map(Part::id).toList())));
  }

  private interface Measuring<R> {
    R run(Bench bench) throws Exception;
  }

  private record Steps<R extends Result>(Measuring<R> measuring, Section<R> section) {
    boolean take(Bench bench, Path file, PrintWriter out) throws Exception {
      R result = measuring.run(bench);
      ResultFile.write(file, result);
      bench.site().live().clear();
      out.println(section.tables(result));
      out.flush();
      return result.isExact();
    }
  }
}
