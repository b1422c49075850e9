package io.austin.stream.common;

import org.jspecify.annotations.Nullable;

/** The fields of an event while it is read. */
final class AnchorInfoFields extends Fields {
  private final IntegerField businessId = new IntegerField("businessId", true);
  private final ReceiversField ids = new ReceiversField("ids");
  private final IntegerField state = new IntegerField("state", true);
  private final IntegerField logTimestamp = new IntegerField("logTimestamp", true);
  private final IntegerField timestamp = new IntegerField("timestamp", true);
  private final TextField messageId = new TextField("messageId", EventBounds.MESSAGE_ID_BYTES);
  private final TextField bizId = new TextField("bizId", Integer.MAX_VALUE);

  @Override
  @Nullable Field field(String name) {
    switch (name) {
      case "businessId":
        return businessId;
      case "ids":
        return ids;
      case "state":
        return state;
      case "logTimestamp":
        return logTimestamp;
      case "timestamp":
        return timestamp;
      case "messageId":
        return messageId;
      case "bizId":
        return bizId;
      default:
        return null;
    }
  }

  AnchorInfo toEvent(long recordTimestamp) throws InvalidEventException {
    AnchorInfo event =
        AnchorInfo.builder()
            .businessId(businessId.required().from(1, Long.MAX_VALUE))
            .ids(ids.required().atLeastOne())
            .state((int) state.required().from(Integer.MIN_VALUE, Integer.MAX_VALUE))
            .recordTimestamp(time(recordTimestamp))
            .messageId(messageId.orNull())
            .bizId(bizId.orNull())
            .checked();
    if (!EventBounds.allow(event)) {
      throw InvalidEventException.tooLarge();
    }
    return event;
  }

  /** The first time that is given: the event's own under its two names, then the record's. */
  private long time(long recordTimestamp) throws InvalidEventException {
    long own = logTimestamp.from(0, Long.MAX_VALUE);
    if (own == 0) {
      own = timestamp.from(0, Long.MAX_VALUE);
    }
    if (own == 0 && recordTimestamp < 0) {
      throw InvalidEventException.missing("logTimestamp");
    }
    return own == 0 ? recordTimestamp : own;
  }
}
