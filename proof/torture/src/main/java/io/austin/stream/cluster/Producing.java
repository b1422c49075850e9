package io.austin.stream.cluster;

import io.austin.stream.cli.platform.StopRequest;
import io.austin.stream.job.options.KafkaOptions;
import io.austin.stream.options.OptionDefinitions;
import io.austin.stream.options.OptionValues;
import io.austin.stream.test.event.TrafficMix;
import io.austin.stream.test.event.Workload;
import io.austin.stream.test.traffic.GeneratedValues;
import io.austin.stream.test.traffic.Pace;
import io.austin.stream.test.traffic.Production;
import io.austin.stream.test.traffic.TopicWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Records that are produced in a thread beside everything else, some of them no events. */
final class Producing implements AutoCloseable {
  private static final double MALFORMED = 0.01;
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  private final TopicWriter writer;
  private final FutureTask<Boolean> producing;
  private final StopRequest stop = new StopRequest();
  private final StopRequest askedToStop;

  private Producing(TopicWriter writer, Production production, StopRequest askedToStop) {
    this.writer = writer;
    this.askedToStop = askedToStop;
    this.producing =
        new FutureTask<>(
            () -> {
              production.run(writer, stop::await);
              writer.awaitAcknowledged();
              return true;
            });
  }

  /** Begins. */
  static Producing start(ProofSettings settings, OptionValues options) {
    TrafficMix mix =
        TrafficMix.seeded(
            settings.seed(),
            Workload.MIXED,
            Clock.system(options.get(OptionDefinitions.ZONE)),
            MALFORMED);
    Producing producing =
        new Producing(
            new TopicWriter(ProofSite.TOPIC, KafkaOptions.clients(options).producer()),
            new Production(
                new GeneratedValues(mix),
                Pace.perSecond(settings.eventsPerSecond()),
                settings.events()),
            settings.stop());
    Thread thread = new Thread(producing.producing, "production");
    thread.setDaemon(true);
    thread.start();
    return producing;
  }

  /**
   * Waits until so many were stored.
   *
   * @throws InterruptedException also when the user asked to stop
   */
  void awaitStored(long records) throws Exception {
    while (writer.acknowledged() < records && !producing.isDone()) {
      if (askedToStop.await(LOOK_EVERY)) {
        throw new InterruptedException("stopped by the user");
      }
    }
    if (producing.isDone()) {
      throwFailure();
    }
  }

  /** Waits until all are stored. */
  void awaitEnd() throws Exception {
    awaitStored(Long.MAX_VALUE);
  }

  private void throwFailure() throws Exception {
    try {
      producing.get();
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof Exception cause ? cause : failed;
    }
  }

  @Override
  public void close() {
    stop.make();
    writer.close();
  }
}
