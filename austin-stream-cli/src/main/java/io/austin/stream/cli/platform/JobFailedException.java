package io.austin.stream.cli.platform;

import org.jspecify.annotations.Nullable;

/** Says that the job has ended although nobody stopped it. */
public final class JobFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  JobFailedException(@Nullable Throwable cause) {
    super("The job ended", cause);
  }
}
