package io.austin.stream.console.progress;

import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;

/** Whether what stands in Redis is all there is, in a sentence. */
public final class Standing {
  private static final String NOT_YET = ", so events may be missing that are not read yet.";

  private Standing() {}

  /** What the jobs' reports say of it. */
  public static String of(Liveness now) {
    OptionalLong age = now.decisive().map(job -> job.age().millis()).orElseGet(OptionalLong::empty);
    return switch (now.verdict()) {
      case NEVER_REPORTED -> "No job has reported here, so it may be that nothing was read at all.";
      case NOT_REPORTING ->
          "The job has not reported for %s%s".formatted(span(age.orElse(0)), NOT_YET);
      case REPORT_AHEAD ->
          "The job's last report is dated %s ahead of the clock here, so nobody knows how old it is%s"
              .formatted(span(now.clock().map(Liveness.Clock::aheadMillis).orElse(0L)), NOT_YET);
      case REPORT_AGE_UNKNOWN ->
          "The clocks of Redis and of this machine differ by %s and did not when the job reported, so nobody knows how old its last report is%s"
              .formatted(
                  span(Math.abs(now.clock().map(Liveness.Clock::aheadMillis).orElse(0L))), NOT_YET);
      case PARTITION_STANDS_STILL ->
          "Partition %s stands still%s"
              .formatted(
                  now.worst().map(Liveness.Partition::name).orElse("that was reported"), NOT_YET);
      case BEHIND ->
          now.behindMillis().isPresent()
              ? "The job is %s behind%s".formatted(span(now.behindMillis().getAsLong()), NOT_YET)
              : "The job works off a backlog" + NOT_YET;
      case TWO_JOBS ->
          allRead(now, age)
              + " Two jobs report in turn as group %s: stop one of them."
                  .formatted(now.groupOfTwo().orElse(""));
      case CLOCK_DIFFERS -> allRead(now, age) + now.clock().map(Standing::clock).orElse("");
      case LIVE -> allRead(now, age);
    };
  }

  private static String allRead(Liveness now, OptionalLong age) {
    return "The job has read everything there was %s ago."
        .formatted(span(age.orElse(0) + now.behindMillis().orElse(0)));
  }

  private static String clock(Liveness.Clock clock) {
    String whose =
        switch (clock.of()) {
          case PRODUCER -> "a sender of events";
          case JOB -> "the job";
          case REDIS -> "Redis";
          case CONSOLE -> "this machine";
        };
    return " The clock of %s is %s %s, so times and ages are not to be trusted."
        .formatted(
            whose, span(Math.abs(clock.aheadMillis())), clock.aheadMillis() < 0 ? "slow" : "fast");
  }

  private static String span(long millis) {
    if (millis < 120_000) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
    Duration span = Duration.ofMillis(millis);
    return span.toHours() < 2 ? span.toMinutes() + " min" : span.toHours() + " h";
  }
}
