package io.austin.stream.functions.journey;

/**
 * How long a message took from austin to the channel's answer, time for which it was held left out.
 *
 * @param from when it was taken in, in milliseconds since the epoch
 * @param to when the channel answered, in milliseconds since the epoch
 */
public record Latency(long from, long to) {
  /** In milliseconds; negative where clocks disagree. */
  public long millis() {
    return to - from;
  }
}
