package io.austin.stream.bench.neighbour;

import io.austin.stream.bench.measure.Companion;
import io.austin.stream.bench.result.Distribution;
import io.austin.stream.bench.result.ResultFile;
import io.austin.stream.bench.site.BenchSite;
import io.austin.stream.bench.site.JavaChild;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Another client of Redis, in a process of its own. */
public final class Neighbour implements Companion, AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Path waits;
  private final JavaChild child;

  private Neighbour(Path directory, BenchSite site) {
    waits = directory.resolve("waits.json");
    child =
        JavaChild.start(
            directory,
            NeighbourProcess.class,
            List.of("-Xmx64m", "-XX:+UseSerialGC"),
            List.of(site.redis().uri(), waits.toString()));
  }

  /** Starts one, which does not ask anything yet. */
  public static Neighbour start(BenchSite site) {
    return new Neighbour(site.newDirectory("neighbour"), site);
  }

  /** Lets it ask. */
  @Override
  public void begin() {
    child.begin();
  }

  /** Lets it come to an end, and waits for that. */
  @Override
  public void end() throws InterruptedException {
    child.end();
    child.awaitDone(LIMIT);
  }

  /** How long it waited for a string. */
  public Distribution waits() throws IOException {
    return ResultFile.read(waits, Distribution.class).orElseThrow();
  }

  @Override
  public void close() {
    child.close();
  }
}
