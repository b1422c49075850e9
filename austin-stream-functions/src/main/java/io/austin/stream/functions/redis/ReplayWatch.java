package io.austin.stream.functions.redis;

import io.austin.stream.functions.QuietLog;
import io.austin.stream.functions.redis.batch.Batch;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that for long nothing but replays has come by. After a restart that soon ends; where it
 * does not, the source was set back behind the fences, and whoever did that is waiting for an
 * effect.
 */
final class ReplayWatch {
  private static final Logger LOG = LoggerFactory.getLogger(ReplayWatch.class);
  private static final Duration LONG = Duration.ofSeconds(30);

  private final QuietLog log = new QuietLog(LOG, Duration.ofMinutes(1));
  private final String groupId;
  private long since;
  private long events;

  ReplayWatch(String groupId) {
    this.groupId = groupId;
  }

  /** Takes note of a batch at a moment, in nanoseconds of {@link System#nanoTime}. */
  void committed(Batch batch, long now) {
    if (!batch.isReplay()) {
      events = 0;
      return;
    }
    since = events == 0 ? now : since;
    events += batch.events();
    if (now - since >= LONG.toNanos()) {
      log.warn(
          "The last {} events stood in Redis already and were skipped: the source is far behind the"
              + " fences of group {}. To have them applied once more, stop the job and use"
              + " bin/austin-stream fences reset",
          events,
          groupId);
    }
  }
}
