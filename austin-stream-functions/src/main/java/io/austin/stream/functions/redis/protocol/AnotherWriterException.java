package io.austin.stream.functions.redis.protocol;

import io.austin.stream.functions.redis.wire.RedisPipelineException;

/**
 * Says that another writer of the same group moved a fence: this one is an attempt that was given
 * up, or two jobs share one group id. Nothing was applied twice.
 */
public final class AnotherWriterException extends RedisPipelineException {
  private static final long serialVersionUID = 1L;

  private AnotherWriterException(String message) {
    super(message);
  }

  static AnotherWriterException of(String groupId, FenceUpdate fences) {
    return new AnotherWriterException(
        "another writer of group %s is at work, this one stops: %s"
            .formatted(groupId, fences.differences()));
  }
}
