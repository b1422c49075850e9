package io.austin.stream.functions.redis.batch;

import io.austin.stream.functions.redis.wire.Command;
import io.austin.stream.functions.redis.wire.RedisKey;
import io.austin.stream.functions.redis.wire.RespBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Increments of one hash by field, or of one sorted set by member: one command for each. */
final class Increments extends KeyUpdate {
  private final RedisKey key;
  private final Command command;
  private final Map<String, Long> sums = new LinkedHashMap<>();

  private Increments(RedisKey key, int buckets, Command command) {
    super(key.bucket(buckets));
    this.key = key;
    this.command = command;
  }

  static Increments ofHash(String name, int buckets) {
    return new Increments(RedisKey.of(name), buckets, Command.HINCRBY);
  }

  static Increments ofSortedSet(String name, int buckets) {
    return new Increments(RedisKey.of(name), buckets, Command.ZINCRBY);
  }

  void add(String name, long by) {
    sums.merge(name, by, Long::sum);
  }

  @Override
  public RespBuffer writeKey(RespBuffer out) {
    return out.word(key);
  }

  @Override
  public UpdateKind kind(KnownExpiries standing) {
    return command == Command.HINCRBY ? UpdateKind.ADD_TO_HASH : UpdateKind.ADD_TO_SORTED_SET;
  }

  @Override
  public int arguments(int maxEntries) {
    return 2 * sums.size();
  }

  @Override
  public void writeArguments(RespBuffer out, int maxEntries) {
    sums.forEach((name, by) -> out.word(name).word(by));
  }

  @Override
  public void queueIn(MultiExec transaction) {
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
