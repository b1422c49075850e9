package io.austin.stream.console.api;

import io.austin.stream.common.Retention;
import io.austin.stream.console.api.Answers.Freshness;
import io.austin.stream.console.api.Answers.Kept;
import io.austin.stream.console.redis.NewestEvent;
import io.austin.stream.console.trace.BriefCache;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** How far the stream has come and how long things are kept: why something may not be there. */
final class StreamProgress {
  static final String UNTIL_END_OF_DAY = "day";

  private static final Duration KEEP = Duration.ofMillis(250);
  private static final String KEY = "newest";

  private final Sources sources;
  private final Words words;
  private final BriefCache<String, Optional<NewestEvent>> newest = new BriefCache<>(KEEP, 1);

  StreamProgress(Sources sources, Words words) {
    this.sources = sources;
    this.words = words;
  }

  Freshness freshness() {
    return newest.get(KEY, key -> sources.newest().read()).map(this::of).orElse(Freshness.UNKNOWN);
  }

  private Freshness of(NewestEvent event) {
    return new Freshness(
        true,
        event.eventAt(),
        words.time(event.eventAt()),
        event.appliedAt(),
        Math.max(0, event.appliedAt() - event.eventAt()),
        Math.max(0, sources.clock().millis() - event.eventAt()));
  }

  static Kept kept() {
    return new Kept(
        days(Retention.MESSAGE_TRAIL),
        UNTIL_END_OF_DAY,
        days(Retention.TEMPLATE_TOTALS),
        days(Retention.TEMPLATE_DETAILS));
  }

  /** A message that is not there. */
  ApiException noMessage() {
    return missing(
        "Nothing is known of this message. A message is shown for %d days after its last event"
            .formatted(Retention.MESSAGE_TRAIL.toDays()),
        days(Retention.MESSAGE_TRAIL));
  }

  /** A receiver that is not there. */
  ApiException noReceiver() {
    return missing(
        "Nothing is known of this receiver today. A receiver's messages are shown until the end"
            + " of their day",
        UNTIL_END_OF_DAY);
  }

  /** A template that is not there. */
  ApiException noTemplate() {
    return missing(
        "Nothing is known of this template on that day. A template's totals are shown for %d days"
                .formatted(Retention.TEMPLATE_TOTALS.toDays())
            + " after its last event",
        days(Retention.TEMPLATE_TOTALS));
  }

  private ApiException missing(String message, String kept) {
    Freshness now = freshness();
    String age =
        now.ageMillis() == null
            ? "."
            : "; the newest event shown is %s old.".formatted(span(now.ageMillis()));
    return ApiException.notFound(message + age, kept);
  }

  private static String span(long millis) {
    if (millis < 120_000) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
    Duration span = Duration.ofMillis(millis);
    return span.toHours() < 2 ? span.toMinutes() + " min" : span.toHours() + " h";
  }

  private static String days(Duration duration) {
    return "P" + duration.toDays() + "D";
  }
}
