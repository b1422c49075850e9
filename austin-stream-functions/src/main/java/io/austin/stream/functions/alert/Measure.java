package io.austin.stream.functions.alert;

/** What is counted of messages, as a number: a kind, and for two of them which. */
final class Measure {
  static final long TAKEN_IN = 1;
  static final long SENT = 2;
  static final long FAILED = 3;
  static final long FILTERED = 4;

  /** How many more are stuck, or fewer. */
  static final long STUCK = 5;

  /** Nothing is counted; a rule names the scope, in which nothing may ever come. */
  static final long WAKE = 6;

  private static final long CODES = 1L << 32;
  private static final long LATENCIES = 2L << 32;

  private Measure() {}

  /** Failures with this code of a channel's. */
  static long code(int code) {
    return CODES | Integer.toUnsignedLong(code);
  }

  /** Messages whose latency is in this bucket. */
  static long latency(int bucket) {
    return LATENCIES | Integer.toUnsignedLong(bucket);
  }

  static boolean isLatency(long measure) {
    return measure >>> 32 == LATENCIES >>> 32;
  }

  static int bucket(long measure) {
    return (int) measure;
  }
}
