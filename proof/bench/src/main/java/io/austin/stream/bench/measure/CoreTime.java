package io.austin.stream.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

/**
 * What processes' main threads got of the machine's cores since they started. Redis applies
 * commands on that thread alone.
 *
 * @param nanos when that was asked, by {@link System#nanoTime}
 * @param running nanoseconds on a core
 * @param waiting nanoseconds in which it had work, but others had the cores
 */
record CoreTime(long nanos, long running, long waiting) {
  /**
   * By now; nothing where the operating system does not tell. The format is that of {@code
   * /proc/<pid>/schedstat}: time on a core, time on a run queue, number of time slices; see "sched
   * statistics" in the documentation of the Linux kernel.
   */
  static CoreTime of(Collection<Long> pids) {
    return pids.stream()
        .map(CoreTime::of)
        .reduce(
            new CoreTime(System.nanoTime(), 0, 0),
            (one, other) ->
                new CoreTime(one.nanos, one.running + other.running, one.waiting + other.waiting));
  }

  private static CoreTime of(long pid) {
    long now = System.nanoTime();
    try {
      String[] counts = Files.readString(Path.of("/proc/" + pid + "/schedstat")).split(" ", 3);
      return new CoreTime(now, Long.parseLong(counts[0]), Long.parseLong(counts[1]));
    } catch (IOException untold) {
      return new CoreTime(now, 0, 0);
    }
  }

  /** The share of the time since then in which it ran, from 0 to 1. */
  double runningSince(CoreTime earlier) {
    return (double) (running - earlier.running) / span(earlier);
  }

  /** The share of the time since then in which it waited for a core, from 0 to 1. */
  double waitingSince(CoreTime earlier) {
    return (double) (waiting - earlier.waiting) / span(earlier);
  }

  private long span(CoreTime earlier) {
    return Math.max(1, nanos - earlier.nanos);
  }
}
