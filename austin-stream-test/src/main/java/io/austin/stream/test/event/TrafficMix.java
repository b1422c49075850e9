package io.austin.stream.test.event;

import io.austin.stream.common.AnchorInfoCodec;
import java.time.Clock;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Realistic traffic with a share of records that are no valid events. The same seed, workload,
 * share and clock give the same records. Never ends; not thread-safe.
 */
public final class TrafficMix {
  private final EventGenerator events;
  private final MalformedEvents malformed;
  private final double malformedShare;
  private final SplittableRandom random;

  /**
   * Mixes traffic.
   *
   * @param events the valid part
   * @param malformed the other part
   * @param malformedShare how much of the whole is malformed, from 0 to 1
   * @param seed decides which record is
   */
  public TrafficMix(
      EventGenerator events, MalformedEvents malformed, double malformedShare, long seed) {
    this.events = events;
    this.malformed = malformed;
    this.malformedShare = malformedShare;
    this.random = new SplittableRandom(seed);
  }

  /** A mix of which all parts follow from one seed; values of up to 1 MiB are valid. */
  public static TrafficMix seeded(
      long seed, Workload workload, Clock clock, double malformedShare) {
    return new TrafficMix(
        EventGenerator.seeded(seed, workload, clock),
        MalformedEvents.seeded(seed + 1, clock, 1 << 20),
        malformedShare,
        seed);
  }

  /** The next record. */
  public Item next() {
    if (random.nextDouble() < malformedShare) {
      Malformed bad = malformed.next();
      return new Item(bad.value(), bad.reason());
    }
    return new Item(AnchorInfoCodec.write(events.next()), null);
  }

  /**
   * A record of the mix.
   *
   * @param value the record's value, {@code null} for a tombstone
   * @param reason the reason that its dead letter must carry; {@code null} for a valid event
   */
  @SuppressWarnings("ArrayRecordComponent") // bytes pass through untouched and are never compared
  public record Item(byte @Nullable [] value, @Nullable String reason) {}
}
