package io.austin.stream.job.options;

import io.austin.stream.functions.redis.RedisPipelineOptions;
import io.austin.stream.options.OptionDefinitions;
import io.austin.stream.options.OptionValues;
import io.austin.stream.options.RedisOptions;

/** The sink's options as the job's say them. */
public final class SinkOptions {
  private SinkOptions() {}

  /** How the sink reaches Redis and how it writes. */
  public static RedisPipelineOptions of(OptionValues options) {
    return RedisPipelineOptions.to(
            RedisOptions.endpoint(options), options.get(OptionDefinitions.KAFKA_GROUP_ID))
        .withKeyPrefix(options.get(OptionDefinitions.REDIS_KEY_PREFIX))
        .withBuckets(options.get(OptionDefinitions.REDIS_BUCKETS))
        .withMaxBatchEvents(options.get(OptionDefinitions.BATCH_MAX_EVENTS))
        .withMaxBatchBytes(options.get(OptionDefinitions.BATCH_MAX_BYTES))
        .withMaxTrailEntries(options.get(OptionDefinitions.TRAIL_MAX_ENTRIES))
        .withRetention(
            options.get(OptionDefinitions.RETENTION_MESSAGE),
            options.get(OptionDefinitions.RETENTION_TEMPLATE))
        .withConsoleViews(options.get(OptionDefinitions.VIEWS_CONSOLE))
        .withZone(options.get(OptionDefinitions.ZONE))
        .withTimeout(options.get(OptionDefinitions.REDIS_TIMEOUT))
        .withRetryFor(options.get(OptionDefinitions.REDIS_RETRY_FOR));
  }
}
