package io.austin.stream.bench.subject;

import io.austin.stream.test.server.TopicReader;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.AbstractTransaction;
import redis.clients.jedis.RedisClient;

/** Main class of the peer's process: reads a topic to its end and writes it to Redis. */
final class PeerProcess {
  private PeerProcess() {}

  /** Arguments: the directory of signals, Kafka, topic, Redis, zone, whether in transactions. */
  public static void main(String[] args) throws Exception {
    ChildSignals signals = new ChildSignals(Path.of(args[0]));
    boolean transactions = Boolean.parseBoolean(args[5]);
    PeerViews views = new PeerViews(ZoneId.of(args[4]));
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(args[1]);
        RedisClient redis = RedisClient.create(args[3])) {
      redis.ping();
      TopicReader topic = new TopicReader(consumer, args[2]);
      signals.readyAndWait();
      while (!topic.isAtEnd()) {
        ConsumerRecords<byte[], byte[]> records = topic.poll();
        if (!records.isEmpty()) {
          write(records, views, redis, transactions);
          consumer.commitAsync();
        }
      }
    }
    signals.doneAndWait();
  }

  private static void write(
      ConsumerRecords<byte[], byte[]> records,
      PeerViews views,
      RedisClient redis,
      boolean transactions)
      throws Exception {
    if (transactions) {
      try (AbstractTransaction transaction = redis.multi()) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
          views.write(record.value(), transaction);
        }
        transaction.exec();
      }
    } else {
      try (AbstractPipeline pipeline = redis.pipelined()) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
          views.write(record.value(), pipeline);
        }
        pipeline.sync();
      }
    }
  }

  private static KafkaConsumer<byte[], byte[]> consumer(String bootstrapServers) {
    Map<String, Object> options =
        Map.of(
            "bootstrap.servers", bootstrapServers, "group.id", "peer", "enable.auto.commit", false);
    return new KafkaConsumer<>(options, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
