package io.austin.stream.functions;

import io.austin.stream.common.AnchorInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** The binary form of an event between Flink tasks, field by field. */
final class AnchorInfoSerializer extends TypeSerializerSingleton<AnchorInfo> {
  static final AnchorInfoSerializer INSTANCE = new AnchorInfoSerializer();

  private static final long serialVersionUID = 1L;

  private static final AnchorInfo NONE =
      AnchorInfo.builder().businessId(1).ids("none").state(0).recordTimestamp(0).build();

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public AnchorInfo createInstance() {
    return NONE;
  }

  @Override
  public AnchorInfo copy(AnchorInfo from) {
    return from;
  }

  @Override
  public AnchorInfo copy(AnchorInfo from, AnchorInfo reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(AnchorInfo event, DataOutputView target) throws IOException {
    target.writeLong(event.getBusinessId());
    target.writeInt(event.getIds().size());
    for (String id : event.getIds()) {
      StringValue.writeString(id, target);
    }
    target.writeInt(event.getState());
    target.writeLong(event.getLogTimestamp());
    StringValue.writeString(event.getMessageId(), target);
    StringValue.writeString(event.getBizId(), target);
  }

  @Override
  public AnchorInfo deserialize(DataInputView source) throws IOException {
    AnchorInfo.Builder event = AnchorInfo.builder().businessId(source.readLong());
    int receivers = source.readInt();
    List<String> ids = new ArrayList<>(receivers);
    for (int i = 0; i < receivers; i++) {
      ids.add(StringValue.readString(source));
    }
    return event
        .ids(ids)
        .state(source.readInt())
        .recordTimestamp(source.readLong())
        .messageId(StringValue.readString(source))
        .bizId(StringValue.readString(source))
        .build();
  }

  @Override
  public AnchorInfo deserialize(AnchorInfo reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  public TypeSerializerSnapshot<AnchorInfo> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Says that state written by this serializer is read by it. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<AnchorInfo> {
    /** For Flink. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
