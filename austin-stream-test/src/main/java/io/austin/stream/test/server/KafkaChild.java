package io.austin.stream.test.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The broker process's main class. It stops in good order when its standard input ends. */
final class KafkaChild {
  private static final int FAILED = 1;

  private KafkaChild() {}

  /** Runs the broker of a properties file; creates a second file when it serves clients. */
  public static void main(String[] args) {
    try {
      KafkaBroker broker = KafkaBroker.start(Path.of(args[0]));
      Files.createFile(Path.of(args[1]));
      awaitEndOfInput();
      broker.shutDown();
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
