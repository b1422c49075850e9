package io.austin.stream.functions.redis;

import io.austin.stream.common.Retention;
import io.austin.stream.common.TraceKeys;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Tells readers how far the stream has come: the time of each partition's newest event that was
 * applied, and when it was. Once a second, and at each checkpoint, is enough; it is no part of any
 * transaction, since a lost or repeated word of it does no harm.
 */
final class Freshness {
  private static final long INTERVAL_MILLIS = 1_000;

  private final RedisKey key;
  private final String groupId;
  private final Clock clock;
  private final RefusedCommands refused;
  private final Map<PartitionId, Long> newest = new HashMap<>();
  private final Set<PartitionId> untold = new LinkedHashSet<>();
  private long toldAt;

  Freshness(TraceKeys keys, String groupId, Clock clock, WriterMetrics metrics) {
    this.key = RedisKey.of(keys.newestEvents());
    this.groupId = groupId;
    this.clock = clock;
    this.refused = new RefusedCommands(metrics);
  }

  /**
   * A batch stands in Redis. An event that says to be of the future is as new as one can be: it
   * must not hide for ever how far the others have come.
   */
  void applied(Batch batch) {
    long now = clock.millis();
    for (Batch.Reached reached : batch.reached()) {
      PartitionId partition = reached.partition().id();
      newest.merge(partition, Math.min(reached.newestTimestamp(), now), Math::max);
      untold.add(partition);
    }
  }

  /** Whether it is time to tell. */
  boolean isDue() {
    return clock.millis() - toldAt >= INTERVAL_MILLIS && hasNews();
  }

  /** Whether something was not told yet. */
  boolean hasNews() {
    return !untold.isEmpty();
  }

  /**
   * Tells what was not told yet. What Redis refuses to hear is told again the next time.
   *
   * @throws redis.clients.jedis.exceptions.JedisException when nobody heard it
   */
  void tell(Connections connections) {
    toldAt = clock.millis();
    RedisChannel channel = connections.holding(key);
    RespBuffer out = new RespBuffer();
    out.command(2 + 2 * untold.size(), Command.HSET).word(key);
    for (PartitionId partition : untold) {
      out.word(groupId + ":" + partition.topicId() + ":" + partition.partition())
          .word(newest.get(partition) + " " + toldAt);
    }
    out.command(3, Command.PEXPIRE).word(key).word(Retention.TEMPLATE_DETAILS.toMillis());
    channel.send(out);
    Object told = channel.receive();
    Object kept = channel.receive();
    if (told instanceof JedisDataException error
        && (Redirection.is(error) || RedisError.passes(error))) {
      throw error;
    }
    if (!refused.note(told) && !refused.note(kept)) {
      untold.clear();
    }
  }
}
