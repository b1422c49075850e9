package io.austin.stream.cli;

import io.austin.stream.cli.platform.JobFailedException;
import org.apache.flink.util.SerializedThrowable;

/** Says in one line why something failed. */
final class Causes {
  private static final String OWN = "io.austin.stream.";
  private static final int MAX_LENGTH = 500;

  private Causes() {}

  /** What the project's own code says of it, else the innermost cause. */
  static String line(Throwable failure) {
    Throwable told = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      told = cause;
      if (type(cause).startsWith(OWN) && !(cause instanceof JobFailedException)) {
        break;
      }
    }
    String line = told.getMessage() == null ? type(told) : described(told, told.getMessage());
    return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + " ...";
  }

  /** Flink hands some failures over in a wrapping of its own. */
  private static String type(Throwable cause) {
    return cause instanceof SerializedThrowable wrapped
        ? wrapped.getOriginalErrorClassName()
        : cause.getClass().getName();
  }

  /** Messages of the project's own say all; others may be no more than a host's name. */
  private static String described(Throwable told, String message) {
    String line = message.strip().lines().findFirst().orElse("");
    String type = type(told);
    return type.startsWith(OWN) || line.startsWith(type)
        ? line
        : type.substring(type.lastIndexOf('.') + 1) + ": " + line;
  }
}
