package io.austin.stream.torture.site;

import io.austin.stream.test.server.KafkaServer;
import io.austin.stream.test.server.TopicReader;
import io.austin.stream.verify.model.ReferenceModel;
import io.austin.stream.verify.model.TraceRecord;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * Folds the records of a topic that was created once into a reference model as they come, under the
 * topic's id. Not thread-safe.
 */
final class TopicFollower implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final TopicReader reader;
  private final String topicId;
  private final ReferenceModel model;

  TopicFollower(KafkaServer kafka, String topic, ReferenceModel model) {
    this.model = model;
    this.topicId = kafka.topicId(topic).toString();
    this.consumer = kafka.newConsumer();
    this.reader = new TopicReader(consumer, topic);
  }

  String topicId() {
    return topicId;
  }

  /** Folds everything that is committed by now. */
  void catchUp() {
    reader.lookUpEnd();
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!reader.isAtEnd()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("Kafka hands over no more records");
      }
      for (ConsumerRecord<byte[], byte[]> record : reader.poll()) {
        model.fold(
            new TraceRecord(
                topicId, record.partition(), record.offset(), record.timestamp(), record.value()));
      }
    }
  }

  /** By partition, the offset behind what was folded. */
  Map<Integer, Long> positions() {
    return reader.positions();
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ZERO));
  }
}
