package io.austin.stream.common;

/** Whole numbers as decimal digits in ASCII, without a text in between. */
public final class Decimals {
  private static final int HUNDRED = 100;
  private static final byte[] TENS = new byte[HUNDRED];
  private static final byte[] ONES = new byte[HUNDRED];

  /** The powers of ten that fit, each at the place of its number of zeros. */
  private static final long[] POWERS = new long[19];

  static {
    for (int i = 0; i < HUNDRED; i++) {
      TENS[i] = (byte) ('0' + i / 10);
      ONES[i] = (byte) ('0' + i % 10);
    }
    long power = 1;
    for (int zeros = 0; zeros < POWERS.length; zeros++) {
      POWERS[zeros] = power;
      power *= 10;
    }
  }

  private Decimals() {}

  /** How many bytes a number takes, its sign included. */
  public static int length(long number) {
    return number < 0 ? 1 + digits(-number) : digits(number);
  }

  /**
   * How many digits a number has.
   *
   * @param number not negative, but for {@link Long#MIN_VALUE}, whose negation it is itself
   */
  private static int digits(long number) {
    if (number < 0) {
      return POWERS.length;
    }
    int bits = Long.SIZE - Long.numberOfLeadingZeros(number | 1);
    int atLeast = (bits * 1233) >>> 12; // times the decimal logarithm of 2: that, or one more
    return atLeast < POWERS.length && number >= POWERS[atLeast]
        ? atLeast + 1
        : Math.max(atLeast, 1);
  }

  /**
   * Writes a number.
   *
   * @param end the position behind its last digit; there must be room for it before that
   */
  public static void write(long number, byte[] to, int end) {
    int position = end;
    long rest = number;
    while (rest >= HUNDRED || rest <= -HUNDRED) {
      long hundreds = rest / HUNDRED;
      int pair = Math.abs((int) (rest - hundreds * HUNDRED));
      to[--position] = ONES[pair];
      to[--position] = TENS[pair];
      rest = hundreds;
    }
    int pair = Math.abs((int) rest);
    to[--position] = ONES[pair];
    if (pair >= 10) {
      to[--position] = TENS[pair];
    }
    if (number < 0) {
      to[--position] = '-';
    }
  }
}
