package io.austin.stream.bench;

import io.austin.stream.bench.report.GrowthSections;
import io.austin.stream.bench.report.LatencySection;
import io.austin.stream.bench.report.NeighboursSection;
import io.austin.stream.bench.report.ReadersSection;
import io.austin.stream.bench.report.Section;
import io.austin.stream.bench.report.ThroughputSection;
import io.austin.stream.bench.report.TrendsSection;
import io.austin.stream.bench.result.Result;
import io.austin.stream.bench.result.ResultFile;
import io.austin.stream.options.UsageException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A part of the benchmark: measured by itself, with a file of results of its own. */
enum Part {
  /** The job beside what it is compared with; a cluster beside one Redis. */
  THROUGHPUT(
      new Steps<>(benches -> new ThroughputBench(benches).run(), ThroughputSection.ofOne()),
      new Steps<>(benches -> new ThroughputBench(benches).run(), ThroughputSection.ofCluster())),

  /** From an event's production to its being visible. */
  LATENCY(new Steps<>(one(bench -> new LatencyBench(bench).run()), new LatencySection())),

  /** What other clients of the same Redis see, or of the same node of a cluster. */
  NEIGHBOURS(
      new Steps<>(one(bench -> new NeighboursBench(bench).run()), NeighboursSection.ofOne()),
      new Steps<>(
          benches -> new NeighboursBench(benches.get(benches.size() - 1)).run(),
          NeighboursSection.ofCluster())),

  /** What many readers of the console wait, and what they cost the job. */
  READERS(new Steps<>(one(bench -> new ReadersBench(bench).run()), new ReadersSection())),

  /** What readers of trends wait, and what others notice of the console's reading for them. */
  TRENDS(new Steps<>(one(bench -> new TrendsBench(bench).run()), new TrendsSection())),

  /** What changes when one thing grows. */
  GROWTH(new Steps<>(one(bench -> new GrowthBench(bench).run()), new GrowthSections()));

  private final Steps<?> steps;
  private final @Nullable Steps<?> onCluster;

  Part(Steps<?> steps) {
    this(steps, null);
  }

  Part(Steps<?> steps, @Nullable Steps<?> onCluster) {
    this.steps = steps;
    this.onCluster = onCluster;
  }

  /**
   * Measures, writes the results to a file there, and prints them; says whether all was exact.
   *
   * @param benches one Redis, and behind it a cluster if that is what is measured
   */
  boolean measure(List<Bench> benches, Path results, PrintWriter out) throws Exception {
    Steps<?> chosen = benches.size() > 1 && onCluster != null ? onCluster : steps;
    return chosen.take(benches, results, out);
  }

  /** Whether it can be measured of a cluster. */
  boolean isOfClusters() {
    return onCluster != null;
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
    R run(List<Bench> benches) throws Exception;
  }

  private interface MeasuringOne<R> {
    R run(Bench bench) throws Exception;
  }

  private static <R> Measuring<R> one(MeasuringOne<R> measuring) {
    return benches -> measuring.run(benches.get(0));
  }

  private record Steps<R extends Result>(Measuring<R> measuring, Section<R> section) {
    boolean take(List<Bench> benches, Path results, PrintWriter out) throws Exception {
      R result = measuring.run(benches);
      ResultFile.write(results.resolve(section.name() + ".json"), result);
      benches.get(0).site().live().clear();
      out.println(section.tables(result));
      out.flush();
      return result.isExact();
    }
  }
}
