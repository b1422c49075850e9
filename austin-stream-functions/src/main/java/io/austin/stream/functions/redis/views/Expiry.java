package io.austin.stream.functions.redis.views;

import java.time.Duration;

/**
 * When a key expires: a while after the last write to it, or at the latest of the moments that were
 * asked for.
 *
 * @param absolute whether {@code millis} is a moment rather than a while
 * @param millis milliseconds since the epoch, or since the last write
 */
public record Expiry(boolean absolute, long millis) {
  /** Asked for by nobody. */
  public static final Expiry NONE = new Expiry(false, -1);

  /** A while after the last write, whichever write that is. */
  public static Expiry after(Duration idle) {
    return new Expiry(false, idle.toMillis());
  }

  /** Not before this moment, in milliseconds since the epoch. */
  public static Expiry at(long moment) {
    return new Expiry(true, moment);
  }

  /** Whether it is a moment that comes before another, in milliseconds since the epoch. */
  public boolean isBefore(long moment) {
    return absolute && millis < moment;
  }

  /** The later of two of the same kind. */
  public Expiry later(Expiry other) {
    return other.millis > millis ? other : this;
  }
}
