package io.austin.stream.kafka;

import java.io.IOException;
import org.apache.kafka.common.TopicPartition;

/** Says that records which had been read are gone from the end of a partition. */
final class LogTruncatedException extends IOException {
  private static final long serialVersionUID = 1L;

  LogTruncatedException(TopicPartition partition, long position, long offset) {
    super(
        "Kafka lost records of %s that had been read: after offset %d came %d"
            .formatted(partition, position - 1, offset));
  }
}
