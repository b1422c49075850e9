package io.austin.stream.test.cluster;

import io.austin.stream.test.server.ChildProcess;
import io.austin.stream.test.server.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** One process of the cluster: the JobManager or a TaskManager. Each start has its own log. */
public final class ClusterNode extends ServerProcess {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final String name;
  private final Path directory;
  private final Function<String, List<String>> command;
  private final Predicate<String> ready;
  private int starts;

  /**
   * A process that is not started yet.
   *
   * @param directory where its logs go
   * @param command starts it; the id tells it from others, before and after
   * @param ready whether the process that was started under this id does its work
   */
  ClusterNode(
      String name,
      Path directory,
      Function<String, List<String>> command,
      Predicate<String> ready) {
    super(name);
    this.name = name;
    this.directory = directory;
    this.command = command;
    this.ready = ready;
  }

  /** Starts the process; returns when it does its work. */
  public void start() {
    launch();
    awaitReady();
  }

  /** Starts the process and does not wait for it. */
  public void launch() {
    if (isRunning()) {
      throw new IllegalStateException(name + " is running");
    }
    starts++;
    Path log = directory.resolve(id() + ".log");
    started(ChildProcess.start(name, command.apply(id()), log));
  }

  void awaitReady() {
    running().awaitReady(START_LIMIT, () -> ready.test(id()));
  }

  /** Ends the process at once and starts it anew, under the same name and on the same ports. */
  public void restart() {
    if (isRunning()) {
      kill();
    }
    start();
  }

  /** What it was called when it was started last: for a TaskManager, its id in the cluster. */
  public String id() {
    return name + "-" + starts;
  }
}
