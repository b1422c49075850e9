package io.austin.stream.functions.redis;

import java.util.List;

/**
 * What a list needs behind a transaction that pushed to it. Doing it twice does no harm, so it
 * stands outside of transactions and is repeated after a failure.
 *
 * @param expires whether the list is to be given its expiry; else it is cut to its bound
 */
record Mending(Trail list, boolean expires) {
  static Mending cut(Trail list) {
    return new Mending(list, false);
  }

  static Mending expire(Trail list) {
    return new Mending(list, true);
  }

  void encode(RespBuffer out, int maxEntries) {
    if (expires) {
      ExpireNotBefore.encode(out.command(ExpireNotBefore.words(1), Command.EVAL), List.of(list));
    } else {
      out.command(4, Command.LTRIM).word(list.key()).word(0).word(maxEntries - 1L);
    }
  }
}
