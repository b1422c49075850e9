package io.austin.stream.common;

/**
 * What an event may hold at most, whatever a job's options are: what it makes Redis hold stays in
 * proportion to its record.
 */
public final class EventBounds {
  /** The bytes of a message id in UTF-8, and of a caller's id that is listed. */
  public static final int MESSAGE_ID_BYTES = 1_024;

  /** The bytes of a receiver in UTF-8. */
  public static final int RECEIVER_BYTES = 4_096;

  /**
   * The bytes of what an event writes: the names of its receivers, and for each of them {@link
   * #ENTRY_BYTES} and the message id.
   */
  public static final int WRITTEN_BYTES = 32 << 20;

  /** What an entry of a trail counts beside its message id, in bytes. */
  public static final int ENTRY_BYTES = 128;

  /** So many receivers never make an event too large. */
  private static final int RECEIVERS_ALLOWED =
      WRITTEN_BYTES / (MESSAGE_ID_BYTES + ENTRY_BYTES + RECEIVER_BYTES);

  private EventBounds() {}

  /** Whether an event writes no more than it may; each of its ids is within its own bound. */
  static boolean allow(AnchorInfo event) {
    return event.getIds().size() <= RECEIVERS_ALLOWED || writtenBytes(event) <= WRITTEN_BYTES;
  }

  private static long writtenBytes(AnchorInfo event) {
    String messageId = event.getMessageId();
    int entry = ENTRY_BYTES + (messageId == null ? 0 : Utf8.length(messageId));
    long bytes = 0;
    for (String receiver : event.getIds()) {
      bytes += entry + Utf8.length(receiver);
    }
    return bytes;
  }
}
