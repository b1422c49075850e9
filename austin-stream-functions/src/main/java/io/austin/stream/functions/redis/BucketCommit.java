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
 * list by list.
 */
final class BucketCommit {
  private static final String EXPIRE_NOT_BEFORE =
      """
      local time = redis.call('TIME')
      local now = time[1] * 1000 + math.floor(time[2] / 1000)
      for i, key in ipairs(KEYS) do
        local left = redis.call('PTTL', key)
        if left ~= -2 and (left == -1 or now + left < tonumber(ARGV[i])) then
          redis.call('PEXPIREAT', key, ARGV[i])
        end
      end
      return #KEYS
      """;

  private final BucketWrites writes;
  private final BucketFences fences;
  private final RedisKey[] fenceKeys;
  private final RedisKey latestExpiryKey;
  private @Nullable Transaction transaction;
  private long latestExpiry;

  BucketCommit(BucketWrites writes, Batch batch, FenceKeys keys) {
    this.writes = writes;
    this.fences = new BucketFences(writes.bucket(), batch);
    this.fenceKeys = new RedisKey[fences.size()];
    Arrays.setAll(fenceKeys, i -> keys.fence(fences.partition(i), writes.bucket()));
    this.latestExpiryKey = keys.latestExpiry(writes.bucket());
  }

  BucketFences fences() {
    return fences;
  }

  BucketWrites writes() {
    return writes;
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
    Reply.value(channel.receive());
    long[] values = Reply.numbers(channel.receive());
    latestExpiry = values[fenceKeys.length];
    return fences.judge(Arrays.copyOf(values, fenceKeys.length));
  }

  /** Encodes the transaction. */
  void encode(RespBuffer out) {
    transaction = Transaction.in(out);
    pushTrails(transaction);
    for (KeyWrites other : writes.others()) {
      other.queueIn(transaction);
      transaction.expire(other.key(), other.expiry());
    }
    raiseLatestExpiry(transaction);
    moveFences(transaction);
    transaction.execute();
    fences.sent();
  }

  private void pushTrails(Transaction queue) {
    List<Trail> contested = new ArrayList<>();
    for (Trail trail : writes.trails()) {
      trail.queueIn(queue);
      if (trail.expiry().isBefore(latestExpiry)) {
        contested.add(trail);
      } else {
        queue.expire(trail.key(), trail.expiry());
      }
    }
    if (!contested.isEmpty()) {
      expireNotBefore(queue, contested);
    }
  }

  private static void expireNotBefore(Transaction queue, List<Trail> contested) {
    RespBuffer out =
        queue
            .command(2 * contested.size() + 3, Command.EVAL)
            .word(EXPIRE_NOT_BEFORE)
            .word(contested.size());
    contested.forEach(trail -> out.word(trail.key()));
    contested.forEach(trail -> out.word(trail.expiry().millis()));
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
