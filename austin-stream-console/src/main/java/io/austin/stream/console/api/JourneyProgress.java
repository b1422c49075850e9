package io.austin.stream.console.api;

import io.austin.stream.console.api.JourneyAnswers.Journeys;
import io.austin.stream.console.progress.JourneyClock;
import io.austin.stream.console.trace.BriefCache;
import java.time.Duration;

/** How far journeys are known, as every answer says it that is drawn from them. */
final class JourneyProgress {
  private static final Duration KEEP = Duration.ofMillis(250);
  private static final String KEY = "journeys";

  private final Sources sources;
  private final Words words;
  private final BriefCache<String, JourneyClock> kept = new BriefCache<>(KEEP, 1);

  JourneyProgress(Sources sources, Words words) {
    this.sources = sources;
    this.words = words;
  }

  JourneyClock clock() {
    return kept.get(
        KEY, key -> JourneyClock.of(sources.journeys().progress(), sources.clock().millis()));
  }

  Journeys said() {
    return said(clock());
  }

  Journeys said(JourneyClock now) {
    return new Journeys(
        now.verdict().code(),
        now.verdict().vouches(),
        now.clock().orElse(null),
        now.clock().map(words::time).orElse(null),
        now.written()
            .flatMap(written -> now.clock().map(clock -> Math.max(0, written - clock)))
            .orElse(null),
        now.saidAgo().map(ago -> Math.max(0, ago)).orElse(null));
  }
}
