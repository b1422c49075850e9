package io.austin.stream.functions.redis.protocol;

import io.austin.stream.functions.QuietLog;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.exceptions.JedisDataException;

/** Commands that Redis refused, each for its key alone: all are counted, one a minute is logged. */
public final class RefusedCommands {
  private static final Logger LOG = LoggerFactory.getLogger(RefusedCommands.class);

  private final CommitMetrics metrics;
  private final QuietLog log = new QuietLog(LOG, Duration.ofMinutes(1));

  public RefusedCommands(CommitMetrics metrics) {
    this.metrics = metrics;
  }

  /** Whether this reply is a refusal, which is noted then. */
  public boolean note(@Nullable Object reply) {
    if (reply instanceof JedisDataException error) {
      add(error);
      return true;
    }
    return false;
  }

  void add(JedisDataException error) {
    metrics.commandRefused();
    String reason = String.valueOf(error.getMessage());
    log.warn("Redis refused a command, which harms its key alone: {}", reason);
  }
}
