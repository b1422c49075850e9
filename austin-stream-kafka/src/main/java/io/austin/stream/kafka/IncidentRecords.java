package io.austin.stream.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.austin.stream.functions.alert.Incident;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Turns an incident that opened or ended into a Kafka record: a CloudEvent in structured mode,
 * keyed by the incident, so that what is told of one keeps its order. {@code docs/alerts.md} is its
 * schema.
 */
public final class IncidentRecords implements KafkaRecordSerializationSchema<Incident> {
  /** The type of the events, with the version of their schema. */
  public static final String TYPE = "io.austin.alert.incident.v1";

  public static final URI SCHEMA = URI.create("urn:austin-stream:incident:1");
  public static final URI SOURCE = URI.create("/austin-stream/alerts");

  private static final long serialVersionUID = 1L;

  private final String topic;
  private transient @Nullable JsonFormat format;

  IncidentRecords(String topic) {
    this.topic = topic;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      Incident incident, KafkaSinkContext context, Long timestamp) {
    boolean open = incident.isOpen();
    CloudEvent event =
        CloudEventBuilder.v1()
            .withId(incident.id() + (open ? "-opened" : "-ended"))
            .withSource(SOURCE)
            .withType(TYPE)
            .withDataSchema(SCHEMA)
            .withTime(
                Instant.ofEpochMilli(open ? incident.opened() : incident.ended())
                    .atOffset(ZoneOffset.UTC))
            .withData("application/json", incident.toJson().getBytes(UTF_8))
            .build();
    return KafkaMessageFactory.<byte[]>createWriter(
            topic, null, null, incident.id().getBytes(UTF_8))
        .writeStructured(event, format());
  }

  private JsonFormat format() {
    JsonFormat known = format;
    if (known == null) {
      known = new JsonFormat();
      format = known;
    }
    return known;
  }
}
