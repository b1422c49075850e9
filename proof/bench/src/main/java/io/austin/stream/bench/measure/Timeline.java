package io.austin.stream.bench.measure;

import java.util.ArrayList;
import java.util.List;

/** How many events were applied when, and how much CPU time was used by then. */
public final class Timeline {
  /** The share of the events behind which the JVMs count as warm. */
  static final double WARM = 0.3;

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

  /** The first point at which anything was applied; the start, if that was everything at once. */
  Point first() {
    Point first = points.get(0);
    return first.nanos() < last().nanos() ? first : start;
  }

  Point last() {
    return points.isEmpty() ? start : points.get(points.size() - 1);
  }

  /** The point behind the first 30 % of the events; the first one where nothing follows that. */
  Point warm() {
    Point point = at(WARM);
    return point.nanos() < last().nanos() ? point : first();
  }

  private Point at(double share) {
    return points.stream()
        .filter(point -> point.applied() >= share * last().applied())
        .findFirst()
        .orElse(start);
  }

  /** How long it took until something was applied. */
  double secondsToFirst() {
    return seconds(start, points.get(0));
  }

  /** From the first event to the last. */
  double seconds() {
    return seconds(first(), last());
  }

  /** Events a second over the whole run. */
  double perSecond() {
    return perSecond(first(), last());
  }

  /** Events a second over the last 70 %, when the JVMs are warm. */
  public double steadyPerSecond() {
    return perSecond(warm(), last());
  }

  /** Events a second in each tenth of the events; fewer where a batch spans several. */
  List<Double> tenths() {
    List<Double> speeds = new ArrayList<>();
    Point from = first();
    for (int tenth = 1; tenth <= TENTHS; tenth++) {
      Point to = at((double) tenth / TENTHS);
      if (to.nanos() > from.nanos()) {
        speeds.add(perSecond(from, to));
        from = to;
      }
    }
    return speeds;
  }

  private static double perSecond(Point from, Point to) {
    return (to.applied() - from.applied()) / seconds(from, to);
  }

  private static double seconds(Point from, Point to) {
    return Math.max(1, to.nanos() - from.nanos()) / NANOS_PER_SECOND;
  }

  /**
   * A look at a run.
   *
   * @param nanos when, by {@link System#nanoTime}
   * @param applied how many events stood in Redis
   * @param cpu what the processes had used
   * @param redis what Redis had got of the cores
   */
  record Point(long nanos, long applied, CpuTimes cpu, CoreTime redis) {}
}
