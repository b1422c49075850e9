package io.austin.stream.functions.redis.protocol;

import io.austin.stream.functions.redis.batch.BucketBatch;
import io.austin.stream.functions.redis.batch.ExpireNotBefore;
import io.austin.stream.functions.redis.batch.KeyUpdate;
import io.austin.stream.functions.redis.batch.KnownExpiries;
import io.austin.stream.functions.redis.batch.MultiExec;
import io.austin.stream.functions.redis.batch.Trail;
import io.austin.stream.functions.redis.batch.TrailRepairs;
import io.austin.stream.functions.redis.views.Expiry;
import io.austin.stream.functions.redis.wire.Command;
import io.austin.stream.functions.redis.wire.RedisChannel;
import io.austin.stream.functions.redis.wire.RedisKey;
import io.austin.stream.functions.redis.wire.Reply;
import io.austin.stream.functions.redis.wire.RespBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * One transaction of a batch: the writes of some buckets and, with them, the fences of the
 * partitions they came from.
 *
 * <p>A list expires at the latest moment anybody asked for, but {@code PEXPIREAT} sets whatever it
 * is told. So the transaction also reads, under the same {@code WATCH}, the latest moment that was
 * ever set in each bucket. As long as that is not beyond what a list is to be given, plain {@code
 * PEXPIREAT} is right; around midnight, or with a producer whose clock is ahead, a script decides
 * list by list. Where the list was given that very moment before, nothing is set at all; should the
 * reply to the push say that the list was gone, that is repaired at once. Near that moment it is
 * set all the same: the list may expire while the transaction is on its way, and of a day that is
 * over nobody would set it again if the repair were lost.
 */
final class Transaction {
  /** Longer than a transaction is on its way, and than clocks differ unnoticed. */
  private static final Duration NEAR = Duration.ofMinutes(10);

  private final List<BucketBatch> buckets;
  private final FenceUpdate fences;
  private final RedisKey[] watched;
  private String claim = "";
  private final KnownExpiries expiries;
  private final long[] latestExpiries;
  private @Nullable MultiExec commands;

  /**
   * One for some of a batch's buckets; one at least.
   *
   * @param expiries which are known to stand; the lists' own are added to them
   */
  Transaction(List<BucketBatch> buckets, FenceKeys keys, KnownExpiries expiries) {
    this.buckets = buckets;
    this.expiries = expiries;
    this.fences = new FenceUpdate(buckets);
    this.latestExpiries = new long[buckets.size()];
    this.watched = new RedisKey[fences.size() + buckets.size() + 1];
    for (int i = 0; i < fences.size(); i++) {
      watched[i] = keys.fence(fences.partition(i), fences.bucket(i));
    }
    for (int i = 0; i < buckets.size(); i++) {
      watched[fences.size() + i] = keys.latestExpiry(buckets.get(i).bucket());
    }
    watched[watched.length - 1] = keys.buckets();
  }

  FenceUpdate fences() {
    return fences;
  }

  /** All that the lists may need where the replies were lost. */
  TrailRepairs repairs() {
    TrailRepairs repairs = new TrailRepairs();
    for (BucketBatch bucket : buckets) {
      repairs.cut(bucket.trails());
      bucket.expiringTrails().forEach(repairs::expire);
    }
    return repairs;
  }

  /** Asks for the fences, and for the transaction to be refused once anybody changes them. */
  void watch(RespBuffer out) {
    for (Command command : List.of(Command.WATCH, Command.MGET)) {
      out.command(watched.length + 1, command);
      for (RedisKey key : watched) {
        out.word(key);
      }
    }
  }

  /** Judges the fences that {@link #watch} asked for. */
  FenceDecision judge(RedisChannel channel) {
    Object watched = channel.receive();
    Object read = channel.receive(); // both, or the next reply would be taken for another's
    Reply.value(watched);
    List<?> found = Reply.list(read);
    claim = Reply.text(found.get(found.size() - 1));
    long[] values = Reply.numbers(found.subList(0, found.size() - 1));
    for (int i = 0; i < buckets.size(); i++) {
      expiries.sawLatest(buckets.get(i).bucket(), values[fences.size() + i]);
    }
    return fences.judge(Arrays.copyOf(values, fences.size()));
  }

