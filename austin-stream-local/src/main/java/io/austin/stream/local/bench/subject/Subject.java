package io.austin.stream.local.bench.subject;

import io.austin.stream.local.bench.backlog.Backlog;

/** Something that applies a backlog to Redis. */
public interface Subject {
  /** How it is called in results and options. */
  String name();

  /** Gets everything ready, but for the first event. */
  Work prepare(Backlog backlog) throws Exception;

  /** With how many subtasks or threads it works. */
  default int parallelism() {
    return 1;
  }
}
