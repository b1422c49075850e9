package io.austin.stream.test.traffic;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** A {@link Production} that goes on in a thread beside everything else, until it is closed. */
public final class Producing implements AutoCloseable {
  private final CountDownLatch stop = new CountDownLatch(1);
  private final FutureTask<Boolean> producing;

  private Producing(Production production, TopicWriter writer) {
    producing =
        new FutureTask<>(
            () -> {
              production.run(writer, atMost -> stop.await(atMost.toNanos(), TimeUnit.NANOSECONDS));
              writer.awaitAcknowledged();
              return true;
            });
  }

  /** Begins. */
  public static Producing start(Production production, TopicWriter writer) {
    Producing started = new Producing(production, writer);
    Thread thread = new Thread(started.producing, "production");
    thread.setDaemon(true);
    thread.start();
    return started;
  }

  /**
   * Whether everything is produced, and Kafka has acknowledged it.
   *
   * @throws Exception what the production failed of
   */
  public boolean isDone() throws Exception {
    if (!producing.isDone()) {
      return false;
    }
    try {
      return producing.get();
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof Exception cause ? cause : failed;
    }
  }

  /** Lets it come to an end. */
  @Override
  public void close() {
    stop.countDown();
  }
}
