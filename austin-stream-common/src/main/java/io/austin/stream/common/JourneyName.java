package io.austin.stream.common;

import java.util.Optional;

/**
 * How a journey is called where Redis shows it as an example: the length of its message id in
 * UTF-16 code units, a colon, the message id, the receiver. Immutable.
 */
public final class JourneyName {
  private final String messageId;
  private final String receiver;

  private JourneyName(String messageId, String receiver) {
    this.messageId = messageId;
    this.receiver = receiver;
  }

  /** The journey of a message for a receiver. */
  public static JourneyName of(String messageId, String receiver) {
    return new JourneyName(messageId, receiver);
  }

  /** The journey that is called so; empty where none can be. */
  public static Optional<JourneyName> parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 1 || !text.substring(0, colon).matches("[1-9][0-9]{0,8}")) {
      return Optional.empty();
    }
    int end = colon + 1 + Integer.parseInt(text.substring(0, colon));
    return end < text.length()
        ? Optional.of(of(text.substring(colon + 1, end), text.substring(end)))
        : Optional.empty();
  }

  public String messageId() {
    return messageId;
  }

  public String receiver() {
    return receiver;
  }

  @Override
  public String toString() {
    return messageId.length() + ":" + messageId + receiver;
  }
}
