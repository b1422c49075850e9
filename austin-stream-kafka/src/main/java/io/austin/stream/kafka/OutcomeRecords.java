package io.austin.stream.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.austin.stream.common.JourneyName;
import io.austin.stream.functions.journey.Outcome;
import io.austin.stream.functions.journey.OutcomeChange;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonCloudEventData;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Turns an outcome into a Kafka record: a CloudEvent in structured mode, keyed by its journey, so
 * that the outcomes of one keep their order. {@code docs/outcomes.md} is its schema.
 */
public final class OutcomeRecords implements KafkaRecordSerializationSchema<OutcomeChange> {
  /** The type of the events, with the version of their schema. */
  public static final String TYPE = "io.austin.journey.outcome.v1";

  public static final URI SCHEMA = URI.create("urn:austin-stream:outcome:1");
  public static final URI SOURCE = URI.create("/austin-stream/journeys");

  private static final long serialVersionUID = 1L;

  /** The end of what RFC 3339 can say. */
  private static final long END_OF_9999 = 253_402_300_799_999L;

  private static final int ID_BYTES = 16;

  private final String topic;
  private final Receivers receivers;
  private transient @Nullable JsonFormat format;

  OutcomeRecords(String topic, Receivers receivers) {
    this.topic = topic;
    this.receivers = receivers;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      OutcomeChange change, KafkaSinkContext context, Long timestamp) {
    String receiver = receivers.show(change.receiver());
    String journey = JourneyName.of(change.messageId(), receiver).toString();
    CloudEvent event = event(change, id(change, journey), receiver);
    return KafkaMessageFactory.<byte[]>createWriter(topic, null, null, journey.getBytes(UTF_8))
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

  private static CloudEvent event(OutcomeChange change, String id, String receiver) {
    CloudEventBuilder event =
        CloudEventBuilder.v1()
            .withId(id)
            .withSource(SOURCE)
            .withType(TYPE)
            .withDataSchema(SCHEMA)
            .withData("application/json", JsonCloudEventData.wrap(data(change, receiver)));
    long at = change.outcome().at();
    if (at <= END_OF_9999) {
      event.withTime(Instant.ofEpochMilli(at).atOffset(ZoneOffset.UTC));
    }
    return event.build();
  }

  private static ObjectNode data(OutcomeChange change, String receiver) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("messageId", change.messageId())
        .put("receiver", receiver)
        .put("businessId", change.businessId())
        .put("outcome", change.outcome().kind().name())
        .put("code", change.outcome().code())
        .put("decidedAt", change.outcome().at());
  }

  /** Of what others see alone: whoever has no key cannot try receivers out. */
  private static String id(OutcomeChange change, String journey) {
    Outcome outcome = change.outcome();
    String said =
        String.join(
            "\0",
            journey,
            Long.toString(change.businessId()),
            outcome.kind().name(),
            Integer.toString(outcome.code()),
            Long.toString(outcome.at()),
            Boolean.toString(change.besideFailed()),
            Long.toString(change.codeAt()));
    return HexFormat.of().formatHex(Arrays.copyOf(sha256(said), ID_BYTES));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
