package io.austin.stream.job.kafka;

import io.austin.stream.options.OptionDefinitions;
import io.austin.stream.options.OptionValues;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The properties of the Kafka clients: where the cluster is, and those of {@code kafka.properties}
 * that concern the client. What no client knows goes to all of them: it may be for a plug-in.
 */
public final class KafkaClients {
  private static final Set<String> KNOWN =
      Stream.of(
              ConsumerConfig.configNames(),
              ProducerConfig.configNames(),
              AdminClientConfig.configNames())
          .flatMap(Set::stream)
          .collect(Collectors.toUnmodifiableSet());

  private KafkaClients() {}

  /** What an admin client takes. */
  public static Properties admin(OptionValues options) {
    return of(options, AdminClientConfig.configNames());
  }

  /** What a consumer takes. */
  public static Properties consumer(OptionValues options) {
    return of(options, ConsumerConfig.configNames());
  }

  /** What a producer takes. */
  public static Properties producer(OptionValues options) {
    return of(options, ProducerConfig.configNames());
  }

  /** The same as a map, which travels with the job. */
  static Map<String, String> texts(Properties properties) {
    return properties.stringPropertyNames().stream()
        .collect(Collectors.toUnmodifiableMap(name -> name, properties::getProperty));
  }

  private static Properties of(OptionValues options, Set<String> names) {
    Properties properties = new Properties();
    properties.put(
        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
        options.get(OptionDefinitions.KAFKA_BOOTSTRAP_SERVERS));
    Map<String, String> given = options.kafkaProperties();
    given.forEach(
        (name, text) -> {
          if (names.contains(name) || !KNOWN.contains(name)) {
            properties.put(name, text);
          }
        });
    return properties;
  }
}
