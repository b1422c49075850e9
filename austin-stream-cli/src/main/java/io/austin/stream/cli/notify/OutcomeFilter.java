package io.austin.stream.cli.notify;

import com.fasterxml.jackson.databind.JsonNode;
import io.austin.stream.common.BusinessId;
import io.austin.stream.functions.journey.Outcome;
import io.austin.stream.kafka.OutcomeRecords;
import java.util.Set;

/**
 * Which outcomes a target is told of. What is empty leaves none out; an event that is no outcome
 * passes where both are.
 *
 * @param outcomes the kinds
 * @param templates the templates' ids
 */
record OutcomeFilter(Set<Outcome.Kind> outcomes, Set<Long> templates) implements EventFilter {
  @Override
  public boolean accepts(Event event) {
    if (outcomes.isEmpty() && templates.isEmpty()) {
      return true;
    }
    JsonNode data = event.data();
    return event.type().equals(OutcomeRecords.TYPE)
        && (outcomes.isEmpty() || isOneOfTheKinds(data.path("outcome").asText()))
        && (templates.isEmpty() || isOfATemplate(data.path("businessId").asLong()));
  }

  private boolean isOneOfTheKinds(String name) {
    return outcomes.stream().anyMatch(kind -> kind.name().equals(name));
  }

  private boolean isOfATemplate(long businessId) {
    return BusinessId.parse(businessId)
        .map(id -> templates.contains(id.getTemplateId()))
        .orElse(false);
  }
}
