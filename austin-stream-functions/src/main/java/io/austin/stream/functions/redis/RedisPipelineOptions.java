package io.austin.stream.functions.redis;

import io.austin.stream.common.Retention;
import io.austin.stream.common.TraceKeys;
import io.austin.stream.functions.redis.protocol.CommitOptions;
import io.austin.stream.functions.redis.protocol.FenceKeys;
import io.austin.stream.redis.ClusterSlots;
import io.austin.stream.redis.RedisEndpoint;
import java.io.Serializable;
import java.time.Duration;
import java.time.ZoneId;
import java.util.function.Consumer;

/**
 * How the sink reaches Redis and how it writes. {@link #to(String, String)} gives the defaults;
 * each {@code with} method returns a changed copy, and refuses what the option of that name on the
 * job's command line refuses. Immutable. Its text form shows no password.
 */
public final class RedisPipelineOptions implements Serializable, Cloneable {
  private static final long serialVersionUID = 1L;

  private static final int MAX_BUCKETS = 16_384;
  private static final int MIN_BATCH_BYTES = 1_024;

  private RedisEndpoint endpoint;
  private String keyPrefix = "";
  private String groupId;
  private int buckets = 128;
  private int maxTransactionKeys = 128;
  private int maxBatchEvents = 20_000;
  private int maxBatchBytes = 8 << 20;
  private int maxTrailEntries = 1_000;
  private Duration messageRetention = Retention.MESSAGE_TRAIL;
  private Duration templateRetention = Retention.TEMPLATE_TOTALS;
  private boolean consoleViews = true;
  private ZoneId zone = ZoneId.systemDefault();
  private Duration timeout = Duration.ofSeconds(10);
  private Duration retryFor = Duration.ofMinutes(1);

  private RedisPipelineOptions(RedisEndpoint endpoint, String groupId) {
    this.endpoint = endpoint;
    this.groupId = groupId;
  }

  /**
   * The defaults, to the Redis at an endpoint.
   *
   * @param groupId the name under which progress is kept, see {@link #withGroupId}
   * @throws IllegalArgumentException when the group is blank
   */
  public static RedisPipelineOptions to(RedisEndpoint endpoint, String groupId) {
    return new RedisPipelineOptions(endpoint, groupId).withGroupId(groupId);
  }

  /**
   * The defaults, to the Redis at an address.
   *
   * @param groupId the name under which progress is kept, see {@link #withGroupId}
   * @throws IllegalArgumentException when the address is none, see {@link RedisEndpoint#ACCEPTED},
   *     or the group is blank
   */
  public static RedisPipelineOptions to(String uri, String groupId) {
    return to(RedisEndpoint.parse(uri), groupId);
  }

  private static void check(boolean ok, String option, String accepted, Object value) {
    if (!ok) {
      throw new IllegalArgumentException(option + " must be " + accepted + ", but is " + value);
    }
  }

