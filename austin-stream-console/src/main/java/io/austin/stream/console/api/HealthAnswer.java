package io.austin.stream.console.api;

import io.austin.stream.console.api.Answers.CodesFile;
import io.austin.stream.console.api.Answers.Freshness;
import io.austin.stream.console.api.Answers.Health;
import io.austin.stream.console.api.Answers.RedisHealth;
import io.austin.stream.console.api.Answers.TemplateNames;
import io.austin.stream.console.api.IncidentAnswers.OpenIncidents;
import io.austin.stream.console.redis.RedisBusyException;
import io.austin.stream.console.redis.RedisUnavailableException;
import io.austin.stream.console.rights.Person;
import io.austin.stream.console.rights.Right;
import io.austin.stream.console.trace.BriefCache;
import java.time.Duration;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Answers how the console and the stream are. */
final class HealthAnswer {
  /** Each right, with the token and without. */
  private static final int MAX_ASKS = 6;

  private final Sources sources;
  private final Words words;
  private final StreamProgress progress;
  private final IncidentsAnswer incidents;
  private final String version;
  private final String build;
  private final BriefCache<Asks, Health> shared = new BriefCache<>(Duration.ZERO, MAX_ASKS);

  /**
   * An answer of these sources.
   *
   * @param build the hash of the page's files
   */
  HealthAnswer(
      Sources sources,
      Words words,
      StreamProgress progress,
      IncidentsAnswer incidents,
      String version,
      String build) {
    this.sources = sources;
    this.words = words;
    this.progress = progress;
    this.incidents = incidents;
    this.version = version;
    this.build = build;
  }

  /** Whether Redis answers is {@link RedisHealth#reachable}; this never throws for that. */
  Health answer(Query query, Person person) {
    Asks asks = new Asks(person.right(), person.isWithToken());
    return shared.get(asks, this::now);
  }

  private Health now(Asks asks) {
    try {
      long ping = sources.progress().ping();
      return health(asks, ping, incidents.open(), progress.freshness());
    } catch (RedisUnavailableException | RedisBusyException away) {
      return health(asks, null, null, Freshness.UNKNOWN);
    }
  }

  private Health health(
      Asks asks, @Nullable Long ping, @Nullable OpenIncidents open, Freshness freshness) {
    long now = sources.clock().millis();
    return new Health(
        ping == null ? "down" : "up",
        version,
        build,
        sources.clock().getZone().getId(),
        now,
        words.time(now),
        LocalDate.now(sources.clock()).toString(),
        asks.withToken(),
        asks.right().code(),
        progress.kept(),
        new RedisHealth(ping != null, ping),
        new TemplateNames(sources.catalog().source(), sources.catalog().isOk()),
        new CodesFile(sources.codes().hasFile(), sources.codes().isOk()),
        sources.archive().isPresent(),
        open,
        freshness);
  }

  /** Who asks, as far as the answer says it. */
  private record Asks(Right right, boolean withToken) {}
}
