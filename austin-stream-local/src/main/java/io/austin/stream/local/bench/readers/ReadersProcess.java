package io.austin.stream.local.bench.readers;

import io.austin.stream.local.bench.result.Distribution;
import io.austin.stream.local.bench.result.Readers.Answers;
import io.austin.stream.local.bench.result.ResultFile;
import io.austin.stream.local.bench.site.ChildSignals;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Main class of the readers' process: each reader asks the console once a second, at a moment of
 * its own, until all are told to end. Waits count from the moment at which a question was due.
 */
final class ReadersProcess {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  /** The console's first answers tell how fast a JVM starts. */
  private static final long WARM_UP = 5 * SECOND;

  private static final int TIMEOUT_MILLIS = 10_000;
  private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(1);

  private final URI console;
  private final List<String> questions;
  private final Histogram waits = new ConcurrentHistogram(LONGEST_MICROS, 3);
  private final AtomicLong errors = new AtomicLong();
  private volatile boolean ended;

  private ReadersProcess(URI console, List<String> questions) {
    this.console = console;
    this.questions = questions;
  }

  /** Arguments: the directory of signals, the console, questions, number, file for the result. */
  public static void main(String[] args) throws Exception {
    ChildSignals signals = new ChildSignals(Path.of(args[0]));
    ReadersProcess process =
        new ReadersProcess(URI.create(args[1]), Files.readAllLines(Path.of(args[2])));
    signals.readyAndWait();
    List<Thread> readers = process.begin(Integer.parseInt(args[3]));
    signals.awaitWord();
    process.ended = true;
    for (Thread reader : readers) {
      reader.join();
    }
    ResultFile.write(
        Path.of(args[4]), new Answers(process.errors.get(), Distribution.ofMicros(process.waits)));
    signals.doneAndWait();
  }

  private List<Thread> begin(int number) {
    List<Thread> readers = new ArrayList<>();
    long start = System.nanoTime();
    for (int i = 0; i < number; i++) {
      int question = (int) ((long) questions.size() * i / number);
      long first = start + SECOND * i / number;
      Thread thread = new Thread(() -> read(question, first, start + WARM_UP), "reader-" + i);
      thread.start();
      readers.add(thread);
    }
    return readers;
  }

  private void read(int firstQuestion, long first, long recorded) {
    int question = firstQuestion;
    for (long due = first; !ended; due += SECOND) {
      for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
        LockSupport.parkNanos(wait);
      }
      boolean good = isAnswered(questions.get(question++ % questions.size()));
      if (!good) {
        errors.incrementAndGet();
      }
      if (due > recorded) {
        waits.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - due));
      }
    }
  }

  private boolean isAnswered(String question) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) console.resolve(question).toURL().openConnection();
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      try (InputStream answer = connection.getInputStream()) {
        answer.transferTo(OutputStream.nullOutputStream());
      }
      return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException failed) {
      System.err.println(question + ": " + failed);
      return false;
    }
  }
}
