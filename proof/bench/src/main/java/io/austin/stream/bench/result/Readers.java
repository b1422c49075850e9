package io.austin.stream.bench.result;

import io.austin.stream.bench.result.Latency.Level;
import java.util.List;

/**
 * Many readers of the console beside a job that is half busy.
 *
 * @param machine where it was measured
 * @param points one for each workload
 */
public record Readers(Machine machine, List<Point> points) implements Result {
  @Override
  public boolean isExact() {
    return points.stream()
        .allMatch(point -> point.answers().errors() == 0 && point.withReaders().differences() == 0);
  }

  /**
   * One workload.
   *
   * @param readers how many there were
   * @param alone the job without them
   * @param withReaders the job beside them
   * @param answers what they got
   */
  public record Point(int readers, Level alone, Level withReaders, Answers answers) {
    /** Which share of its throughput the job lost to the readers; 0 for none. */
    public double lost() {
      return 1 - withReaders.appliedPerSecond() / alone.appliedPerSecond();
    }
  }

  /**
   * What readers got.
   *
   * @param errors how many answers were no success
   * @param waits how long an answer took, or to see that there is none, from the moment at which
   *     the question was due
   */
  public record Answers(long errors, Distribution waits) {}
}
