package io.austin.stream.functions.redis;

import io.austin.stream.redis.ClusterSlots;
import io.austin.stream.redis.RedisEndpoint;
import java.io.Serializable;
import java.time.Duration;
import java.time.ZoneId;
import java.util.function.Consumer;

/**
 * How the sink reaches Redis and how it writes. {@link #to(String)} gives the defaults; each {@code
 * with} method returns a changed copy.
 */
public final class RedisPipelineOptions implements Serializable, Cloneable {
  private static final long serialVersionUID = 1L;

  private RedisEndpoint endpoint;
  private String keyPrefix = "";
  private String groupId = "austinLogGroup";
  private int buckets = 128;
  private int maxTransactionKeys = 128;
  private int maxBatchEvents = 20_000;
  private int maxBatchBytes = 8 << 20;
  private int maxTrailEntries = 1_000;
  private boolean consoleViews = true;
  private ZoneId zone = ZoneId.systemDefault();
  private Duration timeout = Duration.ofSeconds(10);
  private Duration retryFor = Duration.ofMinutes(1);

  private RedisPipelineOptions(RedisEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  /** The defaults, to the Redis at an endpoint. */
  public static RedisPipelineOptions to(RedisEndpoint endpoint) {
    return new RedisPipelineOptions(endpoint);
  }

  /**
   * The defaults, to the Redis at an address.
   *
   * @throws IllegalArgumentException when it is none; see {@link RedisEndpoint#ACCEPTED}
   */
  public static RedisPipelineOptions to(String uri) {
    return to(RedisEndpoint.parse(uri));
  }

  private RedisPipelineOptions with(Consumer<RedisPipelineOptions> change) {
    try {
      RedisPipelineOptions copy = (RedisPipelineOptions) clone();
      change.accept(copy);
      return copy;
    } catch (CloneNotSupportedException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  RedisEndpoint endpoint() {
    return endpoint;
  }

  /** The same at another Redis, as {@link #to(String)}. */
  public RedisPipelineOptions withUri(String uri) {
    return with(it -> it.endpoint = RedisEndpoint.parse(uri));
  }

  String keyPrefix() {
    return keyPrefix;
  }

  /** What stands before every key. */
  public RedisPipelineOptions withKeyPrefix(String keyPrefix) {
    return with(it -> it.keyPrefix = keyPrefix);
  }

  String groupId() {
    return groupId;
  }

  /** The name under which progress is kept, usually the Kafka consumer group's. */
  public RedisPipelineOptions withGroupId(String groupId) {
    return with(it -> it.groupId = groupId);
  }

  int buckets() {
    return endpoint.isCluster() ? ClusterSlots.COUNT : buckets;
  }

  /**
   * Into how many parts keys are divided, each with its own fences and written in one transaction;
   * at least 1. In a Redis Cluster the slots are the buckets, whatever is said here.
   */
  public RedisPipelineOptions withBuckets(int buckets) {
    return with(it -> it.buckets = buckets);
  }

  /** The bound for a transaction of several buckets; in a Redis Cluster there is none of these. */
  int maxTransactionKeys() {
    return endpoint.isCluster() ? 0 : maxTransactionKeys;
  }

  /**
   * To how many keys one transaction writes before another is begun. A bucket is never divided, so
   * with 0 each is a transaction of its own.
   */
  public RedisPipelineOptions withMaxTransactionKeys(int maxTransactionKeys) {
    return with(it -> it.maxTransactionKeys = maxTransactionKeys);
  }

  int maxBatchEvents() {
    return maxBatchEvents;
  }

  /** How many events a batch holds before it holds the source back. */
  public RedisPipelineOptions withMaxBatchEvents(int maxBatchEvents) {
    return with(it -> it.maxBatchEvents = maxBatchEvents);
  }

  int maxBatchBytes() {
    return maxBatchBytes;
  }

  /** How many bytes a batch's values hold, about, before it holds the source back. */
  public RedisPipelineOptions withMaxBatchBytes(int maxBatchBytes) {
    return with(it -> it.maxBatchBytes = maxBatchBytes);
  }

  int maxTrailEntries() {
    return maxTrailEntries;
  }

  /** How many entries a trail keeps. */
  public RedisPipelineOptions withMaxTrailEntries(int maxTrailEntries) {
    return with(it -> it.maxTrailEntries = maxTrailEntries);
  }

  boolean consoleViews() {
    return consoleViews;
  }

  /** Whether to write what the console shows beyond the three views. */
  public RedisPipelineOptions withConsoleViews(boolean consoleViews) {
    return with(it -> it.consoleViews = consoleViews);
  }

  ZoneId zone() {
    return zone;
  }

  /** Where a receiver's day ends. */
  public RedisPipelineOptions withZone(ZoneId zone) {
    return with(it -> it.zone = zone);
  }

  Duration timeout() {
    return timeout;
  }

  /** How long to wait for a connection or a reply before it counts as lost. */
  public RedisPipelineOptions withTimeout(Duration timeout) {
    return with(it -> it.timeout = timeout);
  }

  Duration retryFor() {
    return retryFor;
  }

  /**
   * How long to try again against a Redis that is away, loading or out of memory before the job
   * fails over: time since it last did what it was asked for, and the attempt under way is ended
   * first.
   */
  public RedisPipelineOptions withRetryFor(Duration retryFor) {
    return with(it -> it.retryFor = retryFor);
  }
}
