package io.austin.stream.cli.alert;

import static io.austin.stream.options.InsightsOptionDefinitions.ALERTS_RULES_TOPIC;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.austin.stream.cli.platform.KafkaCluster;
import io.austin.stream.job.options.KafkaOptions;
import io.austin.stream.options.OptionValues;
import io.austin.stream.verify.TopicReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** The rules that the insights job evaluates: the topic where each stands under its name. */
public final class RulesTopic {
  private final OptionValues options;
  private final String topic;

  /**
   * The topic that the options name.
   *
   * @throws io.austin.stream.options.UsageException when there is none
   */
  public static RulesTopic of(OptionValues options) throws IOException, InterruptedException {
    RulesTopic rules = new RulesTopic(options, options.get(ALERTS_RULES_TOPIC));
    try (KafkaCluster kafka = new KafkaCluster(options)) {
      kafka.require(rules.topic, ALERTS_RULES_TOPIC.flag());
    }
    return rules;
  }

  private RulesTopic(OptionValues options, String topic) {
    this.options = options;
    this.topic = topic;
  }

  /** The rules as they were written, by name. */
  public Map<String, String> all() throws IOException {
    Map<String, String> rules = new TreeMap<>();
    new TopicReader(KafkaOptions.clients(options).consumer(), progress -> {})
        .read(
            topic,
            record -> {
              if (record.key() != null && record.value() != null) {
                rules.put(new String(record.key(), UTF_8), new String(record.value(), UTF_8));
              } else if (record.key() != null) {
                rules.remove(new String(record.key(), UTF_8));
              }
            });
    return rules;
  }

  /**
   * Writes rules; they count as soon as the job has read them.
   *
   * @param changes by name; {@code null}: it is gone
   */
  public void write(Map<String, @Nullable String> changes)
      throws IOException, InterruptedException {
    Properties properties = KafkaOptions.clients(options).producer();
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    List<Future<RecordMetadata>> written = new ArrayList<>();
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
      changes.forEach(
          (name, yaml) -> written.add(producer.send(new ProducerRecord<>(topic, name, yaml))));
      producer.flush();
      for (Future<RecordMetadata> record : written) {
        record.get();
      }
    } catch (ExecutionException refused) {
      throw new IOException("Kafka takes no rules in " + topic, refused.getCause());
    }
  }
}
