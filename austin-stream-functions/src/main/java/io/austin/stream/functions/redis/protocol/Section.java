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
  private static final int PLAN_BYTES = 8;
  private static final int PLAN_BYTES_OF_A_WRITE = 5;

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
    words = 2 + 3 * fences.size() + writes.size();
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

  /** How many words of a call it takes. */
  int words() {
    return words;
  }

  /** What the script is to do with those words, see {@code sections.lua}. */
  byte[] plan(SectionCall call, KnownExpiries known) {
    byte[] plan = new byte[PLAN_BYTES + PLAN_BYTES_OF_A_WRITE * writes.size()];
    putThree(plan, 0, words);
    putThree(plan, 3, writes.size());
    plan[6] = (byte) (fences.size() >> 8);
    plan[7] = (byte) fences.size();
    int at = PLAN_BYTES;
    for (KeyUpdate each : writes) {
      plan[at] = (byte) each.kind(known).code();
      plan[at + 1] = (byte) call.placeOf(each.expiry());
      putThree(plan, at + 2, each.arguments(maxEntries));
      at += PLAN_BYTES_OF_A_WRITE;
    }
    return plan;
  }

  private static void putThree(byte[] plan, int at, int number) {
    plan[at] = (byte) (number >> 16);
    plan[at + 1] = (byte) (number >> 8);
    plan[at + 2] = (byte) number;
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
  void encode(RespBuffer out, byte[] plan) {
    out.word(plan).word(hash);
    for (int i = 0; i < fences.size(); i++) {
      out.word(FenceKeys.field(fences.partition(i))).word(fences.target(i));
    }
    for (int i = 0; i < fences.size(); i++) {
      out.word(fences.expected(i));
    }
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
