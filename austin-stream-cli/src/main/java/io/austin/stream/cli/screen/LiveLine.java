package io.austin.stream.cli.screen;

import java.io.PrintWriter;
import java.time.Duration;

/**
 * The line that says how things stand: overwritten about once a second on a terminal; elsewhere, as
 * in a log, a line of its own every few seconds. Not thread-safe.
 */
public final class LiveLine {
  private static final Duration ON_TERMINAL = Duration.ofSeconds(1);
  private static final Duration ELSEWHERE = Duration.ofSeconds(5);

  /** Back to the first column, and clear; then no wrapping, or a long line would stay. */
  private static final String OVERWRITE = "\r\033[K\033[?7l";

  private static final String WRAP_AGAIN = "\033[?7h";
  private static final String CLEAR = "\r\033[K";

  private final PrintWriter out;
  private final boolean terminal;
  private long nextAt;
  private boolean shown;

  /** A line on this output. */
  public LiveLine(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
    this.nextAt = System.nanoTime() + interval().toNanos();
  }

  /** Shows how things stand, if it is time. */
  public void show(String state) {
    if (isDue()) {
      nextAt = System.nanoTime() + interval().toNanos();
      print(state);
    }
  }

  /** Whether it is time to show how things stand again. */
  public boolean isDue() {
    return System.nanoTime() - nextAt >= 0;
  }

  private Duration interval() {
    return terminal ? ON_TERMINAL : ELSEWHERE;
  }

  /** Says what comes next: shown at once, and gone with the next line on a terminal. */
  public void announce(String step) {
    print(step);
  }

  private void print(String state) {
    if (terminal) {
      out.print(OVERWRITE + state + WRAP_AGAIN);
      shown = true;
    } else {
      out.println(state);
    }
    out.flush();
  }

  /** Says something that stays. */
  public void say(String line) {
    clear();
    out.println(line);
    out.flush();
  }

  /** Takes the line away. */
  public void clear() {
    if (shown) {
      out.print(CLEAR);
      out.flush();
      shown = false;
    }
  }
}
