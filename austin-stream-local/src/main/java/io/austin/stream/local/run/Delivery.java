package io.austin.stream.local.run;

import io.austin.stream.cli.platform.RunningJob;
import io.austin.stream.cli.platform.StopRequest;
import io.austin.stream.cli.run.ProgressLine;
import io.austin.stream.cli.screen.LiveLine;
import io.austin.stream.test.traffic.Producing;
import io.austin.stream.test.traffic.Production;
import io.austin.stream.test.traffic.TopicWriter;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Produces records while the job runs, and waits until all of them are applied: until the job has
 * read the last one of every partition and a checkpoint that was taken after that is complete, for
 * then everything before it stands in Redis. The offsets that the group commits in Kafka would tell
 * too, but the source commits them up to 10 s later when no more records come.
 */
final class Delivery {
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  private final TopicWriter writer;
  private final RunningJob job;
  private final Reading reading;
  private final ProgressLine progress;
  private final LiveLine live;

  /**
   * A delivery.
   *
   * @param progress how things stand
   * @param live where to say that
   */
  Delivery(
      TopicWriter writer, RunningJob job, Reading reading, ProgressLine progress, LiveLine live) {
    this.writer = writer;
    this.job = job;
    this.reading = reading;
    this.progress = progress;
    this.live = live;
  }

  /** How far the job has read, by partition: the offset of the next record. */
  interface Reading {
    Map<Integer, Long> offsets() throws IOException, InterruptedException;
  }

  /**
   * Delivers.
   *
   * @param duration after which production stops
   * @param stop stops production too
   */
  Delivered run(Production production, Optional<Duration> duration, StopRequest stop)
      throws Exception {
    long start = System.nanoTime();
    try (Producing producing = Producing.start(production, writer)) {
      while (!producing.isDone()) {
        boolean isTimeUp =
            duration.isPresent() && System.nanoTime() - start >= duration.get().toNanos();
        if (isTimeUp || stop.isMade()) {
          producing.close();
        }
        look();
      }
      if (stop.isMade()) {
        live.say("Waiting until all of it stands in Redis. Ctrl-C again ends at once.");
      }
      awaitApplied(job, reading);
    }
    Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
    return new Delivered(writer.acknowledged(), writer.refused(), elapsed);
  }

  /** Waits until another job has applied all of it too. */
  void awaitApplied(RunningJob by, Reading reading) throws Exception {
    do {
      look();
      by.throwIfOver();
    } while (!(isRead(reading) && by.isCheckpointedWithoutRestart()));
  }

  private void look() throws Exception {
    TimeUnit.NANOSECONDS.sleep(LOOK_EVERY.toNanos());
    job.throwIfOver();
    progress.show(live);
  }

  private boolean isRead(Reading reading) throws IOException, InterruptedException {
    Map<Integer, Long> offsets = reading.offsets();
    return writer.ends().entrySet().stream()
        .allMatch(end -> offsets.getOrDefault(end.getKey(), 0L) >= end.getValue());
  }
}
