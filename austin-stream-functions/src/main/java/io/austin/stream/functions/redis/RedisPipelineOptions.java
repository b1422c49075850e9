package io.austin.stream.functions.redis;

import java.io.Serializable;
import java.time.Duration;
import java.time.ZoneId;

/**
 * How the sink reaches Redis and how it writes. {@link #to(String)} gives the defaults; each {@code
 * with} method returns a copy.
 *
 * @param uri {@code redis://[user:password@]host:port/db}, or {@code rediss://} over TLS
 * @param keyPrefix what stands before every key; empty by default
 * @param groupId the name under which progress is kept, usually the Kafka consumer group's
 * @param buckets in how many transactions a batch is committed, each with its own fences; at least
 *     1
 * @param maxBatchEvents how many events a batch holds before it holds the source back
 * @param maxBatchBytes how many bytes a batch's values hold, about, before it holds the source back
 * @param maxTrailEntries how many entries a trail keeps
 * @param zone where a receiver's day ends
 * @param timeout how long to wait for a connection or a reply before it counts as lost
 * @param retryFor how long to try again against a Redis that is away, loading or out of memory
 *     before the job fails over
 */
public record RedisPipelineOptions(
    String uri,
    String keyPrefix,
    String groupId,
    int buckets,
    int maxBatchEvents,
    int maxBatchBytes,
    int maxTrailEntries,
    ZoneId zone,
    Duration timeout,
    Duration retryFor)
    implements Serializable {

  /** The defaults, to this Redis. */
  public static RedisPipelineOptions to(String uri) {
    return new RedisPipelineOptions(
        uri,
        "",
        "austinLogGroup",
        16,
        5_000,
        8 << 20,
        1_000,
        ZoneId.systemDefault(),
        Duration.ofSeconds(10),
        Duration.ofMinutes(1));
  }

  /** The same at another Redis. */
  public RedisPipelineOptions withUri(String uri) {
    return new RedisPipelineOptions(
        uri,
        keyPrefix,
        groupId,
        buckets,
        maxBatchEvents,
        maxBatchBytes,
        maxTrailEntries,
        zone,
        timeout,
        retryFor);
  }

  /** The same with another {@link #keyPrefix}. */
  public RedisPipelineOptions withKeyPrefix(String keyPrefix) {
    return new RedisPipelineOptions(
        uri,
        keyPrefix,
        groupId,
        buckets,
        maxBatchEvents,
        maxBatchBytes,
        maxTrailEntries,
        zone,
        timeout,
        retryFor);
  }

  /** The same with another {@link #groupId}. */
  public RedisPipelineOptions withGroupId(String groupId) {
    return new RedisPipelineOptions(
        uri,
        keyPrefix,
        groupId,
        buckets,
        maxBatchEvents,
        maxBatchBytes,
        maxTrailEntries,
        zone,
        timeout,
        retryFor);
  }

  /** The same with another {@link #buckets}. */
  public RedisPipelineOptions withBuckets(int buckets) {
    return new RedisPipelineOptions(
        uri,
        keyPrefix,
        groupId,
        buckets,
        maxBatchEvents,
        maxBatchBytes,
        maxTrailEntries,
        zone,
        timeout,
        retryFor);
  }

  /** The same with another {@link #maxBatchEvents}. */
  public RedisPipelineOptions withMaxBatchEvents(int maxBatchEvents) {
    return new RedisPipelineOptions(
        uri,
        keyPrefix,
        groupId,
        buckets,
        maxBatchEvents,
        maxBatchBytes,
        maxTrailEntries,
        zone,
        timeout,
        retryFor);
  }

  /** The same with another {@link #maxBatchBytes}. */
  public RedisPipelineOptions withMaxBatchBytes(int maxBatchBytes) {
    return new RedisPipelineOptions(
        uri,
        keyPrefix,
        groupId,
        buckets,
        maxBatchEvents,
        maxBatchBytes,
        maxTrailEntries,
        zone,
        timeout,
        retryFor);
  }

  /** The same with another {@link #maxTrailEntries}. */
  public RedisPipelineOptions withMaxTrailEntries(int maxTrailEntries) {
    return new RedisPipelineOptions(
        uri,
        keyPrefix,
        groupId,
        buckets,
        maxBatchEvents,
        maxBatchBytes,
        maxTrailEntries,
        zone,
        timeout,
        retryFor);
  }

  /** The same with another {@link #zone}. */
  public RedisPipelineOptions withZone(ZoneId zone) {
    return new RedisPipelineOptions(
        uri,
        keyPrefix,
        groupId,
        buckets,
        maxBatchEvents,
        maxBatchBytes,
        maxTrailEntries,
        zone,
        timeout,
        retryFor);
  }

  /** The same with another {@link #timeout}. */
  public RedisPipelineOptions withTimeout(Duration timeout) {
    return new RedisPipelineOptions(
        uri,
        keyPrefix,
        groupId,
        buckets,
        maxBatchEvents,
        maxBatchBytes,
        maxTrailEntries,
        zone,
        timeout,
        retryFor);
  }

  /** The same with another {@link #retryFor}. */
  public RedisPipelineOptions withRetryFor(Duration retryFor) {
    return new RedisPipelineOptions(
        uri,
        keyPrefix,
        groupId,
        buckets,
        maxBatchEvents,
        maxBatchBytes,
        maxTrailEntries,
        zone,
        timeout,
        retryFor);
  }
}
