package io.austin.stream.functions.redis.protocol;

import io.austin.stream.functions.redis.batch.BucketBatch;
import io.austin.stream.functions.redis.batch.KeyUpdate;
import io.austin.stream.functions.redis.batch.KnownExpiries;
import io.austin.stream.functions.redis.wire.RedisKey;
import io.austin.stream.functions.redis.wire.RespBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What a batch writes to the keys of one slot of a Redis Cluster, and with it the fences of the
 * partitions it came from: done by a script whole or not at all.
 */
final class Section {
  private final BucketBatch bucket;
  private final FenceUpdate fences;
  private final RedisKey hash;
  private final List<KeyUpdate> writes;
  private final int maxEntries;
  private int words;

  /**
   * A section that is still to do.
   *
   * @param hash holds the slot's fences
   * @param maxEntries how many entries a trail keeps
   */
  Section(BucketBatch bucket, RedisKey hash, int maxEntries) {
    this.bucket = bucket;
    this.fences = new FenceUpdate(List.of(bucket));
    this.hash = hash;
    this.maxEntries = maxEntries;
    this.writes = new ArrayList<>(bucket.keys());
    writes.addAll(bucket.trails());
    writes.addAll(bucket.others());
    words = 1 + writes.size();
    for (KeyUpdate each : writes) {
      words += each.arguments(maxEntries);
    }
  }

  int slot() {
    return bucket.bucket();
  }

  FenceUpdate fences() {
    return fences;
  }

  /** To how many keys it writes. */
  int keys() {
    return writes.size();
  }

  /** How many words of a call it takes, without those that it shares with others. */
  int words() {
    return words;
  }

  /** Says what the script is to do with those words. */
  void describe(SectionCall.Plan plan, KnownExpiries known) {
    plan.number(writes.size(), 3);
    plan.number(fences.size(), 2);
    for (int i = 0; i < fences.size(); i++) {
      plan.shared(fences.partition(i));
      plan.shared(fences.target(i));
      plan.shared(fences.expected(i));
    }
    for (KeyUpdate each : writes) {
      plan.number(each.kind(known).code(), 1);
      plan.shared(each.expiry().millis());
      plan.number(each.arguments(maxEntries), 3);
    }
  }

  /** How many keys it concerns, the fences' among them. */
  int declaredKeys() {
    return writes.size() + 1;
  }

  /** Adds the names of those. */
  void declareKeys(RespBuffer out) {
    out.word(hash);
    writes.forEach(each -> each.writeKey(out));
  }

  /** Adds its words. */
  void encode(RespBuffer out) {
    out.word(hash);
    for (KeyUpdate each : writes) {
      each.writeArguments(each.writeKey(out), maxEntries);
    }
  }

  /** It stands in Redis, done by the writer's latest call. */
  void applied(KnownExpiries expiries) {
    fences.committed();
    bucket.expiringTrails().forEach(trail -> expiries.add(trail, trail.expiry()));
  }

  @Override
  public String toString() {
    return fences.toString();
  }
}
