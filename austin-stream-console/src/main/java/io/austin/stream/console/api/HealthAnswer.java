package io.austin.stream.console.api;

import io.austin.stream.console.api.Answers.CodesFile;
import io.austin.stream.console.api.Answers.Freshness;
import io.austin.stream.console.api.Answers.Health;
import io.austin.stream.console.api.Answers.RedisHealth;
import io.austin.stream.console.api.Answers.TemplateNames;
import io.austin.stream.console.api.IncidentAnswers.OpenIncidents;
import io.austin.stream.console.redis.RedisBusyException;
import io.austin.stream.console.redis.RedisUnavailableException;
import io.austin.stream.console.rights.Right;
import io.austin.stream.console.trace.BriefCache;
import java.time.Duration;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Answers how the console and the stream are. */
final class HealthAnswer {
  private final Sources sources;
  private final Words words;
  private final StreamProgress progress;
  private final IncidentsAnswer incidents;
  private final String version;
  private final String build;
  private final boolean login;
  private final BriefCache<Right, Health> shared =
      new BriefCache<>(Duration.ZERO, Right.values().length);

  /**
   * An answer of these sources.
   *
   * @param build the hash of the page's files
   * @param login whether a token is needed
   */
  HealthAnswer(
      Sources sources,
      Words words,
      StreamProgress progress,
      IncidentsAnswer incidents,
      String version,
      String build,
      boolean login) {
    this.sources = sources;
    this.words = words;
    this.progress = progress;
    this.incidents = incidents;
    this.version = version;
    this.build = build;
    this.login = login;
  }

  /** Whether Redis answers is {@link RedisHealth#reachable}; this never throws for that. */
  Health answer(Query query, Right right) {
    return shared.get(right, key -> now(right));
  }

  private Health now(Right right) {
    try {
      long ping = sources.progress().ping();
      return health(right, ping, incidents.open(), progress.freshness());
    } catch (RedisUnavailableException | RedisBusyException away) {
      return health(right, null, null, Freshness.UNKNOWN);
    }
  }

  private Health health(
      Right right, @Nullable Long ping, @Nullable OpenIncidents open, Freshness freshness) {
    long now = sources.clock().millis();
    return new Health(
        ping == null ? "down" : "up",
        version,
        build,
        sources.clock().getZone().getId(),
        now,
        words.time(now),
        LocalDate.now(sources.clock()).toString(),
        login,
        right.code(),
        StreamProgress.kept(),
        new RedisHealth(ping != null, ping),
        new TemplateNames(sources.catalog().source(), sources.catalog().isOk()),
        new CodesFile(sources.codes().hasFile(), sources.codes().isOk()),
        open,
        freshness);
  }
}
