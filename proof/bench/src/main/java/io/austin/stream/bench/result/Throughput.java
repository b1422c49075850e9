package io.austin.stream.bench.result;

import java.util.List;

/**
 * Throughput side by side.
 *
 * @param machine where it was measured
 * @param runs every run
 * @param medians for each workload and subject the median of each figure over its runs
 */
public record Throughput(Machine machine, List<RunFigures> runs, List<RunFigures> medians)
    implements Result {

  /**
   * How a subject stands to another one, by the medians: 1 is the same.
   *
   * @param workload on which workload
   * @param subject the subject
   * @param than the other one
   * @param steady how much faster it is over the last 70 %
   * @param whole over the whole run
   * @param redis how much more of Redis' CPU it takes for an event
   */
  public record Ratio(
      String workload, String subject, String than, double steady, double whole, double redis) {}

  /** What these runs amount to. */
  public static Throughput of(Machine machine, List<RunFigures> runs) {
    return new Throughput(machine, runs, Medians.of(runs));
  }

  /** How the job stands to the others, and what runs against a cluster to the same against one. */
  public List<Ratio> ratios() {
    return Medians.ratios(medians);
  }

  @Override
  public boolean isExact() {
    return runs.stream().allMatch(RunFigures::isExact);
  }
}
