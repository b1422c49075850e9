package io.austin.stream.functions.redis;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Events on their way to Redis, already taken apart into the writes of each bucket and coalesced:
 * each list gets one push with all its entries, each field of a hash one increment, each key one
 * expiry. A write whose effect stood in Redis when the partition was first seen is left out.
 */
final class Batch {
  private final @Nullable BucketWrites[] buckets;
  private final Trails trails;
  private final Map<String, Sums> hashes = new HashMap<>();
  private final Map<String, Sums> sortedSets = new HashMap<>();
  private final Map<String, Elements> hyperLogLogs = new HashMap<>();
  private final Map<PartitionProgress, Reached> reached = new LinkedHashMap<>();
  private @Nullable Place place;
  private int events;
  private long bytes;
  private int skipped;
  private long oldestTimestamp = Long.MAX_VALUE;

  Batch(int buckets) {
    this.buckets = new BucketWrites[buckets];
    this.trails = new Trails(buckets);
  }

  /** Forgets all, but keeps the room. */
  void clear() {
    Arrays.fill(buckets, null);
    trails.clear();
    hashes.clear();
    sortedSets.clear();
    hyperLogLogs.clear();
    reached.clear();
    place = null;
    events = 0;
    bytes = 0;
    skipped = 0;
    oldestTimestamp = Long.MAX_VALUE;
  }

  /**
   * Takes an event in.
   *
   * @return where its writes go, until the next event is taken in
   */
  Writes add(PartitionProgress partition, long offset, long timestamp) {
    partition.advance(offset);
    oldestTimestamp = Math.min(oldestTimestamp, timestamp);
    events++;
    Place last = place;
    if (last == null || last.partition != partition) {
      last = new Place(partition, reached.computeIfAbsent(partition, Reached::new));
      place = last;
    }
    last.moveTo(offset, timestamp);
    return last;
  }

  /** What is written to each of the buckets that the events concern. */
  List<BucketWrites> buckets() {
    return Arrays.stream(buckets).filter(Objects::nonNull).toList();
  }

  /** What is written to a bucket. Of a cluster's many a batch may concern few. */
  BucketWrites bucket(int bucket) {
    BucketWrites writes = buckets[bucket];
    if (writes == null) {
      writes = new BucketWrites(bucket);
      buckets[bucket] = writes;
    }
    return writes;
  }

  /** How far this batch takes each of its partitions. */
  Collection<Reached> reached() {
    return reached.values();
  }

  int events() {
    return events;
  }

  /** About how many bytes the writes hold, and the names of lists that are only replayed. */
  long bytes() {
    return bytes;
  }

  /** How many writes were left out because they stood in Redis already. */
  int skipped() {
    return skipped;
  }

  /** Whether all there was to write stood in Redis already. */
  boolean isReplay() {
    return skipped > 0 && buckets().stream().allMatch(BucketWrites::isEmpty);
  }

  /** The time of the oldest event, in milliseconds since the epoch. */
  long oldestTimestamp() {
    return oldestTimestamp;
  }

  boolean isEmpty() {
    return events == 0;
  }

  /** How far a batch takes a partition. */
  static final class Reached {
    private final PartitionProgress partition;
    private long next;
    private long newestTimestamp;

    private Reached(PartitionProgress partition) {
      this.partition = partition;
    }

    PartitionProgress partition() {
      return partition;
    }

    /** The offset behind the last record. */
    long next() {
      return next;
    }

    /** The time of the newest event, in milliseconds since the epoch. */
    long newestTimestamp() {
      return newestTimestamp;
    }
  }

  /** The place of an event: what stands there already is not written again. */
  private final class Place implements Writes {
    private final PartitionProgress partition;
    private final Reached reached;
    private long offset;

    Place(PartitionProgress partition, Reached reached) {
      this.partition = partition;
      this.reached = reached;
    }

    void moveTo(long offset, long timestamp) {
      this.offset = offset;
      reached.next = offset + 1;
      reached.newestTimestamp = Math.max(reached.newestTimestamp, timestamp);
    }

    @Override
    public void push(String list, byte[] entry, Expiry expiry) {
      Trail trail = trails.of(list);
      BucketWrites bucket = bucket(trail.bucket());
      if (isReplay(trail)) {
        trail.expire(expiry);
        bucket.replayed(trail);
        bytes += list.length();
      } else {
        if (trail.isEmpty()) {
          bucket.add(trail);
        }
        bucket.reach(reached);
        trails.push(trail, entry);
        trail.expire(expiry);
        bytes += list.length() + entry.length;
      }
    }

    @Override
    public void increment(String hash, String field, long by, Expiry expiry) {
      Sums sums = hashes.computeIfAbsent(hash, name -> Sums.ofHash(name, buckets.length));
      if (isToWrite(sums, expiry)) {
        sums.add(field, by);
        bytes += hash.length();
      }
    }

    @Override
    public void raise(String sortedSet, String member, long by, Expiry expiry) {
      Sums sums =
          sortedSets.computeIfAbsent(sortedSet, name -> Sums.ofSortedSet(name, buckets.length));
      if (isToWrite(sums, expiry)) {
        sums.add(member, by);
      }
    }

    @Override
    public void count(String hyperLogLog, Collection<String> elements, Expiry expiry) {
      Elements counted =
          hyperLogLogs.computeIfAbsent(hyperLogLog, name -> new Elements(name, buckets.length));
      if (isToWrite(counted, expiry)) {
        counted.add(elements);
        for (String element : elements) {
          bytes += element.length();
        }
      }
    }

    private boolean isToWrite(KeyWrites writes, Expiry expiry) {
      if (isReplay(writes)) {
        return false;
      }
      BucketWrites bucket = bucket(writes.bucket());
      if (writes.isEmpty()) {
        bucket.add(writes);
      }
      bucket.reach(reached);
      writes.expire(expiry);
      return true;
    }

    private boolean isReplay(KeyWrites writes) {
      boolean replay = partition.isReplay(writes.bucket(), offset);
      if (replay) {
        skipped++;
      }
      return replay;
    }
  }
}
