package io.austin.stream.kafka;

import io.austin.stream.functions.alert.Incident;
import io.austin.stream.functions.journey.OutcomeChange;
import java.time.Duration;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The Kafka sinks of outcomes and incidents, exactly once: who reads committed records alone sees
 * none twice.
 */
public final class KafkaOutcomes {
  /** What brokers allow by default; Kafka's clients ask for a minute, Flink's sink for an hour. */
  private static final Duration TRANSACTION_TIMEOUT = Duration.ofMinutes(15);

  private KafkaOutcomes() {}

  /**
   * The sink to this topic.
   *
   * @param group the consumer group of the job, by which its transactions are named
   */
  public static KafkaSink<OutcomeChange> to(
      String topic, KafkaClients kafka, String group, Receivers receivers) {
    return exactlyOnce(kafka, new OutcomeRecords(topic, receivers), group + "-outcomes");
  }

  /** The sink of incidents to this topic, as that of outcomes is. */
  public static KafkaSink<Incident> incidentsTo(String topic, KafkaClients kafka, String group) {
    return exactlyOnce(kafka, new IncidentRecords(topic), group + "-alerts");
  }

  private static <T> KafkaSink<T> exactlyOnce(
      KafkaClients kafka, KafkaRecordSerializationSchema<T> records, String transactions) {
    return KafkaSink.<T>builder()
        .setKafkaProducerConfig(properties(kafka))
        .setBootstrapServers(kafka.bootstrapServers())
        .setRecordSerializer(records)
        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
        .setTransactionalIdPrefix(transactions)
        .build();
  }

  private static Properties properties(KafkaClients kafka) {
    Properties properties = kafka.producer();
    properties.putIfAbsent(
        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, String.valueOf(TRANSACTION_TIMEOUT.toMillis()));
    properties.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    return properties;
  }

  /** After which time Kafka aborts a transaction of the sink's; not a number where it is none. */
  public static String transactionTimeoutMillis(KafkaClients kafka) {
    return properties(kafka).getProperty(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG);
  }
}
