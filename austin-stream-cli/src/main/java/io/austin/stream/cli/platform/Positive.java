package io.austin.stream.cli.platform;

import io.austin.stream.options.UsageException;

/** Numbers that a user gave for what there must be one of at least. */
public final class Positive {
  private Positive() {}

  /**
   * The number.
   *
   * @throws UsageException naming the option, when it is less than 1
   */
  public static int require(String option, int value) {
    return Math.toIntExact(require(option, (long) value));
  }

  /**
   * The number.
   *
   * @throws UsageException naming the option, when it is less than 1
   */
  public static long require(String option, long value) {
    if (value < 1) {
      throw new UsageException(option + " is " + value + ", expected at least 1.");
    }
    return value;
  }
}
