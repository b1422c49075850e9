package io.austin.stream.kafka;

import io.austin.stream.functions.SourceRecord;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Carries a Kafka record over as it is, with the id of its topic; parsing, which may fail, comes
 * later.
 */
final class SourceRecordDeserializer implements KafkaRecordDeserializationSchema<SourceRecord> {
  private static final long serialVersionUID = 1L;

  private transient @Nullable TopicWatch watch;

  /** Tells who knows the topics' ids; comes before the first record. */
  void watchedBy(TopicWatch topics) {
    watch = topics;
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<SourceRecord> out)
      throws IOException {
    if (watch == null) {
      throw new IllegalStateException("watchedBy comes first");
    }
    out.collect(recordOf(record, watch.topicIdOf(record)));
  }

  static SourceRecord recordOf(ConsumerRecord<byte[], byte[]> record, String topicId) {
    return new SourceRecord(
        record.topic(),
        topicId,
        record.partition(),
        record.offset(),
        record.timestamp(),
        record.key(),
        record.value());
  }

  @Override
  public TypeInformation<SourceRecord> getProducedType() {
    return TypeInformation.of(SourceRecord.class);
  }
}
