package io.austin.stream.job.preflight;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says in a few words why a connection failed. */
final class Reason {
  private Reason() {}

  /** The words for the innermost cause, in which the others only wrap it. */
  static String of(Throwable failure) {
    Throwable innermost = failure;
    for (Throwable cause = causeOf(failure); cause != null; cause = causeOf(cause)) {
      innermost = cause;
    }
    if (innermost instanceof UnknownHostException) {
      return "unknown host";
    }
    if (innermost instanceof SocketTimeoutException) {
      return "no answer within " + Preflight.TIMEOUT.toSeconds() + " s";
    }
    String message = oneLine(innermost.getMessage());
    if (innermost instanceof ConnectException) {
      return message.toLowerCase(Locale.ROOT);
    }
    return message.isEmpty() ? innermost.getClass().getSimpleName() : message;
  }

  /** Jedis, which tries every address of a host, only suppresses what went wrong with each. */
  private static @Nullable Throwable causeOf(Throwable failure) {
    Throwable[] suppressed = failure.getSuppressed();
    return failure.getCause() == null && suppressed.length > 0 ? suppressed[0] : failure.getCause();
  }

  private static String oneLine(@Nullable String message) {
    return message == null ? "" : message.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
