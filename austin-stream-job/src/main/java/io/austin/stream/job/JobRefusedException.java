package io.austin.stream.job;

import io.austin.stream.options.UsageException;
import org.apache.flink.client.program.ProgramParametrizationException;

/**
 * A user's mistake as Flink's command line understands it: it prints the bare message of the
 * supertype. It has no stack trace.
 */
final class JobRefusedException extends ProgramParametrizationException {
  private static final long serialVersionUID = 1L;

  JobRefusedException(UsageException mistake) {
    super(mistake.getMessage());
  }

  // The supertype has no constructor that leaves the stack trace out.
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
