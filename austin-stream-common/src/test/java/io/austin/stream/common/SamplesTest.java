package io.austin.stream.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Events as austin writes them, with fastjson. */
class SamplesTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 22);
  private static final long RECORD_TIME = 1;

  static List<String> current() throws IOException {
    return lines("anchor-events.jsonl");
  }

  static List<String> legacy() throws IOException {
    return lines("anchor-events-legacy.jsonl");
  }

  @ParameterizedTest
  @MethodSource("current")
  void isWrittenAsItWasRead(String line) throws InvalidEventException {
    AnchorInfo event = AnchorInfoCodec.read(line.getBytes(StandardCharsets.UTF_8), RECORD_TIME);
    assertThat(AnchorInfoCodec.toJson(event)).isEqualTo(line);
  }

  @ParameterizedTest
  @MethodSource("current")
  void isOfAKnownStateAndDay(String line) throws InvalidEventException {
    AnchorInfo event = AnchorInfoCodec.read(line.getBytes(StandardCharsets.UTF_8), RECORD_TIME);
    assertThat(AnchorState.of(event.getState())).isPresent();
    assertThat(BusinessId.parse(event.getBusinessId()).map(BusinessId::getDay)).contains(DAY);
    assertThat(event.getMessageId()).hasSize(21).isEqualTo(event.getBizId());
  }

  @ParameterizedTest
  @MethodSource("legacy")
  void ofAnOlderProducerHasATimeAndNoMessage(String line) throws InvalidEventException {
    AnchorInfo event = AnchorInfoCodec.read(line.getBytes(StandardCharsets.UTF_8), RECORD_TIME);
    assertThat(event.getMessageId()).isNull();
    assertThat(event.getLogTimestamp()).isGreaterThan(RECORD_TIME);
    assertThat(BusinessId.parse(event.getBusinessId()).map(BusinessId::getDay)).contains(DAY);
  }

  private static List<String> lines(String name) throws IOException {
    try (InputStream file = Objects.requireNonNull(SamplesTest.class.getResourceAsStream(name));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      return lines.lines().toList();
    }
  }
}
