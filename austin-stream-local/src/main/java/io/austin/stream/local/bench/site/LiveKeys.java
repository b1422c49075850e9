package io.austin.stream.local.bench.site;

import io.austin.stream.common.Retention;
import java.util.List;
import redis.clients.jedis.Jedis;

/**
 * Keys that stand in Redis already, as trails of other messages do: lists with an entry and an
 * expiry. A script in Redis makes them, several hundred thousand in a second.
 */
final class LiveKeys {
  private static final long KEYS_PER_CALL = 50_000;
  private static final String ENTRY = "x".repeat(62);

  private static final String FILL =
      """
      for i = ARGV[1], ARGV[2] do
        local key = 'live:' .. string.format('%021d', i)
        redis.call('RPUSH', key, ARGV[3])
        redis.call('PEXPIRE', key, ARGV[4])
      end
      """;

  private LiveKeys() {}

  /** Puts so many there. */
  static void fill(Jedis redis, long number) {
    String expiry = Long.toString(Retention.MESSAGE_TRAIL.toMillis());
    for (long from = 1; from <= number; from += KEYS_PER_CALL) {
      long to = Math.min(number, from + KEYS_PER_CALL - 1);
      redis.eval(FILL, List.of(), List.of(Long.toString(from), Long.toString(to), ENTRY, expiry));
    }
  }
}
