package io.austin.stream.kafka;

import java.io.Serializable;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * A Kafka cluster and the properties of its clients: each client gets those that concern it. What
 * no client knows goes to all of them: it may be for a plug-in. It travels with the job.
 */
public final class KafkaClients implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final Set<String> KNOWN =
      Stream.of(
              ConsumerConfig.configNames(),
              ProducerConfig.configNames(),
              AdminClientConfig.configNames())
          .flatMap(Set::stream)
          .collect(Collectors.toUnmodifiableSet());

  private final String bootstrapServers;
  private final TreeMap<String, String> properties;

  private KafkaClients(String bootstrapServers, Map<String, String> properties) {
    this.bootstrapServers = bootstrapServers;
    this.properties = new TreeMap<>(properties);
  }

  /** Clients without properties of their own. */
  public static KafkaClients of(String bootstrapServers) {
    return of(bootstrapServers, Map.of());
  }

  /**
   * Clients with these properties.
   *
   * @param bootstrapServers {@code host:port}, several of them with commas in between
   * @param properties as Kafka's own documentation names them, of any of the clients
   * @throws IllegalArgumentException when there is no server
   */
  public static KafkaClients of(String bootstrapServers, Map<String, String> properties) {
    if (bootstrapServers.isBlank()) {
      throw new IllegalArgumentException("bootstrapServers is blank: name Kafka as host:port");
    }
    return new KafkaClients(bootstrapServers, properties);
  }

  /** The servers that clients ask first, as they were given. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** What an admin client takes. */
  public Properties admin() {
    return of(AdminClientConfig.configNames());
  }

  /** What a consumer takes. */
  public Properties consumer() {
    return of(ConsumerConfig.configNames());
  }

  /** What a producer takes. */
  public Properties producer() {
    return of(ProducerConfig.configNames());
  }

  private Properties of(Set<String> names) {
    Properties taken = new Properties();
    properties.forEach(
        (name, text) -> {
          if (names.contains(name) || !KNOWN.contains(name)) {
            taken.put(name, text);
          }
        });
    taken.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    return taken;
  }

  /** Names the servers alone: properties hold passwords. */
  @Override
  public String toString() {
    return "Kafka at " + bootstrapServers;
  }
}
