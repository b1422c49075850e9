package io.austin.stream.job.kafka;

import io.austin.stream.common.InvalidEventException;
import io.austin.stream.functions.EventParser;
import io.austin.stream.functions.PositionedEvent;
import io.austin.stream.functions.redis.PartitionReader;
import io.austin.stream.options.OptionDefinitions;
import io.austin.stream.options.OptionValues;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads a range of a Kafka partition once more, past the source and its consumer group. It travels
 * with the job and holds no connection: each range opens one and closes it.
 */
public final class KafkaPartitionReader implements PartitionReader {
  private static final long serialVersionUID = 1L;
  private static final Duration POLL = Duration.ofSeconds(1);

  private final Map<String, String> properties;
  private final EventParser parser;

  private KafkaPartitionReader(Map<String, String> properties, EventParser parser) {
    this.properties = properties;
    this.parser = parser;
  }

  /** Reads from the cluster that the options name. */
  public static KafkaPartitionReader of(OptionValues options) {
    return new KafkaPartitionReader(
        KafkaClients.texts(KafkaClients.consumer(options)),
        new EventParser(options.get(OptionDefinitions.EVENT_MAX_BYTES)));
  }

  @Override
  public long read(String topic, int partition, long from, long to, EventConsumer consumer)
      throws Exception {
    TopicPartition source = new TopicPartition(topic, partition);
    try (Consumer<byte[], byte[]> kafka = consumer()) {
      kafka.assign(List.of(source));
      long held = Math.max(from, kafka.beginningOffsets(List.of(source)).getOrDefault(source, to));
      long end = Math.min(to, kafka.endOffsets(List.of(source)).getOrDefault(source, to));
      kafka.seek(source, held);
      while (kafka.position(source) < end) {
        for (ConsumerRecord<byte[], byte[]> record : kafka.poll(POLL)) {
          if (record.offset() < end) {
            accept(record, consumer);
          }
        }
      }
      return Math.min(held, to);
    }
  }

  private void accept(ConsumerRecord<byte[], byte[]> record, EventConsumer consumer)
      throws Exception {
    PositionedEvent event;
    try {
      event = parser.parse(SourceRecordDeserializer.recordOf(record));
    } catch (InvalidEventException deadLetter) {
      return; // it has been with the dead letters since it was read first
    }
    consumer.accept(event);
  }

  private Consumer<byte[], byte[]> consumer() {
    Map<String, Object> all = new HashMap<>(properties);
    all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    return new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
