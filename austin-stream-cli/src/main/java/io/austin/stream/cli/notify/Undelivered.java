package io.austin.stream.cli.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.austin.stream.kafka.DeadLetterRecords;
import io.austin.stream.kafka.KafkaClients;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The dead letters of targets: key, value and headers as they were, and headers that say where the
 * record stood first, for whom it was and why it did not get there.
 */
final class Undelivered implements AutoCloseable {
  static final String TARGET = "dead-letter.target";
  static final String DETAIL = "dead-letter.detail";

  private static final List<String> ORIGIN =
      List.of(
          DeadLetterRecords.TOPIC,
          DeadLetterRecords.PARTITION,
          DeadLetterRecords.OFFSET,
          DeadLetterRecords.TIMESTAMP);

  private final String topic;
  private final KafkaProducer<byte[], byte[]> producer;

  Undelivered(String topic, KafkaClients clients) {
    this.topic = topic;
    Properties properties = clients.producer();
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** For whom a letter is; empty for what is none. */
  static Optional<String> target(ConsumerRecord<byte[], byte[]> record) {
    return DeadLetterRecords.text(record.headers(), TARGET);
  }

  /** The offset at which a record stood first: of a letter that of the outcome. */
  static long firstOffset(ConsumerRecord<byte[], byte[]> record) {
    return target(record)
        .flatMap(letter -> DeadLetterRecords.number(record.headers(), DeadLetterRecords.OFFSET))
        .orElse(record.offset());
  }

  /**
   * Writes a letter; returns when it is stored.
   *
   * @throws IOException when Kafka does not store it
   */
  void add(ConsumerRecord<byte[], byte[]> record, String target, String reason, String detail)
      throws IOException {
    Headers headers = new RecordHeaders(record.headers());
    if (target(record).isEmpty()) {
      ORIGIN.forEach(headers::remove);
      add(headers, DeadLetterRecords.TOPIC, record.topic());
      add(headers, DeadLetterRecords.PARTITION, record.partition());
      add(headers, DeadLetterRecords.OFFSET, record.offset());
      add(headers, DeadLetterRecords.TIMESTAMP, record.timestamp());
    }
    List.of(TARGET, DeadLetterRecords.REASON, DETAIL).forEach(headers::remove);
    add(headers, TARGET, target);
    add(headers, DeadLetterRecords.REASON, reason);
    add(headers, DETAIL, detail);
    try {
      producer
          .send(new ProducerRecord<>(topic, null, null, record.key(), record.value(), headers))
          .get();
    } catch (ExecutionException refused) {
      throw new IOException(
          "Kafka stores no dead letter in '%s': %s"
              .formatted(topic, refused.getCause() == null ? "" : refused.getCause().getMessage()),
          refused);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("storing a dead letter");
    }
  }

  private static void add(Headers headers, String name, Object value) {
    headers.add(name, value.toString().getBytes(UTF_8));
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }
}
