package io.austin.stream.functions.redis.protocol;

import io.austin.stream.functions.redis.wire.RedisPipelineException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Says that Redis lost writes that it had acknowledged, as after a failover to a replica that
 * lagged or a restore of an older snapshot, and names the offsets per partition and bucket.
 */
public final class RedisWentBackException extends RedisPipelineException {
  private static final long serialVersionUID = 1L;

  RedisWentBackException(String message) {
    super(message);
  }

  /** Names what is lost. */
  public static RedisWentBackException of(List<Loss> losses) {
    return new RedisWentBackException(
        "Redis lost writes that it had acknowledged: "
            + losses.stream().map(Loss::toString).collect(Collectors.joining("; ")));
  }
}
