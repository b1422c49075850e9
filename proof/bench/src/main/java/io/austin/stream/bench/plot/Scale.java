package io.austin.stream.bench.plot;

import java.util.List;

/** Where values stand on an axis. */
public interface Scale {
  /** The place of a value, from 0 at the axis's beginning to 1 at its end. */
  double place(double value);

  /** What is written along the axis. */
  List<Tick> ticks();

  /**
   * A mark on an axis.
   *
   * @param place where, from 0 to 1
   * @param label what is written there
   */
  record Tick(double place, String label) {}
}
