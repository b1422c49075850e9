package io.austin.stream.cli.platform;

import static io.austin.stream.options.OptionDefinitions.KAFKA_BOOTSTRAP_SERVERS;
import static io.austin.stream.options.OptionDefinitions.KAFKA_PROPERTIES;
import static io.austin.stream.options.OptionDefinitions.KAFKA_TOPIC;

import io.austin.stream.job.options.KafkaOptions;
import io.austin.stream.job.preflight.Preflight;
import io.austin.stream.options.OptionValues;
import io.austin.stream.options.UsageException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.TopicListing;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Topics and offsets of the Kafka that a run uses. */
public final class KafkaCluster implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** Traffic has records that are too large for the job, and they shall get there. */
  private static final String MAX_RECORD_BYTES = String.valueOf(16 << 20);

  private static final int TRIES_TO_FIND = 100;
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);

  private final String servers;
  private final Admin admin;

  /**
   * The cluster that the options name.
   *
   * @throws UsageException when it cannot be reached, or a client cannot be made of them
   */
  public KafkaCluster(OptionValues options) {
    Preflight.reachKafka(options);
    servers = options.get(KAFKA_BOOTSTRAP_SERVERS);
    Properties properties = KafkaOptions.clients(options).admin();
    properties.putIfAbsent("default.api.timeout.ms", String.valueOf(LIMIT.toMillis()));
    properties.putIfAbsent("request.timeout.ms", String.valueOf(LIMIT.toMillis() / 2));
    try {
      admin = Admin.create(properties);
    } catch (KafkaException wrong) {
      throw mistake(wrong);
    }
  }

  /**
   * The one topic that traffic goes to.
   *
   * @throws UsageException when the options name several
   */
  public static String singleTopic(OptionValues options) {
    List<String> topics = options.get(KAFKA_TOPIC);
    if (topics.size() > 1) {
      throw new UsageException(
          KAFKA_TOPIC.flag() + " names several topics, and traffic goes to one: name one.");
    }
    return topics.get(0);
  }

  /**
   * Does nothing where the topic exists.
   *
   * @throws UsageException when it does not
   */
  public void require(String topic) throws IOException, InterruptedException {
    require(topic, KAFKA_TOPIC.flag());
  }

  /**
   * How many partitions the topic has.
   *
   * @param flag the option that names it
   * @throws UsageException when it does not exist
   */
  public int require(String topic, String flag) throws IOException, InterruptedException {
    return partitions(topic)
        .orElseThrow(
            () ->
                new UsageException(
                    "Topic '%s' does not exist in Kafka at %s. Create it, or correct %s."
                        .formatted(topic, servers, flag)));
  }

  /** How many partitions the topic has; empty when it does not exist. */
  public Optional<Integer> partitions(String topic) throws IOException, InterruptedException {
    try {
      Map<String, TopicDescription> found =
          within(admin.describeTopics(List.of(topic)).allTopicNames());
      return Optional.ofNullable(found.get(topic)).map(it -> it.partitions().size());
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof UnknownTopicOrPartitionException) {
        return Optional.empty();
      }
      throw mistake(failed);
    }
  }

  /**
   * Does nothing where no topic that the user may see has this id of Kafka's. Of others Kafka's
   * client tells nothing: neither a list nor a description by id knows them from deleted ones.
   *
   * @throws UsageException when one has
   */
  public void requireNoTopicOfId(String topicId) throws InterruptedException {
    try {
      for (TopicListing topic : within(admin.listTopics().listings())) {
        if (topic.topicId().toString().equals(topicId)) {
          throw new UsageException(
              "Topic id %s is that of topic '%s' in Kafka at %s: what is read of it again would count again."
                  .formatted(topicId, topic.name(), servers));
        }
      }
    } catch (ExecutionException failed) {
      throw mistake(failed);
    }
  }

  /** Creates the topic unless it exists; returns how many partitions it has when it is there. */
  public int ensure(String topic, int partitions) throws IOException, InterruptedException {
    Optional<Integer> there = partitions(topic);
    if (there.isPresent()) {
      return there.get();
    }
    try {
      NewTopic created =
          new NewTopic(topic, Optional.of(partitions), Optional.empty())
              .configs(Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, MAX_RECORD_BYTES));
      within(admin.createTopics(List.of(created)).all());
    } catch (ExecutionException failed) {
      if (!(failed.getCause() instanceof TopicExistsException)) {
        throw mistake(failed);
      }
    }
    return awaitPartitions(topic);
  }

  /** Brokers learn of a new topic a moment after it was created. */
  private int awaitPartitions(String topic) throws IOException, InterruptedException {
    for (int attempt = 0; attempt < TRIES_TO_FIND; attempt++) {
      Optional<Integer> there = partitions(topic);
      if (there.isPresent()) {
        return there.get();
      }
      TimeUnit.NANOSECONDS.sleep(BETWEEN_TRIES.toNanos());
    }
    throw new IOException("Kafka at " + servers + " created topic " + topic + " and shows none");
  }

  /** The offsets that the group has committed, by partition of the topic. */
  public Map<Integer, Long> committed(String group, String topic)
      throws IOException, InterruptedException {
    Map<Integer, Long> offsets = new HashMap<>();
    try {
      Map<TopicPartition, OffsetAndMetadata> all =
          within(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
      all.forEach(
          (partition, committed) -> {
            if (partition.topic().equals(topic) && committed != null) {
              offsets.put(partition.partition(), committed.offset());
            }
          });
      return offsets;
    } catch (ExecutionException failed) {
      throw new IOException("Kafka at " + servers + ": " + failed.getCause(), failed);
    }
  }

  private <T> T within(KafkaFuture<T> answer) throws ExecutionException, InterruptedException {
    try {
      return answer.get(2 * LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException silent) {
      throw mistake(silent);
    }
  }

  private UsageException mistake(Throwable failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    if (cause instanceof TimeoutException
        || cause instanceof org.apache.kafka.common.errors.TimeoutException) {
      return new UsageException(
          "Kafka at %s takes connections but does not answer. Correct %s or the security settings in %s*, or wait until it has started."
              .formatted(servers, KAFKA_BOOTSTRAP_SERVERS.flag(), KAFKA_PROPERTIES));
    }
    return new UsageException(
        "Kafka at %s (%s) cannot be used: %s: %s"
            .formatted(
                servers,
                KAFKA_BOOTSTRAP_SERVERS.flag(),
                cause.getClass().getSimpleName(),
                cause.getMessage()));
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(2));
  }
}
