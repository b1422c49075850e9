package io.austin.stream.functions.journey;

import io.austin.stream.redis.RedisEndpoint;
import java.io.Serializable;
import java.time.Duration;

/**
 * Where and how journeys are shown.
 *
 * @param endpoint the Redis
 * @param keyPrefix what stands before every key, see {@link io.austin.stream.common.TraceKeys}
 * @param keep how long something is shown that does not change
 * @param timeout how long to wait for a connection or a reply before it counts as lost
 * @param retryFor how long to try again against a Redis that is away, loading or full before the
 *     job fails over
 */
public record JourneyOptions(
    RedisEndpoint endpoint, String keyPrefix, Duration keep, Duration timeout, Duration retryFor)
    implements Serializable {}
