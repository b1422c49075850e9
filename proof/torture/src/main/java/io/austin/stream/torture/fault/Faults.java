package io.austin.stream.torture.fault;

import io.austin.stream.options.UsageException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All faults there are. */
public final class Faults {
  private static final List<Fault> ALL =
      Stream.of(
              FlinkFaults.all(),
              JobFaults.all(),
              OperatorFaults.all(),
              RedisFaults.all(),
              KafkaFaults.all(),
              TopicFaults.all(),
              NetworkFaults.all(),
              ClockFaults.all())
          .flatMap(List::stream)
          .toList();

  private static final List<Fault> OF_CLUSTER =
      Stream.of(
              FlinkFaults.all(),
              JobFaults.all(),
              List.of(OperatorFaults.RESET),
              RedisClusterFaults.all(),
              KafkaFaults.all(),
              TopicFaults.all(),
              NetworkFaults.all(),
              ClockFaults.all())
          .flatMap(List::stream)
          .toList();

  private Faults() {}

  /** Every fault where there is one Redis. */
  public static List<Fault> all() {
    return ALL;
  }

  /** Every fault where there is a Redis Cluster. */
  public static List<Fault> ofCluster() {
    return OF_CLUSTER;
  }

  /**
   * The fault of this name among these.
   *
   * @throws UsageException when there is none
   */
  public static Fault named(String name, List<Fault> faults) {
    return faults.stream()
        .filter(fault -> fault.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "There is no fault '"
                        + name
                        + "'; there are "
                        + faults.stream().map(Fault::name).collect(Collectors.joining(", "))
                        + "."));
  }
}
