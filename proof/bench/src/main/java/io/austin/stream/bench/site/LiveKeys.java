package io.austin.stream.bench.site;

import io.austin.stream.common.Retention;
import java.util.List;
import redis.clients.jedis.Jedis;

/**
 * Keys that stand in Redis already, as trails of other messages do: lists with an entry and an
 * expiry. A script in Redis makes them, several hundred thousand in a second, and looks at each
 * once more: with every look Redis moves a key on to the tables it may have begun to double.
 */
final class LiveKeys {
  private static final long KEYS_PER_CALL = 50_000;
  private static final String ENTRY = "x".repeat(62);

  private static final String FILL =
      """
      redis.call('RPUSH', key, ARGV[3])
      redis.call('PEXPIRE', key, ARGV[4])
      """;

  private static final String LOOK = "redis.call('PTTL', key)";

  private LiveKeys() {}

  /** Puts so many there. */
  static void fill(Jedis redis, long number) {
    forEach(redis, number, FILL);
    forEach(redis, number, LOOK);
  }

  private static void forEach(Jedis redis, long number, String doing) {
    String script =
        """
        for i = ARGV[1], ARGV[2] do
          local key = 'live:' .. string.format('%%021d', i)
          %s
        end
        """
            .formatted(doing);
    String expiry = Long.toString(Retention.MESSAGE_TRAIL.toMillis());
    for (long from = 1; from <= number; from += KEYS_PER_CALL) {
      long to = Math.min(number, from + KEYS_PER_CALL - 1);
      redis.eval(script, List.of(), List.of(Long.toString(from), Long.toString(to), ENTRY, expiry));
    }
  }
}
