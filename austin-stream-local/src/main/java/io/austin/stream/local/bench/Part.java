package io.austin.stream.local.bench;

import io.austin.stream.local.bench.report.GrowthTable;
import io.austin.stream.local.bench.report.LatencyTable;
import io.austin.stream.local.bench.report.NeighboursTable;
import io.austin.stream.local.bench.report.ThroughputTable;
import io.austin.stream.local.bench.result.Growth;
import io.austin.stream.local.bench.result.Latency;
import io.austin.stream.local.bench.result.Neighbours;
import io.austin.stream.local.bench.result.ResultFile;
import io.austin.stream.local.bench.result.Throughput;
import io.austin.stream.options.UsageException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** A part of the benchmark: measured by itself, with a file of results of its own. */
enum Part {
  /** The job beside what it is compared with. */
  THROUGHPUT {
    @Override
    boolean measure(Bench bench, Path results, PrintWriter out) throws Exception {
      Throughput result = new ThroughputBench(bench).run();
      save(result, bench, results);
      ThroughputTable.print(result, out);
      return result.isExact();
    }
  },

  /** From an event's production to its being visible. */
  LATENCY {
    @Override
    boolean measure(Bench bench, Path results, PrintWriter out) throws Exception {
      Latency result = new LatencyBench(bench).run();
      save(result, bench, results);
      LatencyTable.print(result, out);
      return result.isExact();
    }
  },

  /** What other clients of the same Redis see. */
  NEIGHBOURS {
    @Override
    boolean measure(Bench bench, Path results, PrintWriter out) throws Exception {
      Neighbours result = new NeighboursBench(bench).run();
      save(result, bench, results);
      NeighboursTable.print(result, out);
      return result.isExact();
    }
  },

  /** What changes when one thing grows. */
  GROWTH {
    @Override
    boolean measure(Bench bench, Path results, PrintWriter out) throws Exception {
      Growth result = new GrowthBench(bench).run();
      save(result, bench, results);
      GrowthTable.print(result, out);
      return result.isExact();
    }
  };

  /** Measures, writes the results to a file there, and prints them; says whether all was exact. */
  abstract boolean measure(Bench bench, Path results, PrintWriter out) throws Exception;

  /** The name on the command line. */
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  void save(Object result, Bench bench, Path results) throws Exception {
    ResultFile.write(results.resolve(id() + ".json"), result);
    bench.live().clear();
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
}
