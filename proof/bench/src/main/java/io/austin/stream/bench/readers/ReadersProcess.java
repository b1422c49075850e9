package io.austin.stream.bench.readers;

import io.austin.stream.bench.result.ResultFile;
import io.austin.stream.bench.site.ChildSignals;
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

/** Main class of the readers' process: each has a page open until all are told to end. */
final class ReadersProcess {
  /** Readers come one after another, so that they don't all ask at the same moments. */
  private static final long ALL_COME_WITHIN = TimeUnit.SECONDS.toNanos(3);

  private static final long STACK = 128 << 10;

  private ReadersProcess() {}

  /**
   * Arguments: the directory of signals, the console, the file of pages, how many readers, for how
   * long they warm up, the file for the result.
   */
  public static void main(String[] args) throws Exception {
    ChildSignals signals = new ChildSignals(Path.of(args[0]));
    URI console = URI.create(args[1]);
    List<OpenPage> pages =
        Files.readAllLines(Path.of(args[2])).stream().map(OpenPage::parse).toList();
    int number = Integer.parseInt(args[3]);
    Duration warmUp = Duration.parse(args[4]);
    signals.readyAndWait();
    long start = System.nanoTime();
    Waits waits = new Waits(start + warmUp.toNanos());
    List<Thread> readers = begin(console, pages, number, start, waits);
    signals.awaitWord();
    waits.end();
    for (Thread reader : readers) {
      LockSupport.unpark(reader);
      reader.join();
    }
    ResultFile.write(Path.of(args[5]), waits.answers());
    signals.doneAndWait();
  }

  private static List<Thread> begin(
      URI console, List<OpenPage> pages, int number, long start, Waits waits) {
    AtomicInteger opened = new AtomicInteger();
    Supplier<OpenPage> next = () -> pages.get(opened.getAndIncrement() % pages.size());
    List<Thread> readers = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      double share = (double) i / number;
      long comes = start + (long) (ALL_COME_WITHIN * share);
      Reader reader = new Reader(console, next, waits, comes, share);
      Thread thread = new Thread(null, reader, "reader-" + i, STACK);
      thread.start();
      readers.add(thread);
    }
    return readers;
  }
}
