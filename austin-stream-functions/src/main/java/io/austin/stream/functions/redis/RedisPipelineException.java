package io.austin.stream.functions.redis;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Says why events could not be written to Redis; the job fails over and tries again. */
public class RedisPipelineException extends IOException {
  private static final long serialVersionUID = 1L;

  RedisPipelineException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  RedisPipelineException(String message) {
    this(message, null);
  }
}
