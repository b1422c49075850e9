package io.austin.stream.functions.redis;

import java.io.Serializable;

/**
 * Tells a topic's identity from its name, so that a topic that was deleted and created again under
 * the same name starts with fences of its own.
 */
@FunctionalInterface
public interface TopicIds extends Serializable {
  /**
   * The id that Kafka gave the topic when it was created.
   *
   * @throws Exception when Kafka can't be asked or knows no such topic
   */
  String idOf(String topic) throws Exception;
}
