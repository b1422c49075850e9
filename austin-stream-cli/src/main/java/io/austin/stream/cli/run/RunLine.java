package io.austin.stream.cli.run;

import io.austin.stream.cli.screen.LiveLine;

/** How a run stands, in one line. */
interface RunLine {
  /** Shows it, if it is time. */
  void show(LiveLine live);
}
