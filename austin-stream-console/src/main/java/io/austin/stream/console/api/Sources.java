package io.austin.stream.console.api;

import io.austin.stream.common.Retention;
import io.austin.stream.common.TraceKeys;
import io.austin.stream.console.code.ChannelCodes;
import io.austin.stream.console.history.Archive;
import io.austin.stream.console.redis.DayReader;
import io.austin.stream.console.redis.DetailsReader;
import io.austin.stream.console.redis.IncidentReader;
import io.austin.stream.console.redis.JourneyReader;
import io.austin.stream.console.redis.LatencyReader;
import io.austin.stream.console.redis.ProgressReader;
import io.austin.stream.console.redis.RedisConnections;
import io.austin.stream.console.redis.TotalsReader;
import io.austin.stream.console.redis.TrailReader;
import io.austin.stream.template.TemplateCatalog;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * What answers are drawn from.
 *
 * @param archive empty where none is named
 * @param clock now, in the zone that says when a day ends
 * @param retention how long what is shown is kept
 * @param latencyTarget within which a message should be answered by its channel
 */
public record Sources(
    TrailReader trails,
    TotalsReader totals,
    DetailsReader details,
    DayReader days,
    ProgressReader progress,
    JourneyReader journeys,
    LatencyReader latencies,
    IncidentReader incidents,
    TemplateCatalog catalog,
    ChannelCodes codes,
    Optional<Archive> archive,
    Clock clock,
    Retention retention,
    Duration latencyTarget) {
  /** The sources in one Redis, and in the archive. */
  public static Sources in(
      RedisConnections redis,
      TraceKeys keys,
      TemplateCatalog catalog,
      ChannelCodes codes,
      Optional<Archive> archive,
      Clock clock,
      Retention retention,
      Duration latencyTarget) {
    return new Sources(
        new TrailReader(redis, keys),
        new TotalsReader(redis, keys),
        new DetailsReader(redis, keys),
        new DayReader(redis, keys),
        new ProgressReader(redis, keys),
        new JourneyReader(redis, keys),
        new LatencyReader(redis, keys),
        new IncidentReader(redis, keys),
        catalog,
        codes,
        archive,
        clock,
        retention,
        latencyTarget);
  }
}
