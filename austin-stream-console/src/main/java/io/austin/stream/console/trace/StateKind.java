package io.austin.stream.console.trace;

import io.austin.stream.common.AnchorState;
import java.util.Locale;

/** What a state means for a message. */
public enum StateKind {
  RECEIVED,
  FILTERED,
  SENT,
  CLICKED,
  FAILED,
  /** A channel's own error code. */
  ERROR;

  /** The kind of a state's code. */
  public static StateKind of(int state) {
    return AnchorState.of(state).map(StateKind::of).orElse(ERROR);
  }

  /** The kind of a state. */
  private static StateKind of(AnchorState state) {
    return switch (state) {
      case RECEIVE -> RECEIVED;
      case SEND_SUCCESS -> SENT;
      case CLICK -> CLICKED;
      case SEND_FAIL -> FAILED;
      case DISCARD,
          NIGHT_SHIELD,
          NIGHT_SHIELD_NEXT_SEND,
          CONTENT_DEDUPLICATION,
          RULE_DEDUPLICATION,
          WHITE_LIST ->
          FILTERED;
    };
  }

  /** As the API calls it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
