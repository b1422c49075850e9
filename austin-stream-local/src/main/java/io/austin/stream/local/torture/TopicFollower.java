package io.austin.stream.local.torture;

import io.austin.stream.local.torture.site.SiteJob;
import io.austin.stream.local.torture.site.Topics;
import io.austin.stream.test.model.ModelRules;
import io.austin.stream.test.model.ReferenceModel;
import io.austin.stream.test.model.TraceRecord;
import io.austin.stream.test.server.KafkaServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Folds a topic's records into the reference model as they come. Not thread-safe. */
final class TopicFollower implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;
  private final ReferenceModel model =
      new ReferenceModel(
          ModelRules.in(SiteJob.ZONE)
              .withMaxTrailEntries(SiteJob.MAX_TRAIL_ENTRIES)
              .withMaxValueBytes(SiteJob.MAX_EVENT_BYTES)
              .withConsoleViews(true));

  TopicFollower(KafkaServer kafka, String topic) {
    consumer = kafka.newConsumer();
    partitions =
        IntStream.range(0, Topics.PARTITIONS)
            .mapToObj(partition -> new TopicPartition(topic, partition))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Folds everything that is committed by now. */
  void catchUp() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, LIMIT);
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!hasReached(ends)) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("Kafka hands over no more records");
      }
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        model.fold(
            new TraceRecord(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.value()));
      }
    }
  }

  private boolean hasReached(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey(), LIMIT) >= end.getValue());
  }

  /** What the records say that were folded so far. */
  ReferenceModel model() {
    return model;
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ZERO));
  }
}
