package io.austin.stream.local;

import io.austin.stream.cli.platform.StopRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Duration;

/**
 * Standard input that also ends when the user asks to stop: nothing interrupts who waits for it to
 * go on, at a terminal say.
 */
final class StandardInput {
  private static final int BYTES = 1 << 16;
  private static final Duration LOOK_EVERY = Duration.ofMinutes(1);

  private StandardInput() {}

  /** What comes in until it ends, or until then. */
  static InputStream until(StopRequest stop) throws IOException {
    PipedOutputStream pipe = new PipedOutputStream();
    InputStream input = new PipedInputStream(pipe, BYTES);
    start("standard-input", () -> copy(System.in, pipe));
    start("standard-input-stop", () -> closeAfter(stop, pipe));
    return input;
  }

  private static void copy(InputStream from, PipedOutputStream pipe) {
    byte[] some = new byte[BYTES];
    try (pipe) {
      for (int length = from.read(some); length >= 0; length = from.read(some)) {
        pipe.write(some, 0, length);
        pipe.flush(); // or its reader would look once a second
      }
    } catch (IOException ended) {
      // By the stop, or its reader is gone.
    }
  }

  private static void closeAfter(StopRequest stop, PipedOutputStream pipe) {
    try (pipe) {
      boolean made = false;
      while (!made) {
        made = stop.await(LOOK_EVERY);
      }
    } catch (IOException ended) {
      // Its reader is gone.
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private static void start(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }
}
