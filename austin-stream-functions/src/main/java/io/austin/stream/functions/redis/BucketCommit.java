package io.austin.stream.functions.redis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * The commit of one bucket: its writes and, with them, the fences of the partitions they came from.
 *
 * <p>A list expires at the latest moment anybody asked for, but {@code PEXPIREAT} sets whatever it
 * is told. So the commit also reads, under the same {@code WATCH}, the latest moment that was ever
 * set in the bucket. As long as that is not beyond what a list is to be given, plain {@code
 * PEXPIREAT} is right; around midnight, or with a producer whose clock is ahead, a script decides
 * list by list. Where the list was given that very moment before, nothing is set at all; should the
 * reply to the push say that the list was gone, that is mended at once.
 */
final class BucketCommit {
  private final BucketWrites writes;
  private final BucketFences fences;
  private final RedisKey[] fenceKeys;
  private final RedisKey latestExpiryKey;
  private final KnownExpiries expiries;
  private @Nullable Transaction transaction;
  private long latestExpiry;

  BucketCommit(BucketWrites writes, Batch batch, FenceKeys keys, KnownExpiries expiries) {
    this.writes = writes;
    this.expiries = expiries;
    this.fences = new BucketFences(writes.bucket(), batch);
    this.fenceKeys = new RedisKey[fences.size()];
    Arrays.setAll(fenceKeys, i -> keys.fence(fences.partition(i), writes.bucket()));
    this.latestExpiryKey = keys.latestExpiry(writes.bucket());
  }

  int bucket() {
    return writes.bucket();
  }

  BucketFences fences() {
    return fences;
  }

  /** All that the lists may need where the replies were lost. */
  Mendings mendings() {
    Mendings mendings = new Mendings();
    mendings.cut(writes.trails());
    writes.trails().stream().filter(trail -> trail.expiry().absolute()).forEach(mendings::expire);
    return mendings;
  }

  /** Asks for the fences, and for the transaction to be refused once anybody changes them. */
  void watch(RespBuffer out) {
    for (Command command : List.of(Command.WATCH, Command.MGET)) {
      out.command(fenceKeys.length + 2, command);
      for (RedisKey key : fenceKeys) {
        out.word(key);
      }
      out.word(latestExpiryKey);
    }
  }

  /** Judges the fences that {@link #watch} asked for. */
  FenceDecision judge(RedisChannel channel) {
    Object watched = channel.receive();
    Object read = channel.receive(); // both, or the next reply would be taken for another's
    Reply.value(watched);
    long[] values = Reply.numbers(read);
    expiries.sawLatest(bucket(), values[fenceKeys.length]);
    return fences.judge(Arrays.copyOf(values, fenceKeys.length));
  }

  /** Encodes the transaction, for the latest expiry that is known in the bucket. */
  void encode(RespBuffer out) {
    latestExpiry = expiries.latest(bucket());
    transaction = Transaction.in(out);
    pushTrails(transaction);
    for (KeyWrites other : writes.others()) {
      other.queueIn(transaction);
      transaction.expire(other);
    }
    raiseLatestExpiry(transaction);
    moveFences(transaction);
    transaction.execute();
  }

  /**
   * Whether {@link #judge} found another expiry than was known when the transaction was encoded.
   */
  boolean isOutdated() {
    return latestExpiry != expiries.latest(bucket());
  }

  private void pushTrails(Transaction queue) {
    List<Trail> contested = new ArrayList<>();
    for (Trail trail : writes.trails()) {
      trail.queueIn(queue);
      Expiry expiry = trail.expiry();
      boolean stands = expiry.absolute() && expiries.contains(trail, expiry);
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

  private void raiseLatestExpiry(Transaction queue) {
    long latest = writes.latestExpiry();
    if (latest > latestExpiry) {
      queue.command(3, Command.SET).word(latestExpiryKey).word(latest);
      queue.expire(latestExpiryKey, Expiry.at(latest));
    }
  }

  private void moveFences(Transaction queue) {
    RespBuffer out = queue.command(2 * fenceKeys.length + 1, Command.MSET);
    for (int i = 0; i < fenceKeys.length; i++) {
      out.word(fenceKeys[i]).word(fences.target(i));
    }
  }

  /**
   * Reads the replies to {@link #encode}.
   *
   * @param maxEntries how many entries a trail keeps
   * @throws JedisDataException when Redis refused to queue or to execute it: nothing was applied
   */
  Transaction.Outcome outcome(RedisChannel channel, int maxEntries) {
    Transaction.Outcome outcome = sent().outcome(channel, maxEntries);
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
    expiries.sawLatest(bucket(), Math.max(latestExpiry, writes.latestExpiry()));
    for (Trail trail : writes.trails()) {
      if (trail.expiry().absolute()) {
        expiries.add(trail, trail.expiry());
      }
    }
  }

  /** How many commands the transaction holds. */
  int commands() {
    return sent().size();
  }

  private Transaction sent() {
    if (transaction == null) {
      throw new IllegalStateException("nothing was encoded");
    }
    return transaction;
  }
}
