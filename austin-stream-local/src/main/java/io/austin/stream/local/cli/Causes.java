package io.austin.stream.local.cli;

/** Says in one line why something failed: the first cause in a chain that says anything. */
final class Causes {
  private static final int MAX_LENGTH = 500;

  private Causes() {}

  /** The innermost cause's message, behind its type where the message needs one. */
  static String line(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    String message = cause.getMessage() == null ? "" : firstLine(cause.getMessage());
    String type = cause.getClass().getSimpleName();
    String line = message.isBlank() ? type : type + ": " + message;
    return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + " ...";
  }

  private static String firstLine(String message) {
    return message.strip().lines().findFirst().orElse("");
  }
}
