package io.austin.stream.console.redis;

/** More requests want Redis at once than there are connections. */
public final class RedisBusyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RedisBusyException(Throwable cause) {
    super("Too many requests at once; try again.", cause);
  }
}
