package io.austin.stream.kafka;

import io.austin.stream.functions.QuietLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out up to when partitions are read. Kafka is asked, every {@value #INTERVAL_MILLIS} ms,
 * where they end; who comes to that end has read all that stood there when Kafka was asked. Where
 * Kafka does not answer, or what it holds can't be read, nothing is found.
 *
 * <p>Records of a transaction that is open count as what is to be read: nobody knows what they say.
 *
 * <p>Used by the task's thread alone.
 */
final class ReadTimes {
  static final long INTERVAL_MILLIS = 500;

  private static final Logger LOG = LoggerFactory.getLogger(ReadTimes.class);

  private final QuietLog log = new QuietLog(LOG, Duration.ofSeconds(30));
  private final TopicCatalog catalog;
  private final Fetched fetched;
  private final LongSupplier clock;
  private final Set<TopicPartition> partitions = new HashSet<>();
  private final Map<TopicPartition, End> awaited = new HashMap<>();
  private CompletableFuture<Map<TopicPartition, Long>> answer =
      CompletableFuture.completedFuture(Map.of());
  private long askedAt;
  private CompletableFuture<Void> due = CompletableFuture.completedFuture(null);

  /**
   * Knows of no partition yet.
   *
   * @param fetched what the reader's consumer tells
   * @param clock the time, in milliseconds since the epoch
   */
  ReadTimes(TopicCatalog catalog, Fetched fetched, LongSupplier clock) {
    this.catalog = catalog;
    this.fetched = fetched;
    this.clock = clock;
  }

  private record End(long offset, long askedAt) {}

  /**
   * What a partition is read up to.
   *
   * @param next who has read the records before this offset has read it
   * @param time what stood there at this time, in milliseconds since the epoch
   */
  record Read(TopicPartition partition, long next, long time) {}

  /** A partition is read from an offset on. */
  void begin(TopicPartition partition, long offset) {
    fetched.begin(partition, offset);
    partitions.add(partition);
  }

  /** Done when it is time for {@link #look}. */
  CompletableFuture<Void> due() {
    return due;
  }

  boolean isIdle() {
    return partitions.isEmpty();
  }

  /** What was found since the last time. */
  List<Read> look() {
    due =
        new CompletableFuture<Void>()
            .completeOnTimeout(null, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    if (answer.isDone()) {
      take();
    }
    List<Read> found = found();
    if (answer.isDone()) {
      ask();
    }
    return found;
  }

  private void take() {
    try {
      answer
          .join()
          .forEach((partition, end) -> awaited.putIfAbsent(partition, new End(end, askedAt)));
    } catch (CompletionException failed) {
      log.warn(
          "Kafka does not say where {} end, so nothing becomes stuck meanwhile: {}",
          partitions,
          String.valueOf(failed.getCause()));
    }
    answer = CompletableFuture.completedFuture(Map.of());
  }

  private List<Read> found() {
    List<Read> found = new ArrayList<>();
    Iterator<Map.Entry<TopicPartition, End>> ends = awaited.entrySet().iterator();
    while (ends.hasNext()) {
      Map.Entry<TopicPartition, End> end = ends.next();
      Fetched.Position position = fetched.of(end.getKey());
      if (position != null && position.next() >= end.getValue().offset()) {
        found.add(new Read(end.getKey(), position.behindRecords(), end.getValue().askedAt()));
        ends.remove();
      }
    }
    return found;
  }

  private void ask() {
    Set<TopicPartition> wanted = new HashSet<>(partitions);
    wanted.removeAll(awaited.keySet());
    if (!wanted.isEmpty()) {
      askedAt = clock.getAsLong();
      answer = catalog.endsSoon(wanted).toCompletableFuture();
    }
  }
}
