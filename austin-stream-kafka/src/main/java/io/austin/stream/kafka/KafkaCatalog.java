package io.austin.stream.kafka;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks Kafka for topics, on a connection of its own. */
final class KafkaCatalog implements TopicCatalog {
  private final String servers;
  private final Admin admin;

  private KafkaCatalog(KafkaClients kafka) {
    servers = kafka.bootstrapServers();
    admin = Admin.create(kafka.admin());
  }

  /** Asks a cluster. */
  static KafkaCatalog open(KafkaClients kafka) {
    return new KafkaCatalog(kafka);
  }

  @Override
  public Map<String, String> idsOf(Collection<String> topics) throws IOException {
    Map<String, String> ids = new HashMap<>();
    for (TopicDescription topic : describe(topics)) {
      Uuid id = topic.topicId();
      if (id.equals(Uuid.ZERO_UUID)) {
        throw new IOException(
            named(List.of(topic.name()))
                + " has no id: brokers give them from version 2.8 on, which is needed");
      }
      ids.put(topic.name(), id.toString());
    }
    return ids;
  }

  @Override
  public Map<TopicPartition, Long> earliest(Collection<TopicPartition> partitions)
      throws IOException {
    Collection<String> topics = new HashSet<>();
    partitions.forEach(partition -> topics.add(partition.topic()));
    // For a partition that there is none of, Kafka's client would ask until its time is up.
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    for (TopicDescription topic : describe(topics)) {
      for (TopicPartitionInfo info : topic.partitions()) {
        asked.put(new TopicPartition(topic.name(), info.partition()), OffsetSpec.earliest());
      }
    }
    asked.keySet().retainAll(partitions);
    Map<TopicPartition, Long> earliest = new HashMap<>();
    get(admin.listOffsets(asked).all(), topics)
        .forEach((partition, found) -> earliest.put(partition, found.offset()));
    return earliest;
  }

  /** Topics are asked for at once; only what is wrong with one is said of it alone. */
  private List<TopicDescription> describe(Collection<String> topics) throws IOException {
    List<TopicDescription> described = new ArrayList<>();
    for (var topic : admin.describeTopics(topics).topicNameValues().entrySet()) {
      described.add(get(topic.getValue(), List.of(topic.getKey())));
    }
    return described;
  }

  private <T> T get(KafkaFuture<T> answer, Collection<String> topics) throws IOException {
    try {
      return answer.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof UnknownTopicOrPartitionException) {
        throw new IOException(named(topics) + " does not exist", failed);
      }
      throw new IOException(named(topics) + ": Kafka could not be asked", failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted = new InterruptedIOException("asking Kafka for topics");
      interrupted.initCause(stopped);
      throw interrupted;
    }
  }

  private String named(Collection<String> topics) {
    return "Topic '" + String.join("', '", topics) + "' in Kafka at " + servers;
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
