package io.austin.stream.cli.notify;

/** Which events a target is told of. */
interface EventFilter {
  boolean accepts(Event event);
}
