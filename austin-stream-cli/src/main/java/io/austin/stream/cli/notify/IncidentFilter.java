package io.austin.stream.cli.notify;

import io.austin.stream.kafka.IncidentRecords;
import java.util.Set;

/**
 * Which incidents a target is told of.
 *
 * @param severities as rules call them; none: all
 */
record IncidentFilter(Set<String> severities) implements EventFilter {
  @Override
  public boolean accepts(Event event) {
    return event.type().equals(IncidentRecords.TYPE)
        && (severities.isEmpty() || severities.contains(event.data().path("severity").asText()));
  }
}
