package io.austin.stream.console.redis;

/** Redis is away, too slow, or refuses to answer. The message is fit to be shown. */
public final class RedisUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RedisUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
