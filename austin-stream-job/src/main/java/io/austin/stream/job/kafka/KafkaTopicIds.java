package io.austin.stream.job.kafka;

import io.austin.stream.functions.redis.TopicIds;
import io.austin.stream.options.OptionValues;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Asks Kafka for topics' ids. It travels with the job and holds no connection: each question opens
 * one and closes it, for there is one question for a topic in the life of a task.
 */
public final class KafkaTopicIds implements TopicIds {
  private static final long serialVersionUID = 1L;

  private final Map<String, String> properties;

  private KafkaTopicIds(Map<String, String> properties) {
    this.properties = properties;
  }

  /** Asks the cluster that the options name. */
  public static KafkaTopicIds of(OptionValues options) {
    return new KafkaTopicIds(KafkaClients.texts(KafkaClients.admin(options)));
  }

  @Override
  public String idOf(String topic) throws IOException, InterruptedException {
    try (Admin admin = Admin.create(Map.copyOf(properties))) {
      Map<String, TopicDescription> described =
          admin.describeTopics(List.of(topic)).allTopicNames().get();
      Uuid id = described.values().iterator().next().topicId();
      if (id.equals(Uuid.ZERO_UUID)) {
        throw new IOException(
            in(topic) + " has no id: brokers give them from version 2.8 on, which is needed");
      }
      return id.toString();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof UnknownTopicOrPartitionException) {
        throw new IOException(in(topic) + " does not exist", failed);
      }
      throw new IOException(in(topic) + ": its id could not be found out", failed);
    }
  }

  private String in(String topic) {
    return "Topic '"
        + topic
        + "' in Kafka at "
        + properties.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG);
  }
}
