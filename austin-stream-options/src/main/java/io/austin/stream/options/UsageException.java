package io.austin.stream.options;

/**
 * A user's mistake, told in a message that says what is wrong and what to do; it has no stack
 * trace.
 */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A mistake, told in one line for each thing that is wrong. Must not hold a secret. */
  public UsageException(String message) {
    super(message, null, false, false);
  }
}
