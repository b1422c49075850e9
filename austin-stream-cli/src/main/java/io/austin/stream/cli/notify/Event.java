package io.austin.stream.cli.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonCloudEventData;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What a target is told: a CloudEvent.
 *
 * @param id its id, of letters that a header may hold
 * @param type its type
 * @param data its data; missing where they are no JSON
 * @param json all of it, in structured mode
 */
record Event(String id, String type, JsonNode data, String json) {
  private static final JsonFormat FORMAT = new JsonFormat();
  private static final Pattern ID = Pattern.compile("[\\x21-\\x7e]{1,256}");

  /**
   * The extension by which receivers tell which of a journey's outcomes is the newer one.
   *
   * @see <a
   *     href="https://github.com/cloudevents/spec/blob/main/cloudevents/extensions/sequence.md">the
   *     extension</a>
   */
  static final String SEQUENCE = "sequence";

  /**
   * The event that a record is, in either of the modes of CloudEvents; empty for others, and for
   * one whose id fits into no header.
   *
   * @param offset where it stood in the partition in which it was first
   */
  static Optional<Event> read(Headers headers, byte @Nullable [] value, long offset) {
    if (value == null) {
      return Optional.empty();
    }
    try {
      CloudEvent read = KafkaMessageFactory.createReader(headers, value).toEvent();
      if (!ID.matcher(read.getId()).matches()) {
        return Optional.empty();
      }
      CloudEvent event =
          CloudEventBuilder.v1(read).withExtension(SEQUENCE, "%019d".formatted(offset)).build();
      JsonNode data =
          event.getData() instanceof JsonCloudEventData json
              ? json.getNode()
              : MissingNode.getInstance();
      return Optional.of(
          new Event(
              event.getId(), event.getType(), data, new String(FORMAT.serialize(event), UTF_8)));
    } catch (RuntimeException noEvent) {
      // The library tells in many ways that something is none, NullPointerException among them.
      return Optional.empty();
    }
  }
}
