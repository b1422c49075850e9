package io.austin.stream.job.options;

import static io.austin.stream.options.InsightsOptionDefinitions.ALERTS_RULES_TOPIC;
import static io.austin.stream.options.InsightsOptionDefinitions.OUTCOMES_TOPIC;
import static io.austin.stream.options.OptionDefinitions.KAFKA_BOOTSTRAP_SERVERS;
import static io.austin.stream.options.OptionDefinitions.KAFKA_GROUP_ID;
import static io.austin.stream.options.OptionDefinitions.KAFKA_START;
import static io.austin.stream.options.OptionDefinitions.KAFKA_TOPIC;

import io.austin.stream.functions.alert.Incident;
import io.austin.stream.functions.journey.OutcomeChange;
import io.austin.stream.kafka.KafkaClients;
import io.austin.stream.kafka.KafkaOffsetsReader;
import io.austin.stream.kafka.KafkaOutcomes;
import io.austin.stream.kafka.Receivers;
import io.austin.stream.kafka.StartingOffsets;
import io.austin.stream.kafka.TraceEventSource;
import io.austin.stream.options.ArchiveOptionDefinitions;
import io.austin.stream.options.InsightsOptionDefinitions;
import io.austin.stream.options.KafkaStart;
import io.austin.stream.options.OptionValues;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.api.connector.sink2.Sink;

/** Kafka's ends as the job's options say them. */
public final class KafkaOptions {
  private KafkaOptions() {}

  /** The cluster, with what {@code kafka.properties} say of its clients. */
  public static KafkaClients clients(OptionValues options) {
    return KafkaClients.of(options.get(KAFKA_BOOTSTRAP_SERVERS), options.kafkaProperties());
  }

  /** The source of the job. */
  public static TraceEventSource source(OptionValues options) {
    return source(options, options.get(KAFKA_GROUP_ID));
  }

  /** The source of the insights job, which says up to when the topic is read. */
  public static TraceEventSource insightsSource(OptionValues options) {
    return source(options, InsightsOptionDefinitions.groupId(options)).tellingTimes();
  }

  /** The source of the archive, which begins where it is told. */
  public static TraceEventSource archiveSource(OptionValues options, StartingOffsets start) {
    return TraceEventSource.of(
        clients(options),
        options.get(KAFKA_TOPIC),
        ArchiveOptionDefinitions.groupId(options),
        start);
  }

  /** Where the insights job tells outcomes; empty where nowhere. */
  public static Optional<Sink<OutcomeChange>> outcomes(OptionValues options) {
    return options
        .find(OUTCOMES_TOPIC)
        .map(
            topic ->
                KafkaOutcomes.to(
                    topic,
                    clients(options),
                    InsightsOptionDefinitions.groupId(options),
                    Receivers.shown(InsightsOptionDefinitions.outcomesKey(options))));
  }

  /** The rules for alerts, from the first on. */
  public static TraceEventSource alertRules(OptionValues options) {
    return TraceEventSource.of(
            clients(options),
            List.of(options.get(ALERTS_RULES_TOPIC)),
            InsightsOptionDefinitions.groupId(options),
            StartingOffsets.earliest())
        .tellingTimes();
  }

  /** Where the insights job tells incidents; empty where there are no alerts. */
  public static Optional<Sink<Incident>> incidents(OptionValues options) {
    return InsightsOptionDefinitions.alertsTopic(options)
        .map(
            topic ->
                KafkaOutcomes.incidentsTo(
                    topic, clients(options), InsightsOptionDefinitions.groupId(options)));
  }

  private static TraceEventSource source(OptionValues options, String group) {
    return TraceEventSource.of(
        clients(options), options.get(KAFKA_TOPIC), group, start(options.get(KAFKA_START)));
  }

  /** How far the job has come in its topics. */
  public static KafkaOffsetsReader offsets(OptionValues options) {
    return KafkaOffsetsReader.of(
        clients(options), options.get(KAFKA_TOPIC), options.get(KAFKA_GROUP_ID));
  }

  private static StartingOffsets start(KafkaStart start) {
    return switch (start.point()) {
      case EARLIEST -> StartingOffsets.earliest();
      case LATEST -> StartingOffsets.latest();
      case COMMITTED -> StartingOffsets.committed();
      case TIMESTAMP -> StartingOffsets.since(Objects.requireNonNull(start.timestamp()));
    };
  }
}
