package io.austin.stream.bench.result;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What another client of the same Redis sees: two hundred questions a second.
 *
 * @param machine where it was measured
 * @param quiet what it sees while nobody else is there
 * @param points what it sees beside subjects at full speed
 */
public record Neighbours(Machine machine, Point quiet, List<Point> points) implements Result {
  /** The number of transactions in which a batch is committed. */
  public static final String BUCKETS = "redis.buckets";

  /** How many events wait for Redis at most. */
  public static final String BATCH = "batch.max-events";

  @Override
  public boolean isExact() {
    return points.stream().allMatch(point -> point.run() == null || point.run().isExact());
  }

  /**
   * One setting.
   *
   * @param axis the option that is varied; empty for a subject as it is
   * @param value its value; 0 for a subject as it is
   * @param get the wait for a string
   * @param run what the subject did meanwhile
   */
  public record Point(String axis, long value, Distribution get, @Nullable RunFigures run) {}
}
