package io.austin.stream.console.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.austin.stream.common.BusinessId;
import io.austin.stream.common.ChannelType;
import io.austin.stream.common.TemplateType;
import io.austin.stream.console.api.IncidentAnswers.BySeverity;
import io.austin.stream.console.api.IncidentAnswers.Incident;
import io.austin.stream.console.api.IncidentAnswers.Incidents;
import io.austin.stream.console.api.IncidentAnswers.OpenIncidents;
import io.austin.stream.console.api.IncidentAnswers.TemplateName;
import io.austin.stream.console.api.IncidentAnswers.Text;
import io.austin.stream.console.redis.IncidentReader;
import io.austin.stream.console.trace.BriefCache;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers what rules for alerts found. */
final class IncidentsAnswer {
  private static final int LIMIT = 50;
  private static final int MAX_LIMIT = 100;
  private static final Duration KEEP = Duration.ofSeconds(1);
  private static final String KEY = "incidents";
  private static final String TEMPLATE = "template ";
  private static final List<String> SEVERITIES = List.of("critical", "warning", "info");

  private static final Comparator<JsonNode> WORST_FIRST =
      Comparator.<JsonNode>comparingInt(it -> SEVERITIES.indexOf(it.path("severity").asText()))
          .thenComparing(it -> -it.path("opened").asLong());

  private final Sources sources;
  private final Words words;
  private final StreamProgress progress;
  private final JourneyProgress journeys;
  private final BriefCache<String, IncidentReader.Shown> kept = new BriefCache<>(KEEP, 1);
  private final BriefCache<String, Optional<Map<String, Long>>> counts = new BriefCache<>(KEEP, 1);

  IncidentsAnswer(Sources sources, Words words, StreamProgress progress, JourneyProgress journeys) {
    this.sources = sources;
    this.words = words;
    this.progress = progress;
    this.journeys = journeys;
  }

  /** How many are open; {@code null} where no job evaluates rules. */
  @Nullable OpenIncidents open() {
    return open(counts.get(KEY, key -> sources.incidents().open()));
  }

  private static @Nullable OpenIncidents open(Optional<Map<String, Long>> bySeverity) {
    return bySeverity.map(IncidentsAnswer::open).orElse(null);
  }

  private static OpenIncidents open(Map<String, Long> counts) {
    BySeverity open =
        new BySeverity(
            counts.getOrDefault("critical", 0L),
            counts.getOrDefault("warning", 0L),
            counts.getOrDefault("info", 0L));
    return new OpenIncidents(open.critical() + open.warning() + open.info(), open);
  }

  /** Those that are open, the worst first, and then those that ended, the last first. */
  Incidents answer(Query query) {
    PageRequest page = query.page(LIMIT, MAX_LIMIT);
    IncidentReader.Shown shown = kept.get(KEY, key -> sources.incidents().shown());
    Optional<String> scope = query.textIfGiven("id").map(given -> scope(query.digits("id")));
    List<JsonNode> wanted =
        Stream.concat(shown.open().stream().sorted(WORST_FIRST), shown.ended().stream())
            .filter(it -> SEVERITIES.contains(it.path("severity").asText()))
            .filter(it -> scope.isEmpty() || scope.get().equals(it.path("scope").asText()))
            .toList();
    List<JsonNode> rows = page.of(wanted);
    Map<Long, TemplateName> names =
        words.names(rows.stream().flatMap(it -> template(it).stream()).toList());
    return new Incidents(
        open(shown.counts()),
        page.page(wanted.size()),
        rows.stream().map(it -> incident(it, names)).toList(),
        journeys.said(),
        progress.freshness());
  }

  /** As rules call a template, by its id or a business id. */
  private static String scope(String digits) {
    long id = Long.parseLong(digits);
    return TEMPLATE
        + (TemplateLookup.isTemplateId(digits)
            ? id
            : BusinessId.parse(id).map(BusinessId::getTemplateId).orElse(id));
  }

  private static Optional<Long> template(JsonNode incident) {
    String scope = incident.path("scope").asText();
    return scope.matches(TEMPLATE + "[0-9]{1,7}")
        ? Optional.of(Long.valueOf(scope.substring(TEMPLATE.length())))
        : Optional.empty();
  }

  private Incident incident(JsonNode it, Map<Long, TemplateName> names) {
    long opened = it.path("opened").asLong();
    Long ended = it.hasNonNull("ended") ? (Long) it.path("ended").asLong() : null;
    String scope = it.path("scope").asText();
    return new Incident(
        it.path("incident").asText(),
        ended == null ? "open" : "ended",
        it.path("rule").asText(),
        it.path("kind").asText(),
        scope,
        template(it).map(names::get).orElse(null),
        Words.of(TemplateType.values(), scope.replaceFirst("^type ", "")),
        Words.of(ChannelType.values(), scope.replaceFirst("^channel ", "")),
        it.path("severity").asText(),
        new Text(it.path("zh").asText(), it.path("en").asText()),
        it.path("begun").asLong(),
        opened,
        words.time(opened),
        words.day(opened),
        ended,
        ended == null ? null : words.time(ended),
        it.path("value").asDouble(),
        it.path("worst").asDouble(),
        it.path("bound").asDouble(),
        it.path("share").asBoolean(),
        it.path("count").asLong(),
        it.path("of").asLong(),
        it.path("late").asBoolean());
  }
}
