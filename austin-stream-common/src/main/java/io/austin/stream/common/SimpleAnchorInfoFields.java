package io.austin.stream.common;

import org.jspecify.annotations.Nullable;

/** The fields of a trail's entry while it is read. */
final class SimpleAnchorInfoFields extends Fields {
  private final IntegerField businessId = new IntegerField("businessId", false);
  private final IntegerField state = new IntegerField("state", false);
  private final IntegerField timestamp = new IntegerField("timestamp", false);
  private final TextField messageId = new TextField("messageId", Integer.MAX_VALUE);

  @Override
  @Nullable Field field(String name) {
    switch (name) {
      case "businessId":
        return businessId;
      case "state":
        return state;
      case "timestamp":
        return timestamp;
      case "messageId":
        return messageId;
      default:
        return null;
    }
  }

  SimpleAnchorInfo toEntry() throws InvalidEventException {
    return SimpleAnchorInfo.of(
        businessId.required().from(Long.MIN_VALUE, Long.MAX_VALUE),
        (int) state.required().from(Integer.MIN_VALUE, Integer.MAX_VALUE),
        timestamp.required().from(Long.MIN_VALUE, Long.MAX_VALUE),
        messageId.orNull());
  }
}
