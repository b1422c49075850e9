package io.austin.stream.functions.redis.protocol;

/**
 * What of the sink's options the commits go by.
 *
 * @param buckets how many a fence is divided in; in a Redis Cluster the slots are
 * @param maxTransactionKeys about how many keys one transaction or call writes to
 * @param maxTrailEntries how many entries a trail keeps
 */
public record CommitOptions(
    String groupId, int buckets, int maxTransactionKeys, int maxTrailEntries) {}
