package io.austin.stream.verify.model;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a record turned out to be: an event, or no event for a reason. */
public sealed interface Reading {
  /** A valid event; {@code bizId} is the caller's id, blank and long ones too. */
  record Event(
      long businessId,
      Set<String> receivers,
      int state,
      long time,
      @Nullable String messageId,
      @Nullable String bizId)
      implements Reading {}

  /** Not a valid event. */
  record Invalid(String reason) implements Reading {}
}
