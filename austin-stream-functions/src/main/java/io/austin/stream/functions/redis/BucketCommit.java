package io.austin.stream.functions.redis;

import io.austin.stream.functions.redis.BucketWrites.Totals;
import io.austin.stream.functions.redis.BucketWrites.Trail;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * The transaction of one bucket: its writes and, with them, the fences of the partitions they came
 * from.
 *
 * <p>A list expires at the latest moment anybody asked for, but {@code PEXPIREAT} sets whatever it
 * is told. So the transaction also reads, under the same {@code WATCH}, the latest moment that was
 * ever set in the bucket. As long as that is not beyond what a list is to be given, plain {@code
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

  /** For each queued command the list it pushes to; {@code null} where it is no push. */
  private final List<@Nullable RedisKey> pushes = new ArrayList<>();

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

  /** How many commands the transaction holds. */
  int commands() {
    return pushes.size();
  }

  /** Asks for the fences, and for the transaction to be refused once anybody changes them. */
  void watch(RespBuffer out) {
    for (String command : List.of("WATCH", "MGET")) {
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
    pushes.clear();
    out.command(1, "MULTI");
    List<Map.Entry<RedisKey, Trail>> contested = new ArrayList<>();
    for (Map.Entry<RedisKey, Trail> entry : writes.trails().entrySet()) {
      push(out, entry.getKey(), entry.getValue());
      if (isContested(entry.getValue().expiry())) {
        contested.add(entry);
      } else {
        expire(out, entry.getKey(), entry.getValue().expiry());
      }
    }
    if (!contested.isEmpty()) {
      expireNotBefore(out, contested);
    }
    writes.totals().forEach((key, totals) -> add(out, key, totals));
    raiseLatestExpiry(out);
    moveFences(out);
    out.command(1, "EXEC");
    fences.sent();
  }

  private boolean isContested(Expiry expiry) {
    return expiry.absolute() && expiry.millis() < latestExpiry;
  }

  private void push(RespBuffer out, RedisKey key, Trail trail) {
    queue(out, trail.entries().size() + 2, "LPUSH", key).word(key);
    trail.entries().forEach(out::word);
  }

  private void expire(RespBuffer out, RedisKey key, Expiry expiry) {
    String command = expiry.absolute() ? "PEXPIREAT" : "PEXPIRE";
    queue(out, 3, command, null).word(key).word(expiry.millis());
  }

  private void expireNotBefore(RespBuffer out, List<Map.Entry<RedisKey, Trail>> contested) {
    queue(out, 2 * contested.size() + 3, "EVAL", null)
        .word(EXPIRE_NOT_BEFORE)
        .word(contested.size());
    contested.forEach(entry -> out.word(entry.getKey()));
    contested.forEach(entry -> out.word(entry.getValue().expiry().millis()));
  }

  private void add(RespBuffer out, RedisKey key, Totals totals) {
    totals
        .fields()
        .forEach((field, by) -> queue(out, 4, "HINCRBY", null).word(key).word(field).word(by));
    expire(out, key, totals.expiry());
  }

  private void raiseLatestExpiry(RespBuffer out) {
    long latest = writes.latestExpiry();
    if (latest > latestExpiry) {
      queue(out, 3, "SET", null).word(latestExpiryKey).word(latest);
      expire(out, latestExpiryKey, Expiry.at(latest));
    }
  }

  private void moveFences(RespBuffer out) {
    queue(out, 2 * fenceKeys.length + 1, "MSET", null);
    for (int i = 0; i < fenceKeys.length; i++) {
      out.word(fenceKeys[i]).word(fences.target(i));
    }
  }

  private RespBuffer queue(RespBuffer out, int words, String name, @Nullable RedisKey pushedTo) {
    pushes.add(pushedTo);
    return out.command(words, name);
  }

  /**
   * Reads the replies to {@link #encode}.
   *
   * @param maxEntries how many entries a trail keeps
   * @return what became of the transaction
   * @throws JedisDataException when Redis refused to queue or to execute it: nothing was applied
   */
  Outcome outcome(RedisChannel channel, int maxEntries) {
    JedisDataException refusal = null;
    for (int reply = 0; reply < pushes.size() + 1; reply++) {
      if (channel.receive() instanceof JedisDataException error && refusal == null) {
        refusal = error;
      }
    }
    Object executed = channel.receive();
    if (executed instanceof List<?> replies) {
      return applied(replies, maxEntries);
    }
    fences.notApplied();
    if (executed instanceof JedisDataException error) {
      throw refusal == null ? error : refusal;
    }
    return Outcome.REFUSED;
  }

  private Outcome applied(List<?> replies, int maxEntries) {
    List<RedisKey> tooLong = new ArrayList<>();
    List<String> errors = new ArrayList<>();
    for (int i = 0; i < replies.size(); i++) {
      RedisKey list = pushes.get(i);
      if (replies.get(i) instanceof JedisDataException error) {
        errors.add(String.valueOf(error.getMessage()));
      } else if (list != null && replies.get(i) instanceof Long length && length > maxEntries) {
        tooLong.add(list);
      }
    }
    return new Outcome(true, tooLong, errors);
  }

  /**
   * What became of a transaction.
   *
   * @param applied false where a fence changed under it, so that Redis applied nothing
   * @param tooLong the lists that now hold more entries than a trail keeps
   * @param errors what Redis refused of it, each for its key alone
   */
  record Outcome(boolean applied, List<RedisKey> tooLong, List<String> errors) {
    private static final Outcome REFUSED = new Outcome(false, List.of(), List.of());
  }
}
