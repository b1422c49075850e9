package io.austin.stream.local.bench.measure;

import java.util.ArrayList;
import java.util.List;

/** How many events were applied when, and how much CPU time was used by then. */
final class Timeline {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final int TENTHS = 10;

  private final Point start;
  private final List<Point> points = new ArrayList<>();

  /** A timeline from the moment at which the subject was told to begin. */
  Timeline(Point start) {
    this.start = start;
  }

  /** Takes a later point in. */
  void add(Point point) {
    points.add(point);
  }

  /** The first point with at least this share of all events. */
  Point at(double share, long events) {
    return points.stream()
        .filter(point -> point.applied() >= share * events && point.applied() > 0)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("nothing was applied"));
  }

  /** The first point at which anything was applied; the start, if that was everything at once. */
  Point first() {
    Point first = points.get(0);
    return first.nanos() < last().nanos() ? first : start;
  }

  /** How long it took until something was applied. */
  double secondsToFirst() {
    return seconds(start, points.get(0));
  }

  /** The point at which this share is over; the first one where there is nothing behind that. */
  Point warm(double share, long events) {
    Point point = at(share, events);
    return point.nanos() < last().nanos() ? point : first();
  }

  Point last() {
    return points.get(points.size() - 1);
  }

  /** The speed of each tenth of the events, in events a second. */
  List<Double> tenths(long events) {
    List<Double> speeds = new ArrayList<>();
    Point from = first();
    for (int tenth = 1; tenth <= TENTHS; tenth++) {
      Point to = at((double) tenth / TENTHS, events);
      if (to.nanos() > from.nanos()) {
        speeds.add(perSecond(from, to));
        from = to;
      }
    }
    return speeds;
  }

  /** The speed between two points, in events a second. */
  static double perSecond(Point from, Point to) {
    return (to.applied() - from.applied()) / seconds(from, to);
  }

  static double seconds(Point from, Point to) {
    return Math.max(1, to.nanos() - from.nanos()) / NANOS_PER_SECOND;
  }

  /**
   * A look at a run.
   *
   * @param nanos when, by {@link System#nanoTime}
   * @param applied how many events stood in Redis
   * @param cpu what the processes had used
   */
  record Point(long nanos, long applied, CpuTimes cpu) {}
}
