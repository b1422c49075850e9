package io.austin.stream.functions.redis;

import io.austin.stream.functions.redis.batch.Batch;
import java.util.concurrent.TimeUnit;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** The writer's metrics in Flink's registry. Their names are public: alerts rely on them. */
final class FlinkWriterMetrics implements WriterMetrics {
  private static final int HISTOGRAM_WINDOW = 1_000;

  private final Counter events;
  private final Counter written;
  private final Counter skipped;
  private final Counter stale;
  private final Counter reserved;
  private final Counter commands;
  private final Counter refused;
  private final Counter retries;
  private final Counter wentBack;
  private final Counter gone;
  private final Counter reportsFailed;
  private volatile long clockAheadMillis;
  private final Histogram commitMillis;
  private final Histogram batchEvents;
  private final Histogram eventAgeMillis;

  FlinkWriterMetrics(MetricGroup group) {
    MetricGroup redis = group.addGroup("redis");
    events = counter(redis, "events");
    written = counter(redis, "eventsCommitted");
    skipped = counter(redis, "writesSkippedAsReplayed");
    stale = counter(redis, "eventsStaleForReceiverTrail");
    reserved = counter(redis, "receiversReserved");
    commands = counter(redis, "commands");
    refused = counter(redis, "commandsRefused");
    retries = counter(redis, "retries");
    wentBack = counter(redis, "offsetsLostByRedis");
    gone = counter(redis, "offsetsGoneForGood");
    reportsFailed = counter(redis, "reportsFailed");
    redis.gauge("eventsWaiting", () -> events.getCount() - written.getCount());
    redis.gauge("clockAheadMillis", () -> clockAheadMillis);
    commitMillis = histogram(redis, "commitMillis");
    batchEvents = histogram(redis, "batchEvents");
    eventAgeMillis = histogram(redis, "eventAgeMillis");
  }

  private static Counter counter(MetricGroup group, String name) {
    return group.counter(name, new ThreadSafeSimpleCounter());
  }

  private static Histogram histogram(MetricGroup group, String name) {
    return group.histogram(name, new DescriptiveStatisticsHistogram(HISTOGRAM_WINDOW));
  }

  /** Reports of how far the job has come that nobody got. */
  Counter reportsFailed() {
    return reportsFailed;
  }

  @Override
  public void event() {
    events.inc();
  }

  @Override
  public void staleForReceiverTrail() {
    stale.inc();
  }

  @Override
  public void receiverReserved() {
    reserved.inc();
  }

  @Override
  public void transactionApplied(int count) {
    commands.inc(count);
  }

  @Override
  public void batchCommitted(Batch batch, long nanos) {
    written.inc(batch.events());
    skipped.inc(batch.skipped());
    commitMillis.update(TimeUnit.NANOSECONDS.toMillis(nanos));
    batchEvents.update(batch.events());
    eventAgeMillis.update(Math.max(0, System.currentTimeMillis() - batch.oldestTimestamp()));
  }

  @Override
  public void commandRefused() {
    refused.inc();
  }

  @Override
  public void retry() {
    retries.inc();
  }

  @Override
  public void wentBack(long offsets) {
    wentBack.inc(offsets);
  }

  @Override
  public void redisClock(long aheadMillis) {
    clockAheadMillis = aheadMillis;
  }

  @Override
  public void gone(long offsets) {
    gone.inc(offsets);
  }
}
