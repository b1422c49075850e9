package io.austin.stream.local.bench.readers;

import io.austin.stream.common.AnchorInfo;
import io.austin.stream.common.AnchorInfoCodec;
import io.austin.stream.common.InvalidEventException;
import io.austin.stream.local.bench.backlog.TopicRecords;
import io.austin.stream.test.server.KafkaServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** What readers ask about the events of a topic, as the console's pages ask its API. */
final class Questions {
  private static final int EVENTS = 5_000;
  private static final String API = "/api/v1/";

  private Questions() {}

  /** Addresses below the console's own, in the order in which they are to be asked for. */
  static List<String> about(KafkaServer kafka, String topic) throws InvalidEventException {
    List<String> questions = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = kafka.newConsumer()) {
      TopicRecords records = new TopicRecords(consumer, topic);
      while (questions.size() < EVENTS && !records.isAtEnd()) {
        for (ConsumerRecord<byte[], byte[]> record : records.poll()) {
          AnchorInfo event = AnchorInfoCodec.read(record.value(), record.timestamp());
          questions.add(API + about(event, questions.size()));
        }
      }
    }
    return questions;
  }

  /**
   * Messages and receivers are looked for most; a page that shows a list is opened now and then.
   */
  private static String about(AnchorInfo event, int number) {
    return switch (number % 10) {
      case 0 -> "templates";
      case 1 -> "template?id=" + event.getBusinessId();
      case 2 -> "template/minutes?id=" + event.getBusinessId();
      case 3, 4, 5 -> "receiver?id=" + encoded(event.getIds().iterator().next());
      case 6 -> "health";
      default -> "message?id=" + encoded(String.valueOf(event.getMessageId()));
    };
  }

  private static String encoded(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8);
  }
}
