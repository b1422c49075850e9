package io.austin.stream.functions.redis;

import io.austin.stream.common.ProgressReport;
import io.austin.stream.common.Retention;
import io.austin.stream.common.TraceKeys;
import io.austin.stream.redis.RedisClients;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.flink.metrics.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.UnifiedJedis;

/**
 * Tells readers after each checkpoint how far the job has come. It has a thread of its own, so that
 * nothing waits for it, and each report a connection of its own, which Redis may close between two
 * of them where it is set so. A report that fails harms nothing: readers see that none came.
 */
final class ProgressReporter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ProgressReporter.class);
  private static final long STOP_WITHIN_MILLIS = 1_000;

  private final RedisPipelineOptions options;
  private final String key;
  private final OffsetsReader offsets;
  private final Clock clock;
  private final Counter failures;
  private final ProgressHistory history = new ProgressHistory();
  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(1),
          ProgressReporter::thread,
          // One is waiting already, and will tell the same.
          new ThreadPoolExecutor.DiscardPolicy());
  private boolean failing;

  ProgressReporter(
      RedisPipelineOptions options, OffsetsReader offsets, Clock clock, Counter failures) {
    this.options = options;
    this.key = TraceKeys.withPrefix(options.keyPrefix()).progress();
    this.offsets = offsets;
    this.clock = clock;
    this.failures = failures;
  }

  /** A checkpoint has completed. Returns at once. */
  void checkpointCompleted() {
    thread.execute(this::report);
  }

  // Whatever goes wrong, the job goes on.
  @SuppressWarnings("CatchingUnchecked")
  private void report() {
    try {
      write(history.report(offsets.read(), clock.millis()));
      failing = false;
    } catch (Exception failed) {
      failures.inc();
      if (!failing && !thread.isShutdown()) {
        LOG.warn("Could not report how far the job has come; trying at each checkpoint", failed);
      }
      failing = true;
    }
  }

  private void write(List<ProgressReport> reports) {
    try (UnifiedJedis redis = RedisClients.open(options.endpoint(), options.timeout())) {
      long redisAt = timeAt(redis);
      Map<String, String> byTopic = new HashMap<>();
      for (ProgressReport report : reports) {
        byTopic.put(
            options.groupId() + ":" + report.getTopic(), report.withRedisAt(redisAt).toText());
      }
      redis.hset(key, byTopic);
      redis.pexpire(key, Retention.TEMPLATE_DETAILS.toMillis());
    }
  }

  /**
   * The clock of the server that holds the reports; in a cluster a command without a key may ask
   * any.
   */
  private long timeAt(UnifiedJedis redis) {
    List<?> time = (List<?>) redis.eval("return redis.call('TIME')", List.of(key), List.of());
    return Long.parseLong(time.get(0).toString()) * 1_000
        + Long.parseLong(time.get(1).toString()) / 1_000;
  }

  @Override
  public void close() throws InterruptedException {
    thread.shutdown();
    if (!thread.awaitTermination(STOP_WITHIN_MILLIS, TimeUnit.MILLISECONDS)) {
      thread.shutdownNow();
    }
    offsets.close();
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "progress-report");
    thread.setDaemon(true);
    return thread;
  }
}