  /** The claim that {@link #judge} found beside the fences; empty for none. */
  String claim() {
    return claim;
  }

  /** Encodes the transaction, for the latest expiries that are known in the buckets. */
  void encode(RespBuffer out) {
    commands = MultiExec.in(out);
    for (int i = 0; i < buckets.size(); i++) {
      BucketBatch bucket = buckets.get(i);
      latestExpiries[i] = expiries.latest(bucket.bucket());
      pushTrails(bucket, latestExpiries[i], commands);
      for (KeyUpdate other : bucket.others()) {
        other.queueIn(commands);
        commands.expire(other);
      }
      raiseLatestExpiry(i, commands);
    }
    moveFences(commands);
    commands.execute();
  }

  /**
   * Whether {@link #judge} found another expiry than was known when the transaction was encoded.
   */
  boolean isOutdated() {
    for (int i = 0; i < buckets.size(); i++) {
      if (latestExpiries[i] != expiries.latest(buckets.get(i).bucket())) {
        return true;
      }
    }
    return false;
  }

  private void pushTrails(BucketBatch bucket, long latestExpiry, MultiExec queue) {
    List<Trail> contested = new ArrayList<>();
    long near = System.currentTimeMillis() + NEAR.toMillis();
    for (Trail trail : bucket.trails()) {
      trail.queueIn(queue);
      Expiry expiry = trail.expiry();
      boolean stands =
          expiry.absolute() && !expiry.isBefore(near) && expiries.contains(trail, expiry);
      trail.expectExpiry(stands);
      if (expiry.isBefore(latestExpiry) && !stands) {
        contested.add(trail);
      } else if (!stands) {
        queue.expire(trail);
      }
    }
    if (!contested.isEmpty()) {
      RespBuffer out = queue.command(ExpireNotBefore.words(contested.size()), Command.EVAL);
      ExpireNotBefore.encode(out, contested);
    }
  }

  private void raiseLatestExpiry(int i, MultiExec queue) {
    long latest = buckets.get(i).latestExpiry();
    if (latest > latestExpiries[i]) {
      RedisKey key = watched[fences.size() + i];
      queue.command(3, Command.SET).word(key).word(latest);
      queue.expire(key, Expiry.at(latest));
    }
  }

  private void moveFences(MultiExec queue) {
    RespBuffer out = queue.command(2 * fences.size() + 1, Command.MSET);
    for (int i = 0; i < fences.size(); i++) {
      out.word(watched[i]).word(fences.target(i));
    }
  }

  /**
   * Reads the replies to {@link #encode}.
   *
   * @param maxEntries how many entries a trail keeps
   * @throws JedisDataException when Redis refused to queue or to execute it: nothing was applied
   */
  MultiExec.Outcome outcome(RedisChannel channel, int maxEntries) {
    MultiExec.Outcome outcome = sent().outcome(channel, maxEntries);
    if (!outcome.applied()) {
      fences.notApplied();
    }
    if (outcome.error() != null) {
      throw outcome.error();
    }
    return outcome;
  }

  /** The lists have their expiries. */
  void expiriesStand() {
    for (int i = 0; i < buckets.size(); i++) {
      BucketBatch bucket = buckets.get(i);
      expiries.sawLatest(bucket.bucket(), Math.max(latestExpiries[i], bucket.latestExpiry()));
      bucket.expiringTrails().forEach(trail -> expiries.add(trail, trail.expiry()));
    }
  }

  /** How many commands the transaction holds. */
  int commands() {
    return sent().size();
  }

  private MultiExec sent() {
    if (commands == null) {
      throw new IllegalStateException("nothing was encoded");
    }
    return commands;
  }
}
