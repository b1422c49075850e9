package io.austin.stream.functions.redis;

import io.austin.stream.functions.redis.batch.Batch;
import io.austin.stream.functions.redis.protocol.CommitMetrics;
import io.austin.stream.functions.redis.views.ViewMetrics;

/**
 * What a writer tells of its work. Calls come from the thread that writes and from the one that
 * commits, and must return at once.
 *
 * <p>Relations to watch: {@code skipped} grows after a restart only; where it grows with every
 * event for long and nothing else does, the source was set back behind the fences on purpose or
 * reads another topic than it thinks. {@code wentBack} is 0 unless Redis lost data, and {@code
 * gone} unless that is past mending.
 */
interface WriterMetrics extends ViewMetrics, CommitMetrics {
  /** An event was taken in. */
  void event();

  /** A whole batch stands in Redis. */
  void batchCommitted(Batch batch, long nanos);

  /** Redis could not be reached or could not answer, and is tried again. */
  void retry();

  /** So many offsets, summed over partitions and buckets, stood in Redis and are gone. */
  void wentBack(long offsets);

  /** Redis's clock is so many milliseconds ahead of this machine's; negative: behind. */
  void redisClock(long aheadMillis);

  /** So many offsets that Redis lost are gone from Kafka too: the views lack them. */
  void gone(long offsets);
}
