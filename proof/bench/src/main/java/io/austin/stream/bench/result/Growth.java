package io.austin.stream.bench.result;

import java.util.List;

/**
 * How the job's figures change when one thing is varied.
 *
 * @param machine where it was measured
 * @param axes what is varied
 */
public record Growth(Machine machine, List<Axis> axes) implements Result {

  @Override
  public boolean isExact() {
    return axes.stream()
        .flatMap(axis -> axis.points().stream())
        .allMatch(point -> point.run().isExact());
  }

  /**
   * One thing that is varied.
   *
   * @param name what it is, as a file's name
   * @param points its values, ascending
   */
  public record Axis(String name, List<Point> points) {}

  /**
   * One value.
   *
   * @param value of what is varied
   * @param run what the job did
   */
  public record Point(long value, RunFigures run) {}
}
