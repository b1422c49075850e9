/**
 * Writes events to Redis exactly once. {@link io.austin.stream.functions.redis.RedisPipelineSink}
 * is the thin Flink shell; behind it nothing knows Flink.
 */
@NullMarked
package io.austin.stream.functions.redis;

import org.jspecify.annotations.NullMarked;
