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

  private Faults() {}

  /** Every fault. */
  public static List<Fault> all() {
    return ALL;
  }

  /**
   * The fault of this name.
   *
   * @throws UsageException when there is none
   */
  public static Fault named(String name) {
    return ALL.stream()
        .filter(fault -> fault.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "There is no fault '"
                        + name
                        + "'; there are "
                        + ALL.stream().map(Fault::name).collect(Collectors.joining(", "))
                        + "."));
  }
}
