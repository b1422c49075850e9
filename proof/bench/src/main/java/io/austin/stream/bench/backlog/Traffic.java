package io.austin.stream.bench.backlog;

import io.austin.stream.test.event.Workload;

/**
 * What a backlog is made of.
 *
 * @param workload how many receivers a message has
 * @param events how many events
 * @param partitions over how many partitions they are spread
 * @param seed decides the events; the same one gives the same but for their time
 */
public record Traffic(Workload workload, long events, int partitions, long seed) {

  /** The letter of a workload: A or B. */
  public static String letter(Workload workload) {
    return workload == Workload.MIXED ? "A" : "B";
  }

  /** How the workload is called in results. */
  public String name() {
    return letter(workload);
  }

  /** The same, but so many events. */
  public Traffic withEvents(long number) {
    return new Traffic(workload, number, partitions, seed);
  }

  /** The same over so many partitions. */
  public Traffic withPartitions(int number) {
    return new Traffic(workload, events, number, seed);
  }
}
