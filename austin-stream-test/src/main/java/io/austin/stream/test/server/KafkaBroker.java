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

/**
 * Main class of a broker's process: broker and controller as {@code kafka.Kafka} runs them. It
 * stops in good order when its standard input ends.
 */
final class KafkaBroker {
  private static final int FAILED = 1;

  private KafkaBroker() {}

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

  /** Runs the broker of a properties file; creates a second file when it serves clients. */
  public static void main(String[] args) {
    try {
      Properties properties = new Properties();
      try (var reader = Files.newBufferedReader(Path.of(args[0]))) {
        properties.load(reader);
      }
      KafkaRaftServer server =
          new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
      server.startup();
      Files.createFile(Path.of(args[1]));
      awaitEndOfInput();
      server.shutdown();
      server.awaitShutdown();
      Runtime.getRuntime().halt(0);
    } catch (Throwable e) {
      // Threads that a half-started broker left would keep the process alive.
      e.printStackTrace();
      Runtime.getRuntime().halt(FAILED);
    }
  }

  private static void awaitEndOfInput() throws IOException {
    while (System.in.read() >= 0) {
      // Nothing is said on this channel; only its end means something.
    }
  }
}
