package io.austin.stream.cli.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.austin.stream.functions.journey.Outcome.Kind;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.net.URI;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What records say, and whom it concerns. */
class EventTest {
  private static final long TEMPLATE_3 = 2_000_000_320_221_224L;
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void anOutcomeIsPostedAsItStandsWithItsPlace() throws Exception {
    byte[] value = Outcomes.json("x1", TEMPLATE_3, Kind.SENT);

    Event event = Event.read(Outcomes.headers(), value, 17).orElseThrow();

    ObjectNode expected = (ObjectNode) JSON.readTree(value);
    expected.put("sequence", "0000000000000000017");
    assertThat(JSON.readTree(event.json())).isEqualTo(expected);
    assertThat(event.id()).isEqualTo("x1");
  }

  @Test
  void anEventInBinaryModeIsPostedInStructuredMode() throws Exception {
    ProducerRecord<Void, byte[]> record =
        KafkaMessageFactory.createWriter("topic")
            .writeBinary(
                CloudEventBuilder.v1()
                    .withId("x2")
                    .withSource(URI.create("/s"))
                    .withType("incident")
                    .withData("application/json", "{\"a\":1}".getBytes(UTF_8))
                    .build());

    Event event = Event.read(record.headers(), record.value(), 1).orElseThrow();

    assertThat(JSON.readTree(event.json()).at("/data/a").asInt()).isEqualTo(1);
    assertThat(filter(Set.of(), Set.of()).accepts(event)).isTrue();
    assertThat(filter(Set.of(), Set.of(3L)).accepts(event)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no JSON",
        "{}",
        "[]",
        "null",
        "{\"specversion\":\"1.0\",\"source\":\"/s\",\"type\":\"t\"}",
        "{\"specversion\":\"7.0\",\"id\":\"i\",\"source\":\"/s\",\"type\":\"t\"}",
        "{\"specversion\":\"1.0\",\"id\":\"i\\r\\nx: y\",\"source\":\"/s\",\"type\":\"t\"}",
        "{\"specversion\":\"1.0\",\"id\":\"a b\",\"source\":\"/s\",\"type\":\"t\"}",
        "{\"specversion\":\"1.0\",\"id\":\"é\",\"source\":\"/s\",\"type\":\"t\"}",
        "{\"specversion\":\"1.0\",\"id\":\"i\",\"source\":\"not a uri\",\"type\":\"t\"}"
      })
  void whatIsNoEventIsNone(String value) {
    assertThat(Event.read(Outcomes.headers(), value.getBytes(UTF_8), 0)).isEmpty();
  }

  @Test
  void withoutItsHeadersAValueIsNoEventAndNeitherIsNone() {
    byte[] value = Outcomes.json("x", TEMPLATE_3, Kind.SENT);

    assertThat(Event.read(new RecordHeaders(), value, 0)).isEmpty();
    assertThat(Event.read(Outcomes.headers(), null, 0)).isEmpty();
  }

  @Test
  void aTargetIsToldOfItsOutcomesAndTemplatesAlone() {
    Event sent = event(TEMPLATE_3, Kind.SENT);
    Event failed = event(TEMPLATE_3, Kind.FAILED);
    Event ofAnother = event(2_000_000_420_221_224L, Kind.FAILED);
    Event ofAnOldProducer = event(3, Kind.FAILED);

    assertThat(filter(Set.of(Kind.FAILED, Kind.NO_RESULT), Set.of()).accepts(failed)).isTrue();
    assertThat(filter(Set.of(Kind.FAILED), Set.of()).accepts(sent)).isFalse();
    assertThat(filter(Set.of(), Set.of(3L, 5L)).accepts(sent)).isTrue();
    assertThat(filter(Set.of(), Set.of(3L)).accepts(ofAnother)).isFalse();
    assertThat(filter(Set.of(), Set.of(3L)).accepts(ofAnOldProducer)).isFalse();
    assertThat(filter(Set.of(Kind.FAILED), Set.of(3L)).accepts(sent)).isFalse();
    assertThat(filter(Set.of(), Set.of()).accepts(ofAnOldProducer)).isTrue();
  }

  private static OutcomeFilter filter(Set<Kind> kinds, Set<Long> templates) {
    return new OutcomeFilter(kinds, templates);
  }

  private static Event event(long businessId, Kind kind) {
    return Event.read(Outcomes.headers(), Outcomes.json("x", businessId, kind), 0).orElseThrow();
  }
}
