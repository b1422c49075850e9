package io.austin.stream.job.kafka;

import static io.austin.stream.options.OptionDefinitions.KAFKA_BOOTSTRAP_SERVERS;
import static io.austin.stream.options.OptionDefinitions.KAFKA_GROUP_ID;
import static io.austin.stream.options.OptionDefinitions.KAFKA_START;
import static io.austin.stream.options.OptionDefinitions.KAFKA_TOPIC;

import io.austin.stream.functions.SourceRecord;
import io.austin.stream.options.OptionValues;
import java.time.Duration;
import java.util.Properties;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** The Kafka source of trace events, committed records only. */
public final class TraceEventSource {
  /** Partitions that are added to a topic are read within this time, from their beginning. */
  private static final Duration PARTITION_DISCOVERY = Duration.ofMinutes(1);

  private TraceEventSource() {}

  /** The source as the options want it; it never ends. */
  public static KafkaSource<SourceRecord> of(OptionValues options) {
    return KafkaSource.<SourceRecord>builder()
        .setProperties(properties(options))
        .setBootstrapServers(options.get(KAFKA_BOOTSTRAP_SERVERS))
        .setGroupId(options.get(KAFKA_GROUP_ID))
        .setTopics(options.get(KAFKA_TOPIC))
        .setStartingOffsets(StartingOffsets.at(options.get(KAFKA_START)))
        .setDeserializer(new SourceRecordDeserializer())
        .build();
  }

  private static Properties properties(OptionValues options) {
    Properties properties = KafkaClients.consumer(options);
    properties.putIfAbsent(
        KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(),
        String.valueOf(PARTITION_DISCOVERY.toMillis()));
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(KafkaSourceOptions.COMMIT_OFFSETS_ON_CHECKPOINT.key(), "true");
    return properties;
  }
}
