package io.austin.stream.test.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A real single-node Kafka (KRaft) as a child process on 127.0.0.1, on this JVM's class path.
 *
 * <pre>{@code
 * try (KafkaServer kafka = KafkaServer.start()) {
 *   kafka.createTopic("traces", 2);
 *   kafka.produce("traces", 0, List.of(event));
 *   kafka.kill();
 *   kafka.restart(); // same port, same data
 * }
 * }</pre>
 *
 * <p>Topics are never created by being named. This class's own calls use a listener of their own:
 * they work whatever is asked of other clients, a password or a way through a proxy.
 */
public final class KafkaServer extends KafkaTopics {
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

  private final DataDirectory data;
  private final KafkaSettings settings;
  private final List<String> jvmOptions;
  private final Duration startLimit;

  private KafkaServer(Builder builder) {
    data = DataDirectory.of(builder.dataDirectory, "austin-stream-kafka");
    settings = new KafkaSettings(builder.port, builder.advertisedPort, data, builder.properties);
    jvmOptions = builder.jvmOptions;
    startLimit = builder.startLimit;
  }

  /** A server with its data in a temporary directory, started. */
  public static KafkaServer start() {
    return builder().start();
  }

  /** A server to be described further. */
  public static Builder builder() {
    return new Builder();
  }

  /** What clients take as {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return settings.clientAddress();
  }

  @Override
  String internalAddress() {
    return settings.internalAddress();
  }

  /** The port that clients connect to. */
  public int port() {
    return settings.port();
  }

  private void launch() {
    Path ready = data.resolve("ready");
    Path logging = data.resolve("log4j2.properties");
    try {
      Files.deleteIfExists(ready);
      Files.writeString(logging, ChildProcess.LOG_TO_CONSOLE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot prepare " + data.path(), e);
    }
    List<String> options = new ArrayList<>(jvmOptions);
    options.add("-Dlog4j2.configurationFile=" + logging);
    List<String> command =
        ChildProcess.java(
            options,
            System.getProperty("java.class.path"),
            KafkaBroker.class.getName(),
            settings.file().toString(),
            ready.toString());
    started(ChildProcess.start("Kafka", command, data.resolve("broker.log")))
        .awaitReady(startLimit, () -> Files.exists(ready));
  }

  /** Stops the broker in good order. */
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

  /** Starts the broker on its ports and its data, after stopping it if it runs. */
  public void restart() {
    if (isRunning()) {
      stop();
    }
    launch();
  }

  /** Stops the broker and removes its data if they are in a temporary directory. */
  @Override
  public void close() {
    super.close();
    if (data.isTemporary() && isRunning()) {
      kill();
    } else if (isRunning()) {
      stop();
    }
    data.deleteIfTemporary();
  }

  /** What a {@link KafkaServer} shall be like. */
  public static final class Builder {
    private final Map<String, String> properties = new HashMap<>();

    /** Of little use over hours, but it halves the CPU time of a start. */
    private static final List<String> SOON_UP =
        List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private List<String> jvmOptions = SOON_UP;
    private @Nullable Path dataDirectory;
    private Duration startLimit = Duration.ofSeconds(120);
    private int port;
    private int advertisedPort;

    private Builder() {}

    /** Keeps the data in a directory that stays; a temporary one is the default. */
    public Builder dataDirectory(Path directory) {
      dataDirectory = directory;
      return this;
    }

    /** The port that clients connect to; a free one is the default. */
    public Builder port(int port) {
      this.port = port;
      return this;
    }

    /** The port that clients are told to connect to, a proxy's for one. */
    public Builder advertisedPort(int port) {
      advertisedPort = port;
      return this;
    }

    /**
     * A broker property, in place of the one set here. The clients' listener is called {@code
     * CLIENT}: {@code listener.security.protocol.map} and {@code listener.name.client.*} turn on
     * SASL.
     */
    public Builder property(String name, String value) {
      properties.put(name, value);
      return this;
    }

    /** Options of the broker's JVM, in place of those that make it start soon. */
    public Builder jvmOptions(String... options) {
      jvmOptions = List.of(options);
      return this;
    }

    /** How long the broker may take to start; 2 minutes by default. */
    public Builder startLimit(Duration limit) {
      startLimit = limit;
      return this;
    }

    /** Starts the broker and waits until it serves clients. */
    public KafkaServer start() {
      KafkaServer server = new KafkaServer(this);
      try {
        server.settings.write();
        server.launch();
        return server;
      } catch (RuntimeException e) {
        server.close();
        throw e;
      }
    }
  }
}
