package io.austin.stream.bench.subject;

import java.util.Map;

/** A subject at work on one backlog. */
public interface Work extends AutoCloseable {
  /** The name of the process that is the subject's own in {@link #processes}. */
  String SUBJECT = "subject";

  /** Lets it begin. */
  void begin() throws Exception;

  /** The ids of its processes by their names in results. */
  Map<String, Long> processes();

  /** Whether it counts journeys, and writes no trails. */
  default boolean countsJourneys() {
    return false;
  }

  /** Throws when it has failed. */
  void check() throws Exception;

  /** Returns when everything is applied and nothing is under way any more. */
  void finish() throws Exception;

  @Override
  void close();
}
