package io.austin.stream.bench.measure;

import io.austin.stream.bench.backlog.Backlog;
import java.io.IOException;

/** The check after a run that Redis holds what the backlog's events say. */
@FunctionalInterface
public interface Check {
  /** How many keys differ. */
  long differences(Backlog backlog) throws IOException;
}
