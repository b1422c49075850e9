package io.austin.stream.functions.redis.batch;

import io.austin.stream.functions.redis.views.Expiry;
import io.austin.stream.functions.redis.views.ViewWriter;
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
public final class Batch {
  /**
   * About what a list whose push is left out holds beside its name: itself, its place in three
   * sets, and the commands that repair it.
   */
  private static final int REPLAYED_LIST = 256;

  private final @Nullable BucketBatch[] buckets;
  private final Trails trails;
  private final Map<String, Increments> hashes = new HashMap<>();
  private final Map<String, Increments> sortedSets = new HashMap<>();
  private final Map<String, DistinctElements> hyperLogLogs = new HashMap<>();
  private final Map<PartitionProgress, Reached> reached = new LinkedHashMap<>();
  private @Nullable Place place;
  private int events;
  private long bytes;
  private int skipped;
  private long oldestTimestamp = Long.MAX_VALUE;

  public Batch(int buckets) {
    this.buckets = new BucketBatch[buckets];
    this.trails = new Trails(buckets);
  }

  /** Forgets all, but keeps the room. */
  public void clear() {
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
  public ViewWriter add(PartitionProgress partition, long offset, long timestamp) {
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
  public List<BucketBatch> buckets() {
    return Arrays.stream(buckets).filter(Objects::nonNull).toList();
  }

  /** What is written to a bucket. Of a cluster's many a batch may concern few. */
  public BucketBatch bucket(int bucket) {
    BucketBatch writes = buckets[bucket];
    if (writes == null) {
      writes = new BucketBatch(bucket);
      buckets[bucket] = writes;
    }
    return writes;
  }

  /** How far this batch takes each of its partitions. */
  public Collection<Reached> reached() {
    return reached.values();
  }

  public int events() {
    return events;
  }

  /** About how many bytes the writes hold, and the lists that are only replayed. */
  public long bytes() {
    return bytes;
  }

  /** How many writes were left out because they stood in Redis already. */
  public int skipped() {
    return skipped;
  }

  /** Whether all there was to write stood in Redis already. */
  public boolean isReplay() {
    return skipped > 0 && buckets().stream().allMatch(BucketBatch::isEmpty);
  }

  /** The time of the oldest event, in milliseconds since the epoch. */
  public long oldestTimestamp() {
    return oldestTimestamp;
  }

  public boolean isEmpty() {
    return events == 0;
  }

  /** How far a batch takes a partition. */
  public static final class Reached {
    private final PartitionProgress partition;
    private long next;
    private long newestTimestamp;

    private Reached(PartitionProgress partition) {
      this.partition = partition;
    }

    public PartitionProgress partition() {
      return partition;
    }

    /** The offset behind the last record. */
    public long next() {
      return next;
    }

    /** The time of the newest event, in milliseconds since the epoch. */
    public long newestTimestamp() {
      return newestTimestamp;
    }
  }

  /** The place of an event: what stands there already is not written again. */
  private final class Place implements ViewWriter {
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
      BucketBatch bucket = bucket(trail.bucket());
      if (isReplay(trail)) {
        trail.expire(expiry);
        bucket.replayed(trail);
        bytes += list.length() + REPLAYED_LIST;
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
      Increments sums =
          hashes.computeIfAbsent(hash, name -> Increments.ofHash(name, buckets.length));
      if (isToWrite(sums, expiry)) {
        sums.add(field, by);
        bytes += hash.length();
      }
    }

    @Override
    public void raise(String sortedSet, String member, long by, Expiry expiry) {
      Increments sums =
          sortedSets.computeIfAbsent(
              sortedSet, name -> Increments.ofSortedSet(name, buckets.length));
      if (isToWrite(sums, expiry)) {
        sums.add(member, by);
      }
    }

    @Override
    public void count(String hyperLogLog, Collection<String> elements, Expiry expiry) {
      DistinctElements counted =
          hyperLogLogs.computeIfAbsent(
              hyperLogLog, name -> DistinctElements.of(name, buckets.length));
      if (isToWrite(counted, expiry)) {
        counted.add(elements);
        for (String element : elements) {
          bytes += element.length();
        }
      }
    }

    private boolean isToWrite(KeyUpdate writes, Expiry expiry) {
      if (isReplay(writes)) {
        return false;
      }
      BucketBatch bucket = bucket(writes.bucket());
      if (writes.isEmpty()) {
        bucket.add(writes);
      }
      bucket.reach(reached);
      writes.expire(expiry);
      return true;
    }

    private boolean isReplay(KeyUpdate writes) {
      boolean replay = partition.isReplay(writes.bucket(), offset);
      if (replay) {
        skipped++;
      }
      return replay;
    }
  }
}
