package io.austin.stream.bench;

import io.austin.stream.bench.neighbour.Neighbour;
import io.austin.stream.bench.readers.ConsoleProcess;
import io.austin.stream.bench.readers.ReadersProcess;
import io.austin.stream.bench.readers.TrendPages;
import io.austin.stream.bench.result.Distribution;
import io.austin.stream.bench.result.Readers.Answers;
import io.austin.stream.bench.result.Trends;
import io.austin.stream.bench.site.BenchSite;
import io.austin.stream.bench.subject.JavaChild;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;

/**
 * What many readers of trends wait, over a month of many templates, and what other clients of Redis
 * notice while the console reads that.
 */
final class TrendsBench {
  private static final int TEMPLATES = 10_000;
  private static final int DAYS = 30;
  private static final Duration QUIET = Duration.ofSeconds(5);
  private static final Duration LOOK = Duration.ofMillis(500);

  /** As long as for other readers: a console that has just started compiles itself. */
  private static final Duration WARM_UP = Duration.ofSeconds(30);

  private final Bench bench;
  private final BenchSite site;

  TrendsBench(Bench bench) {
    this.bench = bench;
    this.site = bench.site();
  }

  Trends run() throws Exception {
    site.fillRedisWithTotals(TEMPLATES, DAYS, LocalDate.now(bench.clock()));
    Path names = TrendPages.names(site.newDirectory("names"), TEMPLATES);
    Distribution quiet = waits(() -> site.rest(QUIET));
    try (JavaChild console =
        ConsoleProcess.start(site, bench.clock().getZone(), "console.templates.file=" + names)) {
      long began = System.nanoTime();
      Distribution reading = waits(() -> read(console));
      double seconds = (double) (System.nanoTime() - began) / TimeUnit.SECONDS.toNanos(1);
      site.live().say("%,d totals were read within %.0f s".formatted(TEMPLATES * DAYS, seconds));
      return new Trends(
          bench.machine(),
          TEMPLATES,
          DAYS,
          seconds,
          quiet,
          reading,
          ReadersProcess.NUMBER,
          answers(console));
    }
  }

  /** What another client waits while something is done. */
  private Distribution waits(Doing doing) throws Exception {
    try (JavaChild neighbour = Neighbour.start(site)) {
      neighbour.begin();
      doing.run();
      neighbour.end();
      return neighbour.result(Distribution.class);
    }
  }

  private void read(JavaChild console) throws Exception {
    String address = console.result(String.class);
    while (!TrendPages.isRead(address)) {
      site.rest(LOOK);
    }
  }

  private Answers answers(JavaChild console) throws Exception {
    try (JavaChild readers = ReadersProcess.start(site, console, TrendPages.pages(), WARM_UP)) {
      readers.begin();
      site.rest(WARM_UP.plusSeconds(bench.settings().seconds()));
      readers.end();
      return readers.result(Answers.class);
    }
  }

  private interface Doing {
    void run() throws Exception;
  }
}
