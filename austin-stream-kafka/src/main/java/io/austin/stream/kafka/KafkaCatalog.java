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
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
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
    return offsets(partitions, OffsetSpec.earliest());
  }

  @Override
  public Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) throws IOException {
    return offsets(partitions, OffsetSpec.latest());
  }

  @Override
  public CompletionStage<Long> heldBack(Collection<TopicPartition> partitions) {
    // What is asked for first is the older answer: at worst it looks as if less were held back.
    CompletionStage<Long> all = sumOfEnds(partitions, IsolationLevel.READ_UNCOMMITTED);
    CompletionStage<Long> committed = sumOfEnds(partitions, IsolationLevel.READ_COMMITTED);
    return all.thenCombine(committed, (ends, readable) -> Math.max(0, ends - readable));
  }

  @Override
  public CompletionStage<Map<TopicPartition, Long>> endsSoon(
      Collection<TopicPartition> partitions) {
    return endsSoon(partitions, IsolationLevel.READ_UNCOMMITTED);
  }

  private CompletionStage<Long> sumOfEnds(
      Collection<TopicPartition> partitions, IsolationLevel isolation) {
    return endsSoon(partitions, isolation)
        .thenApply(ends -> ends.values().stream().mapToLong(Long::longValue).sum());
  }

  private CompletionStage<Map<TopicPartition, Long>> endsSoon(
      Collection<TopicPartition> partitions, IsolationLevel isolation) {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    partitions.forEach(partition -> asked.put(partition, OffsetSpec.latest()));
    return admin
        .listOffsets(asked, new ListOffsetsOptions(isolation))
        .all()
        .toCompletionStage()
        .thenApply(
            found -> {
              Map<TopicPartition, Long> ends = new HashMap<>();
              found.forEach((partition, end) -> ends.put(partition, end.offset()));
              return ends;
            });
  }

  private Map<TopicPartition, Long> offsets(
      Collection<TopicPartition> partitions, OffsetSpec wanted) throws IOException {
    Collection<String> topics = new HashSet<>();
    partitions.forEach(partition -> topics.add(partition.topic()));
    // For a partition that there is none of, Kafka's client would ask until its time is up.
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    for (TopicDescription topic : describe(topics)) {
      for (TopicPartitionInfo info : topic.partitions()) {
        asked.put(new TopicPartition(topic.name(), info.partition()), wanted);
      }
    }
    asked.keySet().retainAll(partitions);
    Map<TopicPartition, Long> offsets = new HashMap<>();
    get(admin.listOffsets(asked).all(), topics)
        .forEach((partition, found) -> offsets.put(partition, found.offset()));
    return offsets;
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
