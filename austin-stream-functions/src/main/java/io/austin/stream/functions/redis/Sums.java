package io.austin.stream.functions.redis;

import java.util.LinkedHashMap;
import java.util.Map;

/** Increments of one hash by field, or of one sorted set by member: one command for each. */
final class Sums extends KeyedWrites {
  private final Command command;
  private final Map<String, Long> sums = new LinkedHashMap<>();

  private Sums(String name, int buckets, Command command) {
    super(RedisKey.of(name), buckets);
    this.command = command;
  }

  static Sums ofHash(String name, int buckets) {
    return new Sums(name, buckets, Command.HINCRBY);
  }

  static Sums ofSortedSet(String name, int buckets) {
    return new Sums(name, buckets, Command.ZINCRBY);
  }

  void add(String name, long by) {
    sums.merge(name, by, Long::sum);
  }

  @Override
  WriteKind kind(KnownExpiries standing) {
    return command == Command.HINCRBY ? WriteKind.ADD_TO_HASH : WriteKind.ADD_TO_SORTED_SET;
  }

  @Override
  int arguments(int maxEntries) {
    return 2 * sums.size();
  }

  @Override
  void writeArguments(RespBuffer out, int maxEntries) {
    sums.forEach((name, by) -> out.word(name).word(by));
  }

  @Override
  void queueIn(Transaction transaction) {
    sums.forEach(
        (name, by) -> {
          RespBuffer out = writeKey(transaction.command(4, command));
          if (command == Command.HINCRBY) {
            out.word(name).word(by);
          } else {
            out.word(by).word(name);
          }
        });
  }
}
