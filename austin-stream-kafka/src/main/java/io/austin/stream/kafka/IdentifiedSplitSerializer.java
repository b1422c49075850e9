package io.austin.stream.kafka;

import java.io.IOException;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplitSerializer;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * Writes the topic's id before what the Kafka connector writes of a split. Splits without an id, as
 * the connector hands them out and as older savepoints hold them, are its own.
 */
final class IdentifiedSplitSerializer implements SimpleVersionedSerializer<KafkaPartitionSplit> {
  /** Far above the connector's versions. */
  private static final int VERSION = 1_000;

  private static final String NO_ID = "";

  private final KafkaPartitionSplitSerializer plain = new KafkaPartitionSplitSerializer();

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(KafkaPartitionSplit split) throws IOException {
    byte[] bytes = plain.serialize(split);
    DataOutputSerializer out = new DataOutputSerializer(bytes.length + 64);
    out.writeUTF(split instanceof IdentifiedSplit identified ? identified.topicId() : NO_ID);
    out.writeInt(plain.getVersion());
    out.writeInt(bytes.length);
    out.write(bytes);
    return out.getCopyOfBuffer();
  }

  @Override
  public KafkaPartitionSplit deserialize(int version, byte[] serialized) throws IOException {
    if (version != VERSION) {
      return plain.deserialize(version, serialized);
    }
    DataInputDeserializer in = new DataInputDeserializer(serialized);
    String topicId = in.readUTF();
    int plainVersion = in.readInt();
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    KafkaPartitionSplit split = plain.deserialize(plainVersion, bytes);
    return topicId.equals(NO_ID) ? split : new IdentifiedSplit(split, topicId);
  }
}
