package io.austin.stream.common;

/** Whole numbers as decimal digits in ASCII, without a text in between. */
public final class Decimals {
  private Decimals() {}

  /** How many bytes a number takes, its sign included. */
  public static int length(long number) {
    int length = number < 0 ? 2 : 1;
    for (long rest = number / 10; rest != 0; rest /= 10) {
      length++;
    }
    return length;
  }

  /**
   * Writes a number.
   *
   * @param end the position behind its last digit; there must be room for it before that
   */
  public static void write(long number, byte[] to, int end) {
    int position = end;
    long rest = number;
    do {
      to[--position] = (byte) ('0' + Math.abs(rest % 10));
      rest /= 10;
    } while (rest != 0);
    if (number < 0) {
      to[--position] = '-';
    }
  }
}
