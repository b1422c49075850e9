package io.austin.stream.test.server;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.utils.Exit;
import org.jspecify.annotations.Nullable;

/** A broker in this JVM: starts soonest, but no fault can be done to it. */
final class InProcessNode implements KafkaNode {
  private final Path propertiesFile;
  private final Duration startLimit;
  private @Nullable KafkaBroker broker;

  InProcessNode(Path propertiesFile, Duration startLimit) {
    this.propertiesFile = propertiesFile;
    this.startLimit = startLimit;
  }

  @Override
  public void start() {
    outliveTheBroker();
    broker = within(startLimit, "start", () -> KafkaBroker.start(propertiesFile));
  }

  @Override
  public void stop() {
    KafkaBroker stopping = broker;
    if (stopping == null) {
      throw new IllegalStateException("the broker is not running");
    }
    broker = null;
    within(
        Duration.ofSeconds(20),
        "stop",
        () -> {
          stopping.shutDown();
          return true;
        });
  }

  @Override
  public boolean isRunning() {
    return broker != null;
  }

  @Override
  public void kill() {
    throw needsProcess();
  }

  @Override
  public void suspend() {
    throw needsProcess();
  }

  @Override
  public void resume() {
    throw needsProcess();
  }

  @Override
  public long pid() {
    return ProcessHandle.current().pid();
  }

  private static UnsupportedOperationException needsProcess() {
    return new UnsupportedOperationException(
        "faults need a broker in a process of its own: builder().childProcess()");
  }

  /** A broker that cannot go on ends its JVM; here that would end the tests without a word. */
  private static void outliveTheBroker() {
    Exit.Procedure report =
        (status, message) -> {
          throw new IllegalStateException("Kafka gave up, status " + status + ": " + message);
        };
    Exit.setExitProcedure(report);
    Exit.setHaltProcedure(report);
  }

  private static <T> T within(Duration limit, String what, Callable<T> action) {
    FutureTask<T> task = new FutureTask<>(action);
    Thread thread = new Thread(task, "kafka-" + what);
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the broker did not " + what, e.getCause());
    } catch (TimeoutException e) {
      e.setStackTrace(thread.getStackTrace());
      throw new IllegalStateException(
          "the broker did not " + what + " within " + limit.toSeconds() + " s; it stands at", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted at the broker's " + what, e);
    }
  }
}
