package io.austin.stream.kafka;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.TopicPartition;

/** A Kafka whose topics a test makes up. */
final class FakeCatalog implements TopicCatalog {
  final Map<String, String> ids = new HashMap<>();
  final Map<TopicPartition, Long> earliest = new HashMap<>();
  List<TopicPartition> asked = List.of();
  CompletableFuture<Map<TopicPartition, Long>> answer = new CompletableFuture<>();
  int questions;
  boolean closed;

  @Override
  public Map<String, String> idsOf(Collection<String> topics) {
    questions++;
    Map<String, String> found = new HashMap<>(ids);
    found.keySet().retainAll(topics);
    return found;
  }

  @Override
  public Map<TopicPartition, Long> earliest(Collection<TopicPartition> partitions) {
    questions++;
    Map<TopicPartition, Long> found = new HashMap<>(earliest);
    found.keySet().retainAll(partitions);
    return found;
  }

  @Override
  public Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
    questions++;
    return Map.of();
  }

  @Override
  public CompletionStage<Map<TopicPartition, Long>> endsSoon(
      Collection<TopicPartition> partitions) {
    questions++;
    asked = List.copyOf(partitions);
    return answer;
  }

  @Override
  public CompletionStage<Long> heldBack(Collection<TopicPartition> partitions) {
    return CompletableFuture.completedStage(0L);
  }

  @Override
  public void close() {
    closed = true;
  }
}
