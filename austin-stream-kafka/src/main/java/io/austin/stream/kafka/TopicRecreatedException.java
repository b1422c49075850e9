package io.austin.stream.kafka;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Says that a topic was deleted and created again while it was being read. */
final class TopicRecreatedException extends IOException {
  private static final long serialVersionUID = 1L;

  TopicRecreatedException(String topic, String before, @Nullable String now) {
    super(
        "topic %s was deleted and created again while it was being read, its id is %s and was %s"
            .formatted(topic, now, before));
  }
}
