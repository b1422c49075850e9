package io.austin.stream.test.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A broker in a process of its own, on this JVM's class path: it can be killed and suspended. */
final class ChildNode implements KafkaNode {
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

  private final DataDirectory data;
  private final Path propertiesFile;
  private final List<String> jvmOptions;
  private final Duration startLimit;
  private @Nullable ChildProcess process;

  ChildNode(DataDirectory data, Path propertiesFile, List<String> jvmOptions, Duration startLimit) {
    this.data = data;
    this.propertiesFile = propertiesFile;
    this.jvmOptions = List.copyOf(jvmOptions);
    this.startLimit = startLimit;
  }

  @Override
  public void start() {
    Path ready = data.resolve("ready");
    try {
      Files.deleteIfExists(ready);
      Files.writeString(data.resolve("log4j2.properties"), LOGGING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot prepare " + data.path(), e);
    }
    ChildProcess started = ChildProcess.start("Kafka", command(ready), data.resolve("broker.log"));
    process = started;
    started.awaitReady(startLimit, () -> Files.exists(ready));
  }

  /** Ends the child's standard input, which tells {@link KafkaChild} to shut down. */
  @Override
  public void stop() {
    ChildProcess stopping = running();
    stopping.resume();
    try {
      stopping.stdin().close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot tell Kafka to stop", e);
    }
    if (!stopping.awaitEnd(STOP_LIMIT)) {
      stopping.kill();
      throw new IllegalStateException("Kafka did not shut down, see " + data.path());
    }
  }

  @Override
  public boolean isRunning() {
    return process != null && process.isAlive();
  }

  @Override
  public void kill() {
    running().kill();
  }

  @Override
  public void suspend() {
    running().suspend();
  }

  @Override
  public void resume() {
    running().resume();
  }

  @Override
  public long pid() {
    return running().pid();
  }

  private ChildProcess running() {
    if (process == null || !process.isAlive()) {
      throw new IllegalStateException("the broker is not running");
    }
    return process;
  }

  private List<String> command(Path ready) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Dlog4j2.configurationFile=" + data.resolve("log4j2.properties"));
    command.addAll(jvmOptions);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(KafkaChild.class.getName());
    command.add(propertiesFile.toString());
    command.add(ready.toString());
    return command;
  }

  private static final String LOGGING =
      """
      status = error
      appender.console.type = Console
      appender.console.name = console
      appender.console.layout.type = PatternLayout
      appender.console.layout.pattern = %d %-5p [%t] %c{1} - %m%n
      rootLogger.level = info
      rootLogger.appenderRef.console.ref = console
      """;
}
