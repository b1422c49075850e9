package io.austin.stream.functions.redis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Events on their way to Redis, already taken apart into the writes of each bucket. A write whose
 * effect stood in Redis when the partition was first seen is left out.
 */
final class Batch {
  private final List<BucketWrites> buckets = new ArrayList<>();
  private final Map<PartitionProgress, Long> next = new LinkedHashMap<>();
  private int events;
  private int bytes;
  private int skipped;
  private long oldestTimestamp = Long.MAX_VALUE;

  Batch(int buckets) {
    for (int bucket = 0; bucket < buckets; bucket++) {
      this.buckets.add(new BucketWrites(bucket));
    }
  }

  /** Takes an event's place in; {@link #writes} follow. */
  void add(PartitionProgress partition, long offset, long timestamp) {
    partition.advance(offset);
    next.put(partition, partition.next());
    oldestTimestamp = Math.min(oldestTimestamp, timestamp);
    events++;
  }

  /** Where the writes of the record at this offset go. */
  Writes writes(PartitionProgress partition, long offset) {
    return new Writes() {
      @Override
      public void push(RedisKey list, byte[] entry, Expiry expiry) {
        BucketWrites bucket = bucketOf(list);
        if (partition.isReplay(bucket.bucket(), offset)) {
          bucket.replayed(list);
          skipped++;
        } else {
          bucket.push(list, entry, expiry);
          bytes += list.bytes().length + entry.length;
        }
      }

      @Override
      public void increment(RedisKey hash, int field, long by, Expiry expiry) {
        BucketWrites bucket = bucketOf(hash);
        if (partition.isReplay(bucket.bucket(), offset)) {
          skipped++;
        } else {
          bucket.increment(hash, field, by, expiry);
          bytes += hash.bytes().length;
        }
      }
    };
  }

  private BucketWrites bucketOf(RedisKey key) {
    return buckets.get(key.bucket(buckets.size()));
  }

  List<BucketWrites> buckets() {
    return buckets;
  }

  /** The partitions of this batch with the offset behind the last record of each. */
  Map<PartitionProgress, Long> next() {
    return next;
  }

  int events() {
    return events;
  }

  /** About how many bytes the writes hold. */
  int bytes() {
    return bytes;
  }

  /** How many writes were left out because they stood in Redis already. */
  int skipped() {
    return skipped;
  }

  /** Whether all there was to write stood in Redis already. */
  boolean isReplay() {
    return skipped > 0 && buckets.stream().allMatch(BucketWrites::isEmpty);
  }

  /** The time of the oldest event, in milliseconds since the epoch. */
  long oldestTimestamp() {
    return oldestTimestamp;
  }

  boolean isEmpty() {
    return events == 0;
  }
}
