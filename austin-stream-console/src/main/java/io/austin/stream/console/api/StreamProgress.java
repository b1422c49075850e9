package io.austin.stream.console.api;

import io.austin.stream.common.ProgressReport;
import io.austin.stream.common.Retention;
import io.austin.stream.console.api.Answers.ClockOff;
import io.austin.stream.console.api.Answers.Freshness;
import io.austin.stream.console.api.Answers.JobProgress;
import io.austin.stream.console.api.Answers.Kept;
import io.austin.stream.console.api.Answers.PartitionProgress;
import io.austin.stream.console.api.Answers.Progress;
import io.austin.stream.console.progress.Liveness;
import io.austin.stream.console.progress.SeenReports;
import io.austin.stream.console.progress.Standing;
import io.austin.stream.console.progress.Verdict;
import io.austin.stream.console.redis.NewestEvent;
import io.austin.stream.console.redis.ProgressReader;
import io.austin.stream.console.trace.BriefCache;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How far the stream has come, whether that is all there is, and how long things are kept: why
 * something may not be there.
 */
final class StreamProgress {
  static final String UNTIL_END_OF_DAY = "day";

  private static final Duration KEEP = Duration.ofMillis(250);
  private static final String KEY = "progress";

  private final Sources sources;
  private final Words words;
  private final SeenReports seen = new SeenReports();
  private final BriefCache<String, Liveness> kept = new BriefCache<>(KEEP, 1);

  StreamProgress(Sources sources, Words words) {
    this.sources = sources;
    this.words = words;
  }

  Freshness freshness() {
    return freshness(liveness());
  }

  /** What the jobs have reported. */
  Progress answer(Query query) {
    Liveness now = liveness();
    return new Progress(now.jobs().stream().map(this::job).toList(), freshness(now));
  }

  private Liveness liveness() {
    return kept.get(KEY, key -> look());
  }

  private Liveness look() {
    ProgressReader.Progress told = sources.progress().read();
    seen.look(told.reports(), System.nanoTime() / 1_000_000);
    return Liveness.of(told, sources.clock().millis(), seen);
  }

  private Freshness freshness(Liveness now) {
    Verdict verdict = now.verdict();
    Optional<Liveness.Job> job = now.decisive();
    Optional<Liveness.Partition> worst = now.worst();
    Optional<NewestEvent> newest = now.newest();
    return new Freshness(
        verdict.code(),
        verdict.vouches(),
        job.map(it -> it.report().getAt()).orElse(null),
        job.map(it -> known(it.age().millis())).orElse(null),
        job.isEmpty() ? null : known(now.behindMillis()),
        of(now, worst, ProgressReport.Partition::getUnread),
        of(now, worst, ProgressReport.Partition::getHeldBack),
        worst.map(Liveness.Partition::name).orElse(null),
        now.clock().map(StreamProgress::clock).orElse(null),
        now.groupOfTwo().orElse(null),
        newest.isPresent(),
        newest.map(NewestEvent::eventAt).orElse(null),
        newest.map(event -> words.time(event.eventAt())).orElse(null),
        newest.map(NewestEvent::appliedAt).orElse(null),
        newest.map(event -> Math.max(0, event.appliedAt() - event.eventAt())).orElse(null),
        newest.map(event -> Math.max(0, sources.clock().millis() - event.eventAt())).orElse(null));
  }

  /** Of the partition that makes the verdict, else of all. */
  private static @Nullable Long of(
      Liveness now,
      Optional<Liveness.Partition> worst,
      ToLongFunction<ProgressReport.Partition> offsets) {
    if (now.jobs().isEmpty()) {
      return null;
    }
    return worst
        .map(Stream::of)
        .orElseGet(() -> now.jobs().stream().flatMap(job -> job.partitions().stream()))
        .mapToLong(partition -> offsets.applyAsLong(partition.said()))
        .sum();
  }

  private static ClockOff clock(Liveness.Clock clock) {
    return new ClockOff(clock.of().name().toLowerCase(Locale.ROOT), clock.aheadMillis());
  }

  private JobProgress job(Liveness.Job job) {
    ProgressReport report = job.report();
    return new JobProgress(
        job.group(),
        report.getTopic(),
        report.getAt(),
        words.time(report.getAt()),
        known(job.age().millis()),
        known(report.getEvery()),
        job.partitions().stream().map(this::partition).toList());
  }

  private PartitionProgress partition(Liveness.Partition partition) {
    ProgressReport.Partition said = partition.said();
    Optional<Long> eventAt = partition.newest().map(NewestEvent::eventAt);
    return new PartitionProgress(
        said.getPartition(),
        known(said.getNext()),
        said.getEnd(),
        said.getUnread(),
        said.getHeldBack(),
        known(partition.behindMillis()),
        partition.standsStill(),
        eventAt.orElse(null),
        eventAt.map(words::time).orElse(null));
  }

  private static @Nullable Long known(long number) {
    return number == ProgressReport.UNKNOWN ? null : number;
  }

  private static @Nullable Long known(OptionalLong number) {
    return number.isPresent() ? number.getAsLong() : null;
  }

  Kept kept() {
    return new Kept(
        days(sources.retention().messageTrail()),
        UNTIL_END_OF_DAY,
        days(sources.retention().templateTotals()),
        days(Retention.TEMPLATE_DETAILS));
  }

  /** A message that is not there. */
  ApiException noMessage(Tried tried) {
    return missing(
        "Nothing is known of this message. A message is shown for %d days after its last event"
            .formatted(sources.retention().messageTrail().toDays()),
        days(sources.retention().messageTrail()),
        tried);
  }

  /** A caller's id of which there is no message. */
  ApiException noCaller(Tried tried) {
    return missing(
        "No message of this caller's id is known. They are listed for %d days after the last one"
            .formatted(sources.retention().messageTrail().toDays()),
        days(sources.retention().messageTrail()),
        tried);
  }

  /** A receiver that is not there. */
  ApiException noReceiver(Tried tried) {
    return missing(
        "Nothing is known of this receiver today. A receiver's messages are shown until the end"
            + " of their day",
        UNTIL_END_OF_DAY,
        tried);
  }

  /** A receiver of whom neither Redis nor the archive has anything. */
  ApiException noHistory(Tried tried, int days) {
    return missing(
        "Nothing is known of this receiver, neither today nor in the archive of the last %d days"
            .formatted(days),
        "P" + days + "D",
        tried);
  }

  /** A template that is not there. */
  ApiException noTemplate(List<String> tried) {
    return missing(
        "Nothing is known of this template on that day. A template's totals are shown for %d days"
                .formatted(sources.retention().templateTotals().toDays())
            + " after its last event",
        days(sources.retention().templateTotals()),
        Tried.of(tried, Mask::text));
  }

  private ApiException missing(String message, String kept, Tried tried) {
    return ApiException.notFound(message + ". " + Standing.of(liveness()), kept, tried);
  }

  private static String days(Duration duration) {
    return "P" + duration.toDays() + "D";
  }
}
