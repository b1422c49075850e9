package io.austin.stream.functions.journey;

import io.austin.stream.common.AnchorInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.Value;
import org.jspecify.annotations.Nullable;

/**
 * A step of a message for some of its receivers: what journeys need of an event. It is what goes
 * from the subtask that reads an event to the one that knows the message, so its binary form is
 * lean, and who reads it checks nothing again.
 */
public final class MessageStep implements Value {
  private static final long serialVersionUID = 1L;

  private String messageId = "";
  private long businessId;
  private Step step = new Step(0, 0);
  private transient Collection<String> receivers = List.of();

  /** For Flink, which then reads it. */
  public MessageStep() {}

  private MessageStep(String messageId, AnchorInfo event) {
    this.messageId = messageId;
    this.businessId = event.getBusinessId();
    this.step = new Step(event.getLogTimestamp(), event.getState());
    this.receivers = event.getIds();
  }

  /** The event's step; {@code null} where it says no message. */
  public static @Nullable MessageStep of(AnchorInfo event) {
    String messageId = event.getMessageId();
    return messageId == null ? null : new MessageStep(messageId, event);
  }

  /** The message. */
  public String messageId() {
    return messageId;
  }

  long businessId() {
    return businessId;
  }

  Step step() {
    return step;
  }

  Collection<String> receivers() {
    return receivers;
  }

  @Override
  public void write(DataOutputView out) throws IOException {
    write(messageId, out);
    out.writeLong(businessId);
    out.writeLong(step.time());
    out.writeInt(step.state());
    out.writeInt(receivers.size());
    for (String receiver : receivers) {
      write(receiver, out);
    }
  }

  @Override
  public void read(DataInputView in) throws IOException {
    messageId = readText(in);
    businessId = in.readLong();
    step = new Step(in.readLong(), in.readInt());
    int count = in.readInt();
    List<String> read = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      read.add(readText(in));
    }
    receivers = read;
  }

  private static void write(String text, DataOutputView out) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String readText(DataInputView in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MessageStep that
        && businessId == that.businessId
        && messageId.equals(that.messageId)
        && step.equals(that.step)
        && List.copyOf(receivers).equals(List.copyOf(that.receivers));
  }

  @Override
  public int hashCode() {
    return Objects.hash(messageId, businessId, step);
  }

  /** Names no receiver: it may end up in a log. */
  @Override
  public String toString() {
    return "%s: %s for %d receivers".formatted(messageId, step, receivers.size());
  }
}
