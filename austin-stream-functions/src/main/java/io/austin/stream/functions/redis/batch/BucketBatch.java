package io.austin.stream.functions.redis.batch;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a batch writes to the keys of one bucket. */
public final class BucketBatch {
  private final int bucket;
  private final List<Trail> trails = new ArrayList<>();
  private final List<KeyUpdate> others = new ArrayList<>();
  private final Set<Batch.Reached> reached = new LinkedHashSet<>();
  private Batch.@Nullable Reached last;
  private final Set<Trail> replayed = new LinkedHashSet<>();

  BucketBatch(int bucket) {
    this.bucket = bucket;
  }

  public int bucket() {
    return bucket;
  }

  void add(Trail trail) {
    trails.add(trail);
  }

  void add(KeyUpdate writes) {
    others.add(writes);
  }

  /** Something is written of this partition. */
  void reach(Batch.Reached partition) {
    if (partition != last) {
      last = partition;
      reached.add(partition);
    }
  }

  /** The partitions of which something is written, with how far the batch takes them. */
  public Set<Batch.Reached> reached() {
    return reached;
  }

  /** Remembers a list whose push was skipped: what was to follow the push may be missing. */
  void replayed(Trail trail) {
    replayed.add(trail);
  }

  public List<Trail> trails() {
    return trails;
  }

  /** Those lists that expire at a moment, not a while after the last write. */
  public Stream<Trail> expiringTrails() {
    return trails.stream().filter(trail -> trail.expiry().absolute());
  }

  /** What is written to keys that are no lists. */
  public List<KeyUpdate> others() {
    return others;
  }

  /** What is to be done once more to lists whose push was skipped. */
  public TrailRepairs repairs() {
    TrailRepairs repairs = new TrailRepairs();
    repairs.cut(replayed);
    replayed.stream().filter(trail -> trail.expiry().absolute()).forEach(repairs::expire);
    return repairs;
  }

  /** The latest moment at which any of the lists expires, in epoch milliseconds; 0 for none. */
  public long latestExpiry() {
    return expiringTrails().mapToLong(trail -> trail.expiry().millis()).max().orElse(0);
  }

  /** How many keys are written to. */
  public int keys() {
    return trails.size() + others.size();
  }

  /** Whether there is nothing to commit; repairs need no commit. */
  public boolean isEmpty() {
    return keys() == 0;
  }
}
