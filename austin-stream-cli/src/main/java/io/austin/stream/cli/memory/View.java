package io.austin.stream.cli.memory;

import io.austin.stream.common.TraceKeys;
import java.util.Optional;

/** What a key of the job's is for. */
public enum View {
  MESSAGE_TRAIL("message trails"),
  RECEIVER_TRAIL("receiver trails"),
  TEMPLATE_TOTALS("template totals"),
  TEMPLATE_MINUTES("templates' minutes"),
  TEMPLATE_RECEIVERS("templates' distinct receivers"),
  CALLER_TRAIL("messages of callers' ids"),
  OWN("progress and the like");

  static final String LIST = "list";
  static final String HASH = "hash";

  private final String title;

  View(String title) {
    this.title = title;
  }

  /** As people read it. */
  public String title() {
    return title;
  }

  /** The view of a key; a list is one only if its entries say so too. */
  static Optional<View> of(String key, String type, TraceKeys keys) {
    if (key.startsWith(keys.own("Minutes:"))) {
      return Optional.of(TEMPLATE_MINUTES);
    }
    if (key.startsWith(keys.own("Receivers:"))) {
      return Optional.of(TEMPLATE_RECEIVERS);
    }
    if (key.startsWith(keys.callerTrail(""))) {
      return Optional.of(CALLER_TRAIL);
    }
    if (keys.isOwn(key)) {
      return Optional.of(OWN);
    }
    if (type.equals(LIST)) {
      boolean isMessage = key.startsWith(keys.messageTrail(""));
      return Optional.of(isMessage ? MESSAGE_TRAIL : RECEIVER_TRAIL);
    }
    String name = key.substring(keys.prefix().length());
    return type.equals(HASH) && name.matches("[1-9][0-9]{0,17}")
        ? Optional.of(TEMPLATE_TOTALS)
        : Optional.empty();
  }
}
