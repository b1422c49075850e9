package io.austin.stream.bench.readers;

import io.austin.stream.bench.backlog.Backlog;
import io.austin.stream.bench.site.BenchSite;
import io.austin.stream.bench.subject.ChildSignals;
import io.austin.stream.bench.subject.JavaChild;
import io.austin.stream.common.InvalidEventException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Readers of a console, in a process of their own: each has a page open until all are to end. */
public final class ReadersProcess {
  /** Readers come one after another, so that they don't all ask at the same moments. */
  private static final long ALL_COME_WITHIN = TimeUnit.SECONDS.toNanos(3);

  /** How many readers there are. */
  public static final int NUMBER = 200;

  private static final long STACK = 128 << 10;

  private ReadersProcess() {}

  /**
   * Starts readers who do not ask anything yet; their result is what they got.
   *
   * @param console the process of what they read
   * @param warmUp for how long their waits do not count
   */
  public static JavaChild start(BenchSite site, JavaChild console, Backlog backlog, Duration warmUp)
      throws IOException, InvalidEventException {
    return start(site, console, Subjects.of(site.kafka(), backlog.topic()).toList(), warmUp);
  }

  /** The same of readers who look at these pages, one after the other. */
  public static JavaChild start(
      BenchSite site, JavaChild console, List<OpenPage> opened, Duration warmUp)
      throws IOException {
    Path pages = site.newDirectory("pages").resolve("pages");
    Files.write(pages, opened.stream().map(OpenPage::line).toList());
    return JavaChild.start(
        site,
        ReadersProcess.class,
        List.of("-Xmx128m", "-XX:+UseSerialGC"),
        console.result(String.class),
        pages,
        warmUp);
  }

  /**
   * Arguments: the directory of signals, the console, the file of pages, for how long the readers
   * warm up.
   */
  public static void main(String[] args) throws Exception {
    ChildSignals signals = new ChildSignals(Path.of(args[0]));
    URI console = URI.create(args[1]);
    List<OpenPage> pages =
        Files.readAllLines(Path.of(args[2])).stream().map(OpenPage::parse).toList();
    Duration warmUp = Duration.parse(args[3]);
    signals.readyAndWait();
    long start = System.nanoTime();
    Waits waits = new Waits(start + warmUp.toNanos());
    List<Thread> readers = begin(console, pages, start, waits);
    signals.awaitWord();
    waits.end();
    for (Thread reader : readers) {
      LockSupport.unpark(reader);
      reader.join();
    }
    signals.leave(waits.answers());
    signals.doneAndWait();
  }

  private static List<Thread> begin(URI console, List<OpenPage> pages, long start, Waits waits) {
    AtomicInteger opened = new AtomicInteger();
    Supplier<OpenPage> next = () -> pages.get(opened.getAndIncrement() % pages.size());
    List<Thread> readers = new ArrayList<>();
    for (int i = 0; i < NUMBER; i++) {
      double share = (double) i / NUMBER;
      long comes = start + (long) (ALL_COME_WITHIN * share);
      Reader reader = new Reader(console, next, waits, comes, share);
      Thread thread = new Thread(null, reader, "reader-" + i, STACK);
      thread.start();
      readers.add(thread);
    }
    return readers;
  }
}
