package io.austin.stream.cli.run;

import io.austin.stream.cli.screen.LiveLine;

/** How a run stands, in one line. */
public interface RunLine {
  /** Shows it, if it is time. */
  void show(LiveLine live);

  /** A number that nobody may know: then it is negative. */
  static String count(long number) {
    return number < 0 ? "unknown" : "%,d".formatted(number);
  }
}
