package io.austin.stream.test.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/** Broker and controller as {@code kafka.Kafka} runs them, in the JVM that calls. */
final class KafkaBroker {
  private final KafkaRaftServer server;

  private KafkaBroker(KafkaRaftServer server) {
    this.server = server;
  }

  /** Formats the data directory if it is new, as {@code kafka-storage format} does. */
  static void format(Path propertiesFile, Path logDirectory) {
    if (Files.exists(logDirectory.resolve("meta.properties"))) {
      return;
    }
    String[] command = {
      "format", "-t", Uuid.randomUuid().toString(), "-c", propertiesFile.toString()
    };
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    if (StorageTool.execute(command, new PrintStream(said, true, StandardCharsets.UTF_8)) != 0) {
      throw new IllegalStateException(
          "cannot format " + logDirectory + ": " + said.toString(StandardCharsets.UTF_8));
    }
  }

  /** Returns when the broker serves clients. */
  static KafkaBroker start(Path propertiesFile) throws IOException {
    Properties properties = new Properties();
    try (var reader = Files.newBufferedReader(propertiesFile)) {
      properties.load(reader);
    }
    KafkaRaftServer server =
        new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
    try {
      server.startup();
    } catch (RuntimeException | Error e) {
      server.shutdown();
      throw e;
    }
    return new KafkaBroker(server);
  }

  void shutDown() {
    server.shutdown();
    server.awaitShutdown();
  }
}
