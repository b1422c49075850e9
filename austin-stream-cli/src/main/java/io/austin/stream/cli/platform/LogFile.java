package io.austin.stream.cli.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.jspecify.annotations.Nullable;

/**
 * The file that Flink, Kafka and the others log to, so that the screen shows only what matters.
 * Before it is opened, what they say is not written anywhere.
 */
public final class LogFile {
  private static final String PROPERTY = "austin.stream.log";

  private static volatile @Nullable Path current;

  private LogFile() {}

  /** From now on logs go to this file, if it can be written; says whether they do. */
  public static boolean open(Path file) {
    if (!isWritable(file)) {
      return false;
    }
    System.setProperty(PROPERTY, file.toString());
    System.setProperty(PROPERTY + ".appender", "file");
    ((LoggerContext) LogManager.getContext(false)).reconfigure();
    current = file;
    return true;
  }

  private static boolean isWritable(Path file) {
    try {
      Files.createDirectories(file.resolveSibling(""));
    } catch (IOException refused) {
      return false;
    }
    return Files.isWritable(Files.exists(file) ? file : file.resolveSibling(""));
  }

  /** The file, if one was opened. */
  public static Optional<Path> current() {
    return Optional.ofNullable(current);
  }
}
