package io.austin.stream.bench.report;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Lines over two axes.
 *
 * @param title what is shown
 * @param xLabel what the x axis is
 * @param yLabel what the y axis is
 * @param x {@link #STEPS} or {@link #PERCENTILES}
 * @param y {@link #FROM_ZERO} or {@link #LOGARITHMIC}
 * @param lines the lines
 */
record Plot(String title, String xLabel, String yLabel, String x, String y, List<Line> lines) {
  /** Values evenly apart, whatever they are, each with a dot. */
  static final String STEPS = "category";

  /** Percentiles, each nine as far from the last as that from the one before. */
  static final String PERCENTILES = "percentile";

  static final String FROM_ZERO = "value";
  static final String LOGARITHMIC = "log";

  /**
   * Values that belong together.
   *
   * @param name what they are
   * @param points the values, in the order of x
   */
  record Line(String name, List<Point> points) {

    /** A line of a point for each of these. */
    static <T> Line of(String name, List<T> all, ToDoubleFunction<T> x, ToDoubleFunction<T> y) {
      return new Line(
          name,
          all.stream().map(it -> new Point(x.applyAsDouble(it), y.applyAsDouble(it))).toList());
    }
  }

  /** A value. */
  record Point(double x, double y) {}
}
