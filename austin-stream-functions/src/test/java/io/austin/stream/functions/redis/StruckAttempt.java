package io.austin.stream.functions.redis;

import io.austin.stream.common.AnchorState;
import io.austin.stream.functions.EventParser;
import io.austin.stream.test.event.Events;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.RedisClient;

/**
 * An attempt of a job in which an error strikes, and the one that goes on from its last checkpoint.
 * To be loaded by {@link SteppingClasses}.
 */
public final class StruckAttempt implements BiPredicate<RedisClient, Long> {
  private static final int PARTITIONS = 2;

  /** What is done for each of a cluster's slots is done too often to be struck each time. */
  private static final int OFTEN = 200;

  /** Each of these ranges of the log ends with a checkpoint. */
  private static final List<Integer> CHECKPOINTS = List.of(0, 2, 4);

  private final EventLog log = new EventLog(PARTITIONS);
  private final RedisPipelineOptions options;
  private final boolean afterLoss;
  private int position;
  private List<PartitionFences> checkpoint = List.of();

  /**
   * To the Redis at an address.
   *
   * @param afterLoss whether Redis has lost everything before, so that it is read and written again
   */
  public StruckAttempt(String uri, Boolean afterLoss) {
    this.afterLoss = afterLoss;
    options =
        RedisPipelineOptions.to(uri, "group")
            .withBuckets(2)
            .withMaxTransactionKeys(0)
            .withMaxTrailEntries(3)
            .withZone(EventLog.ZONE)
            .withTimeout(Duration.ofSeconds(5))
            .withRetryFor(Duration.ZERO);
    for (int i = 0; i < CHECKPOINTS.get(CHECKPOINTS.size() - 1); i++) {
      log.append(
          i % PARTITIONS,
          Events.step(AnchorState.RECEIVE, "m" + i / 3, "13711112222", "1380000000" + i)
              .logTimestamp(System.currentTimeMillis())
              .build());
    }
  }

  /** Whether the error has struck; in the end Redis holds what it must in any case. */
  @Override
  public boolean test(RedisClient redis, Long step) {
    try {
      if (afterLoss) {
        attempt(options, 1, StruckAttempt::fail);
        redis.flushAll();
      }
      InjectedError.strikeAt(step, options.endpoint().isCluster() ? OFTEN : Integer.MAX_VALUE);
      attempt(options, CHECKPOINTS.size() - 1, StruckAttempt::struck);
      boolean struck = !InjectedError.isPending();
      InjectedError.rest();
      attempt(
          options.withRetryFor(Duration.ofSeconds(10)), // what the first sent may still arrive
          CHECKPOINTS.size() - 1,
          StruckAttempt::fail);
      log.assertStandsIn(redis, options);
      return struck;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** What is done when an attempt fails. */
  private interface OnFailure {
    void failed(@Nullable RedisPipelineWriter writer, Throwable failed) throws Throwable;
  }

  private static void fail(@Nullable RedisPipelineWriter writer, Throwable failed)
      throws Throwable {
    throw failed;
  }

  /**
   * Goes on from the last checkpoint.
   *
   * @param until the checkpoint with which the attempt ends
   */
  private void attempt(RedisPipelineOptions options, int until, OnFailure onFailure)
      throws Throwable {
    List<PositionedCheckpoint> completed = new ArrayList<>();
    RedisPipelineWriter writer = null;
    try {
      writer =
          RedisPipelineWriter.open(
              options,
              new LostEvents(reader(), new EventParser(EventParser.DEFAULT_MAX_BYTES)),
              checkpoint,
              null,
              Clock.system(options.zone()),
              new RecordedMetrics());
      for (int partition = 0; partition < PARTITIONS; partition++) {
        writer.start(log.start(partition, position / PARTITIONS));
      }
      for (int i = 1; i <= until; i++) {
        int from = Math.max(position, CHECKPOINTS.get(i - 1));
        int to = Math.max(from, CHECKPOINTS.get(i));
        log.write(writer, from, to);
        writer.requireLatest();
        completed.add(new PositionedCheckpoint(to, writer.fences()));
      }
    } catch (Throwable failed) {
      onFailure.failed(writer, failed);
    } finally {
      close(writer);
    }
    for (PositionedCheckpoint last : completed) {
      position = last.position();
      checkpoint = last.fences();
    }
  }

  /** One in which the error can strike too. */
  private PartitionReader reader() {
    PartitionReader reader = log.reader(0);
    return (range, consumer) -> {
      InjectedError.step("the reader begins");
      LostRange held =
          reader.read(
              range,
              record -> {
                InjectedError.step("the reader has a record");
                consumer.accept(record);
              });
      InjectedError.step("the reader ends");
      return held;
    };
  }

  /** Flink may well let a task do something more before it ends it. */
  private static void struck(@Nullable RedisPipelineWriter writer, Throwable failed)
      throws Throwable {
    if (InjectedError.isPending()) {
      throw failed;
    }
    try {
      if (writer != null) {
        writer.flush();
      }
    } catch (Exception | Error asItShould) {
      InjectedError.rest();
    }
  }

  private static void close(RedisPipelineWriter writer) throws Exception {
    try {
      if (writer != null) {
        writer.close();
      }
    } catch (OutOfMemoryError struck) {
      writer.close();
    }
  }

  private record PositionedCheckpoint(int position, List<PartitionFences> fences) {}
}
