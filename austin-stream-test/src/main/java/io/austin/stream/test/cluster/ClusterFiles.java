package io.austin.stream.test.cluster;

import io.austin.stream.test.server.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where a cluster keeps what is its own: configuration, logs, counters, checkpoints, savepoints.
 *
 * @param root the directory of all of it
 */
record ClusterFiles(Path root) {
  ClusterFiles {
    for (String directory : new String[] {"conf", "log", "tmp", "counters"}) {
      create(root.resolve(directory));
    }
  }

  Path configuration() {
    return root.resolve("conf");
  }

  Path logs() {
    return root.resolve("log");
  }

  Path temporary() {
    return root.resolve("tmp");
  }

  Path counters() {
    return root.resolve("counters");
  }

  Path checkpoints() {
    return root.resolve("checkpoints");
  }

  Path savepoints() {
    return root.resolve("savepoints");
  }

  /** Writes Flink's config.yaml and the logging configuration. */
  void write(Map<String, String> settings) {
    String yaml =
        settings.entrySet().stream()
            .map(setting -> setting.getKey() + ": '" + quoted(setting.getValue()) + "'\n")
            .collect(Collectors.joining());
    write(configuration().resolve("config.yaml"), yaml);
    write(logging(), LOGGING);
    write(clientLogging(), CLIENT_LOGGING);
  }

  Path logging() {
    return configuration().resolve("log4j2.properties");
  }

  /** Flink's command line logs to a file and prints what is for its user. */
  Path clientLogging() {
    return configuration().resolve("log4j-cli.properties");
  }

  private static String quoted(String value) {
    return value.replace("'", "''");
  }

  private static void write(Path file, String content) {
    try {
      Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private static void create(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create " + directory, e);
    }
  }

  private static final String LOGGING =
      ChildProcess.LOG_TO_CONSOLE
          + """
          logger.kafka.name = org.apache.kafka
          logger.kafka.level = warn
          logger.austin.name = io.austin.stream
          logger.austin.level = debug
          """;

  private static final String CLIENT_LOGGING =
      """
      status = error
      appender.file.type = File
      appender.file.name = file
      appender.file.fileName = ${sys:log.file}
      appender.file.layout.type = PatternLayout
      appender.file.layout.pattern = %d{ISO8601} %-5p [%t] %c{1} - %m%n
      rootLogger.level = info
      rootLogger.appenderRef.file.ref = file
      """;
}
