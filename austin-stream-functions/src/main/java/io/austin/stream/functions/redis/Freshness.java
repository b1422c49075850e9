package io.austin.stream.functions.redis;

import io.austin.stream.common.Retention;
import io.austin.stream.common.TraceKeys;
import io.austin.stream.functions.redis.batch.Batch;
import io.austin.stream.functions.redis.batch.PartitionId;
import io.austin.stream.functions.redis.protocol.CommitMetrics;
import io.austin.stream.functions.redis.protocol.RefusedCommands;
import io.austin.stream.functions.redis.wire.Command;
import io.austin.stream.functions.redis.wire.Connections;
import io.austin.stream.functions.redis.wire.Redirection;
import io.austin.stream.functions.redis.wire.RedisChannel;
import io.austin.stream.functions.redis.wire.RedisError;
import io.austin.stream.functions.redis.wire.RedisKey;
import io.austin.stream.functions.redis.wire.RespBuffer;
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
  private final Set<PartitionId> unpublished = new LinkedHashSet<>();
  private long publishedAt;

  Freshness(TraceKeys keys, String groupId, Clock clock, CommitMetrics metrics) {
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
      unpublished.add(partition);
    }
  }

  /** Whether it is time to publish. */
  boolean isDue() {
    return clock.millis() - publishedAt >= INTERVAL_MILLIS && hasNews();
  }

  /** Whether something was not published yet. */
  boolean hasNews() {
    return !unpublished.isEmpty();
  }

  /**
   * Publishes what was not published yet. What Redis refuses to hear comes again the next time.
   *
   * @throws redis.clients.jedis.exceptions.JedisException when nobody heard it
   */
  void publish(Connections connections) {
    publishedAt = clock.millis();
    RedisChannel channel = connections.holding(key);
    RespBuffer out = new RespBuffer();
    out.command(2 + 2 * unpublished.size(), Command.HSET).word(key);
    for (PartitionId partition : unpublished) {
      out.word(groupId + ":" + partition.topicId() + ":" + partition.partition())
          .word(newest.get(partition) + " " + publishedAt);
    }
    out.command(3, Command.PEXPIRE).word(key).word(Retention.TEMPLATE_DETAILS.toMillis());
    channel.send(out);
    Object published = channel.receive();
    Object kept = channel.receive();
    if (published instanceof JedisDataException error
        && (Redirection.is(error) || RedisError.passes(error))) {
      throw error;
    }
    if (!refused.note(published) && !refused.note(kept)) {
      unpublished.clear();
    }
  }
}
