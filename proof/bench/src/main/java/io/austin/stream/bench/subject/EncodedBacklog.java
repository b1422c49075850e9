package io.austin.stream.bench.subject;

import io.austin.stream.common.AnchorInfoCodec;
import io.austin.stream.common.InvalidEventException;
import io.austin.stream.common.Retention;
import io.austin.stream.test.server.TopicReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import redis.clients.jedis.util.RedisOutputStream;

/**
 * A backlog as the bytes that Redis is to be sent, in a file.
 *
 * @param file the commands
 * @param replyLines how many lines Redis answers with
 */
record EncodedBacklog(Path file, long replyLines) {
  /** As many events as the ceiling has in a transaction. */
  static final int EVENTS_PER_TRANSACTION = 5_000;

  /** Reads a topic to its end, in the order in which Kafka hands it over, and encodes it. */
  static EncodedBacklog write(
      KafkaConsumer<byte[], byte[]> consumer, String topic, Clock clock, Path file)
      throws IOException {
    Retention retention = Retention.by(clock);
    try (RedisOutputStream out = new RedisOutputStream(Files.newOutputStream(file), 1 << 20)) {
      RespWriter resp = new RespWriter(out);
      CoalescedBatch batch = new CoalescedBatch(retention);
      TopicReader records = new TopicReader(consumer, topic);
      while (!records.isAtEnd()) {
        for (ConsumerRecord<byte[], byte[]> record : records.poll()) {
          batch.add(AnchorInfoCodec.read(record.value(), record.timestamp()));
          if (batch.events() == EVENTS_PER_TRANSACTION) {
            batch.writeTo(resp);
            batch = new CoalescedBatch(retention);
          }
        }
      }
      if (batch.events() > 0) {
        batch.writeTo(resp);
      }
      return new EncodedBacklog(file, resp.replyLines());
    } catch (InvalidEventException impossible) {
      throw new IllegalStateException("a backlog holds what is no event", impossible);
    }
  }
}
