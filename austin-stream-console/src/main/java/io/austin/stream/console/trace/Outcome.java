package io.austin.stream.console.trace;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What became of a message. */
public enum Outcome {
  CLICKED,
  SENT,
  FAILED,
  FILTERED,
  /** Received, and nothing more so far. */
  IN_PROGRESS;

  static Outcome of(int state) {
    return switch (StateKind.of(state)) {
      case RECEIVED -> IN_PROGRESS;
      case FILTERED -> FILTERED;
      case SENT -> SENT;
      case CLICKED -> CLICKED;
      case FAILED, ERROR -> FAILED;
    };
  }

  /** The outcome that the API calls so. */
  public static Optional<Outcome> ofCode(String code) {
    return Arrays.stream(values()).filter(outcome -> outcome.code().equals(code)).findFirst();
  }

  /** As the API calls it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