  private static void checkAtLeast(long least, String option, long value) {
    check(value >= least, option, "at least " + least, value);
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

  /** The same at another Redis, as {@link #to(String, String)}. */
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

  /**
   * The name under which progress is kept, usually the Kafka consumer group's. Each job has a name
   * of its own: two of one name take each other for another attempt of themselves, and a name that
   * was used before goes on from there.
   */
  public RedisPipelineOptions withGroupId(String groupId) {
    check(!groupId.trim().isEmpty(), "groupId", "a name that is not blank", "'" + groupId + "'");
    return with(it -> it.groupId = groupId);
  }

  int buckets() {
    return endpoint.isCluster() ? ClusterSlots.COUNT : buckets;
  }

  /**
   * Into how many parts keys are divided, each with its own fences and written in one transaction;
   * from 1 to 16,384. In a Redis Cluster the slots are the buckets, whatever is said here.
   */
  public RedisPipelineOptions withBuckets(int buckets) {
    check(buckets >= 1 && buckets <= MAX_BUCKETS, "buckets", "from 1 to " + MAX_BUCKETS, buckets);
    return with(it -> it.buckets = buckets);
  }

  int maxTransactionKeys() {
    return maxTransactionKeys;
  }

  /**
   * To how many keys one transaction, or one call of a script in a Redis Cluster, writes before
   * another is begun. A bucket is never divided, so with 0 each is one of its own.
   */
  public RedisPipelineOptions withMaxTransactionKeys(int maxTransactionKeys) {
    checkAtLeast(0, "maxTransactionKeys", maxTransactionKeys);
    return with(it -> it.maxTransactionKeys = maxTransactionKeys);
  }

  int maxBatchEvents() {
    return maxBatchEvents;
  }

  /** How many events a batch holds before it holds the source back; at least 1. */
  public RedisPipelineOptions withMaxBatchEvents(int maxBatchEvents) {
    checkAtLeast(1, "maxBatchEvents", maxBatchEvents);
    return with(it -> it.maxBatchEvents = maxBatchEvents);
  }

  int maxBatchBytes() {
    return maxBatchBytes;
  }

  /**
   * How many bytes a batch's values hold, about, before it holds the source back; 1 KiB or more.
   */
  public RedisPipelineOptions withMaxBatchBytes(int maxBatchBytes) {
    checkAtLeast(MIN_BATCH_BYTES, "maxBatchBytes", maxBatchBytes);
    return with(it -> it.maxBatchBytes = maxBatchBytes);
  }

  int maxTrailEntries() {
    return maxTrailEntries;
  }

  /** How many entries a trail keeps; at least 1. */
  public RedisPipelineOptions withMaxTrailEntries(int maxTrailEntries) {
    checkAtLeast(1, "maxTrailEntries", maxTrailEntries);
    return with(it -> it.maxTrailEntries = maxTrailEntries);
  }

  Duration messageRetention() {
    return messageRetention;
  }

  Duration templateRetention() {
    return templateRetention;
  }

  /**
   * How long after the last write a message's trail and a template's totals stand; at least 1 ms.
   */
  public RedisPipelineOptions withRetention(Duration messages, Duration templates) {
    checkAtLeast(1, "messageRetention", messages.toMillis());
    checkAtLeast(1, "templateRetention", templates.toMillis());
    return with(
        it -> {
          it.messageRetention = messages;
          it.templateRetention = templates;
        });
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

  /** How long to wait for a connection or a reply before it counts as lost; at least 1 ms. */
  public RedisPipelineOptions withTimeout(Duration timeout) {
    check(timeout.toMillis() >= 1, "timeout", "at least 1 ms", timeout);
    return with(it -> it.timeout = timeout);
  }

  Duration retryFor() {
    return retryFor;
  }

  /**
   * How long to try again against a Redis that is away, loading or out of memory before the job
   * fails over, not negative: time since it last did what it was asked for, and the attempt under
   * way is ended first.
   */
  public RedisPipelineOptions withRetryFor(Duration retryFor) {
    check(!retryFor.isNegative(), "retryFor", "at least 0 s", retryFor);
    return with(it -> it.retryFor = retryFor);
  }

  FenceKeys fenceKeys() {
    return new FenceKeys(TraceKeys.withPrefix(keyPrefix), groupId, endpoint().isCluster());
  }

  CommitOptions commitOptions() {
    return new CommitOptions(groupId, buckets(), maxTransactionKeys, maxTrailEntries);
  }

  @Override
  public String toString() {
    return "RedisPipelineOptions[%s, keyPrefix='%s', groupId=%s, buckets=%d, maxTransactionKeys=%d,"
            .formatted(endpoint, keyPrefix, groupId, buckets, maxTransactionKeys)
        + " maxBatchEvents=%d, maxBatchBytes=%d, maxTrailEntries=%d, messageRetention=%s,"
            .formatted(maxBatchEvents, maxBatchBytes, maxTrailEntries, messageRetention)
        + " templateRetention=%s, consoleViews=%s, zone=%s,"
            .formatted(templateRetention, consoleViews, zone)
        + " timeout=%s, retryFor=%s]".formatted(timeout, retryFor);
  }
}
