package io.austin.stream.torture.site;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was started and is to be closed, the last one first. */
final class Opened implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Opened.class);

  private final Deque<AutoCloseable> all = new ArrayDeque<>();

  <T extends AutoCloseable> T add(T started) {
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
