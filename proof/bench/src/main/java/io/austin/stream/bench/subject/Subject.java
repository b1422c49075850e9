package io.austin.stream.bench.subject;

import io.austin.stream.bench.backlog.Backlog;
import java.util.Map;

/** Something that applies a backlog to Redis. */
public interface Subject {
  /** How it is called in results and options. */
  String name();

  /** Gets everything ready, but for the first event. */
  Work prepare(Backlog backlog) throws Exception;

  /** What it is told that is not the default. */
  default Map<String, String> options() {
    return Map.of();
  }

  /** With how many subtasks or threads it works. */
  default int parallelism() {
    return 1;
  }
}
