package io.austin.stream.test.server;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was started and is to be closed, the last one first. */
public final class Opened implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Opened.class);

  private final Deque<AutoCloseable> all = new ArrayDeque<>();

  private Opened() {}

  /** Something that is opened part by part. */
  @FunctionalInterface
  public interface Opening<T, E extends Exception> {
    /** Opens it, and adds each part that was opened. */
    T open(Opened parts) throws E;
  }

  /** Opens something of several parts; where one fails, those before it are closed. */
  public static <T, E extends Exception> T whole(Opening<T, E> opening) throws E {
    Opened parts = new Opened();
    boolean isWhole = false;
    try {
      T whole = opening.open(parts);
      isWhole = true;
      return whole;
    } finally {
      if (!isWhole) {
        parts.close();
      }
    }
  }

  /** Adds a part; returns it. */
  public <T extends AutoCloseable> T add(T started) {
    all.push(started);
    return started;
  }

  /** Closes all of them; one that cannot be closed does not keep the others open. */
  @Override
  public void close() {
    while (!all.isEmpty()) {
      AutoCloseable last = all.pop();
      try {
        last.close();
      } catch (Exception e) {
        LOG.warn("{} was not closed in good order", last, e);
      }
    }
  }
}
