package io.austin.stream.cli.notify;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** An event on its way to a target: handed from thread to thread, and of one at a time. */
final class Post {
  final ConsumerRecord<byte[], byte[]> record;

  /** Of the thread that reads alone. */
  final Progress progress;

  /** Empty where the record is none. */
  final Optional<Event> event;

  volatile int attempts;
  volatile long firstTried;

  /** Set where another process reads the partition now. */
  volatile boolean givenBack;

  Post(ConsumerRecord<byte[], byte[]> record, Progress progress, Optional<Event> event) {
    this.record = record;
    this.progress = progress;
    this.event = event;
  }

  TopicPartition partition() {
    return new TopicPartition(record.topic(), record.partition());
  }
}
