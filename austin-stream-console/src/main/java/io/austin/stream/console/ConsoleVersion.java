package io.austin.stream.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** What this build is made of. */
final class ConsoleVersion {
  private static final Properties BUILD = read();

  private ConsoleVersion() {}

  /** The console's version. */
  static String current() {
    return BUILD.getProperty("version", "development");
  }

  private static Properties read() {
    Properties build = new Properties();
    try (InputStream file =
        ConsoleVersion.class.getClassLoader().getResourceAsStream("console.properties")) {
      if (file != null) {
        build.load(file);
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read console.properties", unreadable);
    }
    return build;
  }
}
