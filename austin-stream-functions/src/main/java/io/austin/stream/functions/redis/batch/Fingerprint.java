package io.austin.stream.functions.redis.batch;

import java.util.SplittableRandom;

/** Numbers that tell nearly all byte sequences apart, others in each process. */
final class Fingerprint {
  /** Not FNV's own, so that nobody can think of receivers that all go to one place of a table. */
  private static final long START = new SplittableRandom().nextLong();

  private static final long FNV_PRIME = 0x100000001b3L;

  /** 2^64 divided by the golden ratio, as Fibonacci hashing has it. */
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private Fingerprint() {}

  /** FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/. */
  static long of(byte[] bytes, int from, int to) {
    long print = START;
    for (int i = from; i < to; i++) {
      print = (print ^ (bytes[i] & 0xFF)) * FNV_PRIME;
    }
    return print;
  }

  /** Takes a number into a fingerprint. */
  static long with(long print, long number) {
    return (print ^ number) * FNV_PRIME;
  }

  /**
   * A place in a table. The last bytes of a key, where receivers differ, reach few of the
   * fingerprint's upper bits.
   *
   * @param slots how many there are, a power of two from 2 on
   */
  static int slot(long print, int slots) {
    return (int) ((print * GOLDEN) >>> (Long.numberOfLeadingZeros(slots) + 1));
  }
}
