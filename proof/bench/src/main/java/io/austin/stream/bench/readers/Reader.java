package io.austin.stream.bench.readers;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A reader with a page open. The page asks for everything at once, again some seconds after it has
 * got it, as {@code poll.js} does; now and then the reader searches for something else.
 */
final class Reader implements Runnable {
  /** How long a page rests: {@code EVERY} in {@code poll.js}. */
  private static final long REST = TimeUnit.SECONDS.toNanos(3);

  /** How often a page updates before the reader goes on to another: half a minute. */
  private static final int UPDATES = 10;

  private static final int GOOD = 200;

  private final URI console;
  private final Supplier<OpenPage> pages;
  private final Waits waits;
  private final List<BrowserConnection> connections = new ArrayList<>();
  private long due;
  private int updates;

  /**
   * A reader who comes at a moment of {@link System#nanoTime}.
   *
   * @param share how much of the time for the first page is over by then, below 1
   */
  Reader(URI console, Supplier<OpenPage> pages, Waits waits, long comes, double share) {
    this.console = console;
    this.pages = pages;
    this.waits = waits;
    this.due = comes;
    this.updates = (int) (UPDATES * share);
  }

  @Override
  public void run() {
    OpenPage page = pages.get();
    for (; waits.until(due); updates++) {
      if (updates == UPDATES) {
        page = pages.get();
        updates = 0;
        closeAfter(page.calls().size());
        ask(page.search());
        due = System.nanoTime();
      }
      ask(page.calls());
      due = System.nanoTime() + REST;
    }
    closeAfter(0);
  }

  /** Asks for all of them at once, each on a connection of its own. */
  private void ask(List<String> calls) {
    int answered = 0;
    try {
      for (int i = 0; i < calls.size(); i++) {
        connection(i).ask(calls.get(i));
      }
      for (; answered < calls.size(); answered++) {
        boolean good = connection(answered).answer() == GOOD;
        waits.answered(calls.get(answered), good, due);
      }
    } catch (IOException | RuntimeException failed) {
      // What is no HTTP fails with the latter.
      waits.failed(failed, calls.size() - answered, due);
      closeAfter(0);
    }
  }

  private BrowserConnection connection(int number) throws IOException {
    while (connections.size() <= number) {
      connections.add(new BrowserConnection(console));
    }
    return connections.get(number);
  }

  /** The console closes what is idle for long. */
  private void closeAfter(int number) {
    while (connections.size() > number) {
      try {
        connections.remove(connections.size() - 1).close();
      } catch (IOException gone) {
        // It was to be closed.
      }
    }
  }
}
