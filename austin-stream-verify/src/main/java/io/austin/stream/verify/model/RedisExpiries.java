package io.austin.stream.verify.model;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.Response;

/**
 * Reads when keys expire, to the millisecond. PEXPIRETIME came with Redis 7; before, the moment is
 * Redis's time plus what is left, which is exact where Redis looked at both within one millisecond,
 * as its time before and after tells.
 */
final class RedisExpiries {
  private static final int ATTEMPTS = 10;
  private static final long GONE = -2;
  private static final byte[][] NO_ARGUMENTS = {};

  private final RedisClient redis;
  private final Map<String, Expiry> expiries = new HashMap<>();

  RedisExpiries(RedisClient redis) {
    this.redis = redis;
  }

  /** The expiries of these keys; keys that do not exist are left out. */
  Map<String, Expiry> of(List<String> keys) {
    read(keys);
    return expiries;
  }

  private void read(List<String> keys) {
    // A group may be too large for a millisecond and is halved; a key alone has only bad luck.
    int attempts = keys.size() == 1 ? 100 * ATTEMPTS : ATTEMPTS;
    for (int attempt = 0; attempt < attempts; attempt++) {
      if (readWithin(1, keys)) {
        return;
      }
    }
    if (keys.size() == 1) {
      // Its name is so long that it takes Redis longer: no key of ours, so this is near enough.
      readWithin(Long.MAX_VALUE, keys);
      return;
    }
    read(keys.subList(0, keys.size() / 2));
    read(keys.subList(keys.size() / 2, keys.size()));
  }

  private boolean readWithin(long millis, List<String> keys) {
    List<Response<Long>> left = new ArrayList<>(keys.size());
    Response<Object> before;
    Response<Object> after;
    try (AbstractPipeline pipeline = redis.pipelined()) {
      before = pipeline.sendCommand(Command.TIME, NO_ARGUMENTS);
      keys.forEach(key -> left.add(pipeline.pttl(key)));
      after = pipeline.sendCommand(Command.TIME, NO_ARGUMENTS);
    }
    long now = millis(before.get());
    if (millis(after.get()) - now >= millis) {
      return false;
    }
    for (int i = 0; i < keys.size(); i++) {
      long ttl = left.get(i).get();
      if (ttl != GONE) {
        expiries.put(keys.get(i), new Expiry(ttl < 0 ? RedisValue.NEVER : now + ttl, now));
      }
    }
    return true;
  }

  /** TIME is a list of seconds and microseconds. */
  private static long millis(Object time) {
    List<?> parts = (List<?>) time;
    return number(parts.get(0)) * 1_000 + number(parts.get(1)) / 1_000;
  }

  private static long number(Object ascii) {
    return Long.parseLong(new String((byte[]) ascii, StandardCharsets.US_ASCII));
  }

  /**
   * When a key expires.
   *
   * @param at the moment in milliseconds since the epoch, or {@link RedisValue#NEVER}
   * @param readAt the moment of reading, by the same clock
   */
  record Expiry(long at, long readAt) {}
}
