package io.austin.stream.bench.result;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * A distribution of times, in milliseconds.
 *
 * @param samples how many there were
 * @param mean their mean
 * @param p50 the median
 * @param p90 90 % were no longer
 * @param p99 99 %
 * @param p999 99.9 %
 * @param max the longest
 * @param curve from the shortest to the longest, closer together towards the end
 */
public record Distribution(
    long samples,
    double mean,
    double p50,
    double p90,
    double p99,
    double p999,
    double max,
    List<Point> curve) {
  private static final double MICROS_PER_MILLI = 1e3;
  private static final int POINTS_PER_HALVING = 4;

  /**
   * A point of the curve.
   *
   * @param percentile so many per cent were no longer
   * @param millis than this
   */
  public record Point(double percentile, double millis) {}

  /** So many per cent were no longer, by the curve, which is a little more than exact. */
  public double within(double percentile) {
    return curve.stream()
        .filter(point -> point.percentile() >= percentile)
        .mapToDouble(Point::millis)
        .findFirst()
        .orElse(max);
  }

  /** What a histogram of microseconds holds. */
  public static Distribution ofMicros(Histogram histogram) {
    List<Point> curve = new ArrayList<>();
    histogram
        .percentiles(POINTS_PER_HALVING)
        .forEach(
            it ->
                curve.add(
                    new Point(
                        it.getPercentileLevelIteratedTo(),
                        it.getValueIteratedTo() / MICROS_PER_MILLI)));
    return new Distribution(
        histogram.getTotalCount(),
        histogram.getMean() / MICROS_PER_MILLI,
        at(histogram, 50),
        at(histogram, 90),
        at(histogram, 99),
        at(histogram, 99.9),
        histogram.getMaxValue() / MICROS_PER_MILLI,
        curve);
  }

  private static double at(Histogram histogram, double percentile) {
    return histogram.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
  }
}
