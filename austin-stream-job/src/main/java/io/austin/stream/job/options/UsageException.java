package io.austin.stream.job.options;

import org.apache.flink.client.program.ProgramParametrizationException;

/**
 * A user's mistake, told in a message that says what is wrong and what to do; it has no stack
 * trace. Flink's command line prints its supertype as the bare message.
 */
public final class UsageException extends ProgramParametrizationException {
  private static final long serialVersionUID = 1L;

  /** A mistake, told in one line for each thing that is wrong. Must not hold a secret. */
  public UsageException(String message) {
    super(message);
  }

  // The supertype has no constructor that leaves the stack trace out.
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
