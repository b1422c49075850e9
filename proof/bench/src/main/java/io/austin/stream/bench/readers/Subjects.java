package io.austin.stream.bench.readers;

import io.austin.stream.common.AnchorInfo;
import io.austin.stream.common.AnchorInfoCodec;
import io.austin.stream.common.InvalidEventException;
import io.austin.stream.test.server.KafkaServer;
import io.austin.stream.test.server.TopicReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** What readers look at: messages, receivers and templates of a topic's first events. */
final class Subjects {
  private static final int EVENTS = 5_000;

  private Subjects() {}

  /** Pages in the order in which they are to be opened. */
  static Stream<OpenPage> of(KafkaServer kafka, String topic) throws InvalidEventException {
    List<OpenPage> pages = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = kafka.newConsumer()) {
      TopicReader records = new TopicReader(consumer, topic);
      while (pages.size() < EVENTS && !records.isAtEnd()) {
        for (ConsumerRecord<byte[], byte[]> record : records.poll()) {
          AnchorInfo event = AnchorInfoCodec.read(record.value(), record.timestamp());
          pages.add(about(event, pages.size()));
        }
      }
    }
    return pages.stream();
  }

  /** Most come with a message or a receiver; some look at how things are going as a whole. */
  private static OpenPage about(AnchorInfo event, int number) {
    String receiver = event.getIds().iterator().next();
    String messageId = String.valueOf(event.getMessageId());
    return switch (number % 10) {
      case 0 -> OpenPage.overview();
      case 1 -> OpenPage.template(event.getBusinessId());
      case 2, 3, 4 -> OpenPage.receiver(receiver);
      case 5, 6, 7 -> OpenPage.message(messageId, receiver);
      default -> OpenPage.message(messageId);
    };
  }
}
