package io.austin.stream.cli.notify;

import java.time.Instant;
import java.util.Optional;

/** Incidents, told in a target's own form: many of them at once. */
sealed interface IncidentTeller extends Telling permits Alertmanager, Robot {
  /** What it is told of. */
  IncidentFilter filter();

  /** Whether it forgets what is open unless it is told again and again. */
  boolean forgets();

  /**
   * What is posted of news; empty where there is nothing to tell.
   *
   * @param path the target's
   * @param page where people see incidents; empty for nowhere
   */
  Optional<Request> request(String path, News news, Instant now, String page);
}
