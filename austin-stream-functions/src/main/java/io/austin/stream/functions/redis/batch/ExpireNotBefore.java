package io.austin.stream.functions.redis.batch;

import io.austin.stream.functions.redis.wire.Command;
import io.austin.stream.functions.redis.wire.RespBuffer;
import java.util.List;

/**
 * Makes lists expire at a moment, unless they are to stand longer already: {@code PEXPIREAT} alone
 * sets whatever it is told, and its option {@code GT} needs Redis 7.
 */
public final class ExpireNotBefore {
  private static final String SCRIPT =
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

  private ExpireNotBefore() {}

  /** How many words the command has, for so many lists. */
  public static int words(int lists) {
    return 2 * lists + 3;
  }

  /** Adds the words behind the name, {@link Command#EVAL}. */
  public static void encode(RespBuffer out, List<Trail> lists) {
    out.word(SCRIPT).word(lists.size());
    lists.forEach(list -> list.writeKey(out));
    lists.forEach(list -> out.word(list.expiry().millis()));
  }
}
