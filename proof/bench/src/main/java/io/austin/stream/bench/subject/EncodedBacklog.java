package io.austin.stream.bench.subject;

import io.austin.stream.bench.site.BenchRedis;
import io.austin.stream.common.AnchorInfoCodec;
import io.austin.stream.common.InvalidEventException;
import io.austin.stream.common.Retention;
import io.austin.stream.test.server.TopicReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import redis.clients.jedis.util.RedisOutputStream;

/**
 * A backlog as the bytes that Redis is to be sent, in files.
 *
 * @param parts for each of Redis' servers one
 */
record EncodedBacklog(List<Part> parts) {
  /** As many events as the ceiling has in a transaction. */
  static final int EVENTS_PER_TRANSACTION = 5_000;

  private static final int BUFFER_BYTES = 1 << 20;

  /**
   * What one server is to be sent.
   *
   * @param server its number
   * @param file the commands
   * @param replyLines how many lines it answers with
   */
  record Part(int server, Path file, long replyLines) {}

  /**
   * Reads a topic to its end, in the order in which Kafka hands it over, and encodes it. In a
   * cluster, where a transaction may not cross slots, there are none.
   */
  static EncodedBacklog write(
      KafkaConsumer<byte[], byte[]> consumer,
      String topic,
      Clock clock,
      BenchRedis redis,
      Path directory)
      throws IOException {
    Retention retention = Retention.by(clock);
    List<Path> files = new ArrayList<>();
    List<RedisOutputStream> outs = new ArrayList<>();
    List<RespWriter> servers = new ArrayList<>();
    for (int server = 0; server < redis.servers().size(); server++) {
      files.add(directory.resolve(server + ".resp"));
      outs.add(new RedisOutputStream(Files.newOutputStream(files.get(server)), BUFFER_BYTES));
      servers.add(new RespWriter(outs.get(server), !redis.isCluster()));
    }
    try {
      CoalescedBatch batch = new CoalescedBatch(retention);
      TopicReader records = new TopicReader(consumer, topic);
      while (!records.isAtEnd()) {
        for (ConsumerRecord<byte[], byte[]> record : records.poll()) {
          batch.add(AnchorInfoCodec.read(record.value(), record.timestamp()));
          if (batch.events() == EVENTS_PER_TRANSACTION) {
            batch.writeTo(servers, redis::serverOf);
            batch = new CoalescedBatch(retention);
          }
        }
      }
      if (batch.events() > 0) {
        batch.writeTo(servers, redis::serverOf);
      }
    } catch (InvalidEventException impossible) {
      throw new IllegalStateException("a backlog holds what is no event", impossible);
    } finally {
      for (RedisOutputStream out : outs) {
        out.close();
      }
    }
    List<Part> parts = new ArrayList<>();
    for (int server = 0; server < files.size(); server++) {
      parts.add(new Part(server, files.get(server), servers.get(server).replyLines()));
    }
    return new EncodedBacklog(List.copyOf(parts));
  }

  /** Makes room on the disk. */
  void delete() throws IOException {
    for (Part part : parts) {
      Files.delete(part.file());
    }
  }
}
