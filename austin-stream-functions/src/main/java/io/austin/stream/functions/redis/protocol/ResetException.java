package io.austin.stream.functions.redis.protocol;

import io.austin.stream.functions.redis.wire.RedisPipelineException;

/** The fences are not those that the writer knew: somebody has reset them. */
final class ResetException extends RedisPipelineException {
  private static final long serialVersionUID = 1L;

  private ResetException(String message) {
    super(message);
  }

  static ResetException of(String groupId) {
    return new ResetException(
        ("the fences of group %s were reset: what this job remembers of its progress counts no more."
                + " Stop it, and start it without a checkpoint; if it is refused then too, reset them again")
            .formatted(groupId));
  }
}
