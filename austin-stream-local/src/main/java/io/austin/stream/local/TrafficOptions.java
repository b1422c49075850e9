package io.austin.stream.local;

import io.austin.stream.cli.platform.Positive;
import io.austin.stream.options.UsageException;
import io.austin.stream.test.event.TrafficMix;
import io.austin.stream.test.event.Workload;
import io.austin.stream.test.traffic.Pace;
import io.austin.stream.test.traffic.Production;
import io.austin.stream.test.traffic.Values;
import java.time.Clock;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say what is generated, and how fast. */
final class TrafficOptions {
  private static final int DEFAULT_RATE = 2_000;

  @Option(
      names = "--rate",
      paramLabel = "N",
      converter = RateConverter.class,
      description = "Events in a second, or max. Default: " + DEFAULT_RATE + ".")
  private double rate = DEFAULT_RATE;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "So many records, then the end. Default: no end.")
  private @Nullable Long count;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The same seed makes the same messages. Default: another one every time.")
  private @Nullable Long seed;

  @Option(
      names = "--workload",
      paramLabel = "A|B",
      converter = WorkloadConverter.class,
      description =
          "A: messages with 1 to 100 receivers, 6.7 on average; B: one receiver each."
              + " Default: A.")
  private Workload workload = Workload.MIXED;

  @Option(
      names = "--malformed",
      paramLabel = "PERCENT",
      description = "The share of records that are no valid events. Default: 0.")
  private double malformed;

  /** The values that were asked for; their time is now, their day is that of the zone. */
  Values generated(ZoneId zone) {
    return Values.of(TrafficMix.seeded(seed(), workload, Clock.system(zone), malformed / 100));
  }

  /** The production of values from now on, as fast and as many as was asked for. */
  Production of(Values values) {
    return new Production(
        values, Pace.perSecond(rate), count == null ? Production.UNLIMITED : count);
  }

  /** Whether it ends by itself. */
  boolean hasCount() {
    return count != null;
  }

  /** The seed: the one that was given, or one of the moment. */
  long seed() {
    if (seed == null) {
      seed = System.nanoTime() & 0xffff_ffffL;
    }
    return seed;
  }

  /**
   * Checks what types cannot say.
   *
   * @throws UsageException naming the option
   */
  void check() {
    if (!(malformed >= 0 && malformed <= 100)) {
      throw new UsageException(
          "--malformed is " + malformed + ", expected a percentage from 0 to 100.");
    }
    if (count != null) {
      Positive.require("--count", count);
    }
  }

  private static final class WorkloadConverter implements ITypeConverter<Workload> {
    @Override
    public Workload convert(String text) {
      return switch (text) {
        case "A", "a" -> Workload.MIXED;
        case "B", "b" -> Workload.SINGLE;
        default -> throw new TypeConversionException("'" + text + "' is neither A nor B");
      };
    }
  }
}
