package io.austin.stream.bench.result;

import java.util.List;

/**
 * Throughput side by side.
 *
 * @param machine where it was measured
 * @param runs every run
 * @param medians for each workload and subject the median of each figure over its runs
 * @param ratios how the job stands to the others
 */
public record Throughput(
    Machine machine, List<RunFigures> runs, List<RunFigures> medians, List<Ratio> ratios)
    implements Result {

  /**
   * How much faster the job is than another subject, by the medians: 1 is as fast.
   *
   * @param workload on which workload
   * @param than the other subject
   * @param steady over the last 70 %
   * @param whole over the whole run
   */
  public record Ratio(String workload, String than, double steady, double whole) {}

  /** What these runs amount to. */
  public static Throughput of(Machine machine, List<RunFigures> runs) {
    List<RunFigures> medians = Medians.of(runs);
    return new Throughput(machine, runs, medians, Medians.ratios(medians));
  }

  @Override
  public boolean isExact() {
    return runs.stream().allMatch(RunFigures::isExact);
  }
}
