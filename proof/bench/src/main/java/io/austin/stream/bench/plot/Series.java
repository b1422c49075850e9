package io.austin.stream.bench.plot;

import java.util.List;

/**
 * Values that belong together.
 *
 * @param name what they are
 * @param points the values, in the order of x
 */
public record Series(String name, List<Point> points) {
  /** A value. */
  public record Point(double x, double y) {}
}
