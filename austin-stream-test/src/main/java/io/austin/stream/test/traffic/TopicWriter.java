package io.austin.stream.test.traffic;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes records to a topic, without keys, as austin does, and knows how far Kafka acknowledged
 * them.
 */
public final class TopicWriter implements RecordWriter {
  private static final int MAX_RECORD_BYTES = 16 << 20;

  private final String topic;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Map<Integer, Long> ends = new ConcurrentHashMap<>();
  private final LongAdder acknowledged = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private volatile @Nullable Exception failure;

  /**
   * A writer to this topic.
   *
   * @param client what tells a Kafka client its cluster and how to log in
   */
  public TopicWriter(String topic, Properties client) {
    this.topic = topic;
    Properties properties = new Properties();
    properties.putAll(client);
    properties.putIfAbsent(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_RECORD_BYTES);
    properties.putIfAbsent(ProducerConfig.BUFFER_MEMORY_CONFIG, 2 * MAX_RECORD_BYTES);
    properties.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 5);
    this.producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public void write(byte @Nullable [] value) throws IOException {
    write(null, value);
  }

  /** Writes one to a partition; to Kafka's choice where none is named. */
  public void write(@Nullable Integer partition, byte @Nullable [] value) throws IOException {
    throwFailure();
    try {
      producer.send(new ProducerRecord<>(topic, partition, null, value), this::onDone);
    } catch (KafkaException refused) {
      throw new IOException("Kafka took no record: " + refused.getMessage(), refused);
    }
  }

  /** With a failure the metadata are there too, but say nothing. */
  private void onDone(@Nullable RecordMetadata stored, @Nullable Exception problem) {
    if (problem instanceof RecordTooLargeException) {
      refused.increment();
    } else if (problem != null) {
      failure = problem;
    } else if (stored != null) {
      acknowledged.increment();
      ends.merge(stored.partition(), stored.offset() + 1, Math::max);
    }
  }

  private void throwFailure() throws IOException {
    Exception problem = failure;
    if (problem != null) {
      throw new IOException("Kafka stored no record: " + problem.getMessage(), problem);
    }
  }

  /** The records go by themselves within milliseconds; only the last flush has to wait. */
  @Override
  public void flush() {}

  /** Waits until Kafka has acknowledged all. */
  public void awaitAcknowledged() throws IOException {
    producer.flush();
    throwFailure();
  }

  /** How many records Kafka has acknowledged. */
  public long acknowledged() {
    return acknowledged.sum();
  }

  /** How many records were larger than the topic takes: they never came to the job. */
  public long refused() {
    return refused.sum();
  }

  /** The offset after the last acknowledged record of each partition that has one. */
  public Map<Integer, Long> ends() {
    return new TreeMap<>(ends);
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }
}
