package io.austin.stream.test.cluster;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** The counters of all processes that the cluster ever had, dead ones too. */
public final class Counters {
  static final String SUFFIX = ".counters";

  private final Path directory;

  Counters(Path directory) {
    this.directory = directory;
  }

  /** The sum of the counters of this name, over all processes, tasks and groups; 0 for none. */
  public long sum(String name) {
    long sum = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
      for (Path file : files) {
        sum += Long.parseLong(read(file).getProperty(name, "0"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read counters", e);
    }
    return sum;
  }

  private static Properties read(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return properties;
  }
}
