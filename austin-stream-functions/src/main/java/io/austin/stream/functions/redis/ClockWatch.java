package io.austin.stream.functions.redis;

import io.austin.stream.functions.QuietLog;
import io.austin.stream.functions.redis.wire.Command;
import io.austin.stream.functions.redis.wire.Connections;
import io.austin.stream.functions.redis.wire.Redis;
import io.austin.stream.functions.redis.wire.RedisPipelineException;
import io.austin.stream.functions.redis.wire.Reply;
import io.austin.stream.functions.redis.wire.RespBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Notices that Redis's clock is not this machine's: keys expire by the one, at moments that are
 * reckoned by the other. With one that is hours ahead receivers' trails vanish as they are written.
 */
final class ClockWatch {
  private static final Logger LOG = LoggerFactory.getLogger(ClockWatch.class);

  /** More than the clocks of machines differ that are set by NTP, and than a question takes. */
  private static final Duration TOLERATED = Duration.ofSeconds(30);

  private final QuietLog log = new QuietLog(LOG, Duration.ofMinutes(10));
  private final Redis redis;
  private final Clock clock;
  private final WriterMetrics metrics;

  ClockWatch(Redis redis, Clock clock, WriterMetrics metrics) {
    this.redis = redis;
    this.clock = clock;
    this.metrics = metrics;
  }

  /** Asks each node for its time; tells the metrics, and the log where it is wrong. */
  void look() throws RedisPipelineException, InterruptedException {
    long ahead = redis.persistently(this::farthest);
    metrics.redisClock(ahead);
    if (Math.abs(ahead) > TOLERATED.toMillis()) {
      log.warn(
          "The clock of Redis is {} ms ahead of this machine's: receivers' trails of today expire"
              + " so much too early, or too late where it is behind",
          ahead);
    }
  }

  /** By how many milliseconds the node is ahead whose clock differs most. */
  private long farthest(Connections connections) {
    long farthest = 0;
    for (int node = 0; node < connections.nodes(); node++) {
      RespBuffer out = new RespBuffer();
      out.command(1, Command.TIME);
      connections.to(node).send(out);
      Object time = connections.to(node).receive();
      if (time instanceof JedisDataException) {
        continue; // a user who may not ask, of before preflight looked for that right
      }
      long ahead = TimeUnit.SECONDS.toMillis(Reply.numbers(time)[0]) - clock.millis();
      farthest = Math.abs(ahead) > Math.abs(farthest) ? ahead : farthest;
    }
    return farthest;
  }
}
