package io.austin.stream.kafka;

import io.austin.stream.functions.DeadLetter;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The Kafka sink of dead letters, at least once. */
public final class KafkaDeadLetters {
  /** Far above any broker's limit, so that the topic's own limit decides what fits. */
  private static final int MAX_RECORD_BYTES = 256 << 20;

  private KafkaDeadLetters() {}

  /** The sink to this topic. */
  public static KafkaSink<DeadLetter> to(String topic, KafkaClients kafka) {
    return KafkaSink.<DeadLetter>builder()
        .setKafkaProducerConfig(properties(kafka))
        .setBootstrapServers(kafka.bootstrapServers())
        .setRecordSerializer(new DeadLetterRecords(topic))
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .build();
  }

  /** What a producer takes that writes records of any size. */
  public static Properties properties(KafkaClients kafka) {
    Properties properties = kafka.producer();
    properties.putIfAbsent(
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG, String.valueOf(MAX_RECORD_BYTES));
    // A bound, not a reservation: the producer allocates what it needs.
    properties.putIfAbsent(ProducerConfig.BUFFER_MEMORY_CONFIG, String.valueOf(MAX_RECORD_BYTES));
    // Brokers hold the compressed size against a topic's limit. gzip is the codec that needs no
    // native library, and dead letters are few.
    properties.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip");
    return properties;
  }
}
