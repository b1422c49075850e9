package io.austin.stream.functions.redis.wire;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Says why events could not be written to Redis; the job fails over and tries again. */
public class RedisPipelineException extends IOException {
  private static final long serialVersionUID = 1L;

  public RedisPipelineException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  public RedisPipelineException(String message) {
    this(message, null);
  }
}
