package io.austin.stream.test.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.common.AnchorInfoCodec;
import io.austin.stream.common.InvalidEventException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MalformedEventsTest {
  private static final long SEED = 7;
  private static final int MAX_BYTES = 10_000;

  static List<Malformed> round() {
    return MalformedEvents.seeded(SEED, Events.CLOCK, MAX_BYTES).round();
  }

  @ParameterizedTest
  @MethodSource("round")
  void theParserNamesTheSameReason(Malformed malformed) {
    assertThat(reason(malformed.value()))
        .as(() -> text(malformed.value()))
        .isEqualTo(malformed.reason());
  }

  @Test
  void everyReasonOfTheContractComesUpInARound() {
    assertThat(round())
        .extracting(Malformed::reason)
        .contains("empty", "not_json", "not_an_object", "too_large")
        .contains("missing:businessId", "missing:ids", "missing:state")
        .contains("invalid:businessId", "invalid:ids", "invalid:state")
        .contains("invalid:logTimestamp", "invalid:timestamp")
        .contains("invalid:messageId", "invalid:bizId");
  }

  @Test
  void theSameSeedGivesTheSameRecords() {
    assertThat(texts(SEED)).isEqualTo(texts(SEED)).isNotEqualTo(texts(SEED + 1));
  }

  @Test
  void aMixHasAboutTheShareThatWasAskedFor() {
    TrafficMix mix = TrafficMix.seeded(SEED, Workload.SINGLE, Events.CLOCK, 0.1);
    long malformed =
        Stream.generate(mix::next)
            .limit(2_000)
            .filter(item -> item.reason() != null)
            .peek(item -> assertThat(reason(item.value(), 1 << 20)).isEqualTo(item.reason()))
            .count();
    assertThat(malformed).isBetween(150L, 250L);
  }

  @Test
  void aMixWithoutMalformedRecordsIsTheGeneratorsTraffic() throws InvalidEventException {
    TrafficMix mix = TrafficMix.seeded(SEED, Workload.MIXED, Events.CLOCK, 0);
    EventGenerator generator = EventGenerator.seeded(SEED, Workload.MIXED, Events.CLOCK);
    for (int i = 0; i < 1_000; i++) {
      assertThat(AnchorInfoCodec.read(mix.next().value(), 0)).isEqualTo(generator.next());
    }
  }

  private static List<String> texts(long seed) {
    MalformedEvents events = MalformedEvents.seeded(seed, Events.CLOCK, MAX_BYTES);
    List<String> texts = new ArrayList<>();
    for (Malformed malformed : events.round()) {
      texts.add(text(malformed.value()));
    }
    return texts;
  }

  private static String reason(byte @Nullable [] value) {
    return reason(value, MAX_BYTES);
  }

  private static String reason(byte @Nullable [] value, int maxBytes) {
    try {
      if (value != null && value.length > maxBytes) {
        return "too_large";
      }
      return "valid: " + AnchorInfoCodec.read(value, 0);
    } catch (InvalidEventException invalid) {
      return invalid.reason();
    }
  }

  private static String text(byte @Nullable [] value) {
    return value == null ? "null" : new String(value, StandardCharsets.ISO_8859_1);
  }
}
