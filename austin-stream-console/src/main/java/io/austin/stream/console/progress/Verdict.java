package io.austin.stream.console.progress;

import java.util.Locale;

/** How the stream is, the worst first. */
public enum Verdict {
  /** No job has told anything: none ever ran, or Redis was emptied. */
  NEVER_REPORTED,
  /** The job has told nothing for much longer than it usually takes. */
  NOT_REPORTING,
  /** The last report is of a time that has not come, so nobody knows how old it is. */
  REPORT_AHEAD,
  /** By Redis' clock the last report is new, by another one old; they agreed when it was made. */
  REPORT_AGE_UNKNOWN,
  /** A partition has unread records and goes no further. */
  PARTITION_STANDS_STILL,
  /** The job works off a backlog. */
  BEHIND,
  /** All is read, but two jobs do the work of one, so that one of them is stopped all the time. */
  TWO_JOBS,
  /** All is read, but a clock is off. */
  CLOCK_DIFFERS,
  LIVE;

  /** Whether everything was read, but for seconds: then what is not there never came. */
  public boolean vouches() {
    return this == LIVE || this == CLOCK_DIFFERS || this == TWO_JOBS;
  }

  /** As the API calls it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
