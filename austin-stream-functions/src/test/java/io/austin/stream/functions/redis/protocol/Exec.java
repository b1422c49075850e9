package io.austin.stream.functions.redis.protocol;

/**
 * A bucket's transaction, or its section of a script's call, on its way to the modelled Redis.
 *
 * @param sender who sent it
 * @param writes what it writes, as a bit mask: {@link ModelRedis#write}
 * @param partitions the partitions whose fences it watches and moves, as a bit mask
 * @param expected where a section expects them
 * @param targets where it moves them
 * @param incarnation of which a section expects them
 */
record Exec(
    Role sender,
    int bucket,
    int writes,
    int partitions,
    FenceGrid expected,
    FenceGrid targets,
    String incarnation) {
  /** Whether it watches a fence that the other moves. */
  boolean watchesWhatIsMovedBy(Exec other) {
    return bucket == other.bucket && (partitions & other.partitions) != 0;
  }

  /** Redis refuses a transaction that sets nothing. */
  boolean movesFences() {
    return partitions != 0;
  }

  /** Whether the fences stand as a section expects them. */
  boolean isExpectedAt(FenceGrid fences) {
    for (int partition = 0; partition < TinyTopic.PARTITIONS; partition++) {
      if (TinyTopic.has(partitions, partition)
          && fences.at(partition, bucket) != expected.at(partition, bucket)) {
        return false;
      }
    }
    return true;
  }

  Exec from(Role role) {
    return new Exec(role, bucket, writes, partitions, expected, targets, incarnation);
  }
}
