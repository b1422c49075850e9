package io.austin.stream.bench.backlog;

import io.austin.stream.test.event.ReceiverCount;
import io.austin.stream.test.event.Workload;

/**
 * What a backlog is made of.
 *
 * @param name how the workload is called in results
 * @param receivers how many receivers a message has
 * @param events how many events
 * @param partitions over how many partitions they are spread
 * @param seed decides the events; the same one gives the same but for their time
 */
public record Traffic(
    String name, ReceiverCount receivers, long events, int partitions, long seed) {

  /** Traffic of a workload that has a letter. */
  public static Traffic of(Workload workload, long events, int partitions, long seed) {
    return new Traffic(letter(workload), workload, events, partitions, seed);
  }

  /** The letter of a workload: A or B. */
  public static String letter(Workload workload) {
    return workload == Workload.MIXED ? "A" : "B";
  }

  /** The same, but so many events. */
  public Traffic withEvents(long number) {
    return new Traffic(name, receivers, number, partitions, seed);
  }

  /** The same over so many partitions. */
  public Traffic withPartitions(int number) {
    return new Traffic(name, receivers, events, number, seed);
  }
}
