/**
 * Writes events to Redis exactly once. {@link io.austin.stream.functions.redis.RedisPipeline} and
 * {@link io.austin.stream.functions.redis.RedisPipelineSink} are the thin Flink shell; behind them
 * nothing knows Flink. An event goes down through the rooms: the writer here knows how far each
 * partition has come, {@code views} says what the event writes, {@code batch} gathers that by key,
 * {@code protocol} commits it, {@code wire} talks to Redis. No room knows one above it.
 */
@NullMarked
package io.austin.stream.functions.redis;

import org.jspecify.annotations.NullMarked;
