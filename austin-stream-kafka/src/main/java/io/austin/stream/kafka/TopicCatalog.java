package io.austin.stream.kafka;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.TopicPartition;

/** What Kafka says of its topics at this moment. */
interface TopicCatalog extends AutoCloseable {
  /**
   * The ids that Kafka gave the topics when they were created: a topic that was deleted and created
   * again has another.
   *
   * @throws IOException when Kafka can't be asked or knows no such topic
   */
  Map<String, String> idsOf(Collection<String> topics) throws IOException;

  /**
   * The first offset that each partition still holds; partitions that there are none of, as where a
   * topic was created again with fewer, are left out.
   *
   * @throws IOException when Kafka can't be asked or knows no such topic
   */
  Map<TopicPartition, Long> earliest(Collection<TopicPartition> partitions) throws IOException;

  /**
   * The offset behind the last record of each partition, committed or not; partitions that there
   * are none of are left out.
   *
   * @throws IOException when Kafka can't be asked or knows no such topic
   */
  Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) throws IOException;

  /** The same, without waiting for the answer; it fails where one of them can't be asked. */
  CompletionStage<Map<TopicPartition, Long>> endsSoon(Collection<TopicPartition> partitions);

  /**
   * Asks, without waiting for the answer, how many offsets of the partitions stand behind the first
   * record of an open transaction, where nobody reads them who reads what is committed.
   */
  CompletionStage<Long> heldBack(Collection<TopicPartition> partitions);

  @Override
  void close();
}
