package io.austin.stream.functions.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.common.AnchorInfo;
import io.austin.stream.common.AnchorInfoCodec;
import io.austin.stream.functions.EventParser;
import io.austin.stream.functions.SourceRecord;
import java.util.List;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadMessagesTest {
  private static final long NOW = 1_671_864_869_000L;
  private static final AnchorInfo EVENT = JourneyHarness.event("m", NOW - 1_000, 10, "r");

  private OneInputStreamOperatorTestHarness<SourceRecord, MessageStep> harness;
  private long offset;

  @BeforeEach
  void open() throws Exception {
    harness =
        new OneInputStreamOperatorTestHarness<>(
            new ReadMessages(new EventParser(EventParser.DEFAULT_MAX_BYTES)));
    harness.setProcessingTime(NOW - ReadMessages.TELL_EVERY_MILLIS);
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void eventsWithAMessageIdComeOut() throws Exception {
    give(SourceRecord.start("austinLog", "id", 0, 0));
    give(record(AnchorInfoCodec.write(EVENT)));
    give(record(AnchorInfoCodec.write(JourneyHarness.event(" ", NOW, 10, "r"))));
    give(record("[".getBytes(UTF_8)));

    assertThat(harness.extractOutputValues()).containsExactly(JourneyHarness.step(EVENT));
  }

  @Test
  void watermarksComeBehindTheRecordsOfTheirTime() throws Exception {
    give(SourceRecord.start("austinLog", "id", 0, 0));
    give(SourceRecord.readUpTo("austinLog", "id", 0, 1, NOW - 10));
    harness.setProcessingTime(NOW);
    assertThat(harness.getOutput()).isEmpty();
    give(record(AnchorInfoCodec.write(EVENT)));
    harness.setProcessingTime(NOW + ReadMessages.TELL_EVERY_MILLIS);
    harness.setProcessingTime(NOW + 2 * ReadMessages.TELL_EVERY_MILLIS);

    assertThat(harness.getOutput()).hasSize(2).last().isEqualTo(new Watermark(NOW - 10));
  }

  @Test
  void aSubtaskWithoutPartitionsIsIdleUntilItHasOne() throws Exception {
    harness.setProcessingTime(NOW);
    assertThat(harness.getOutput()).isEmpty();
    give(SourceRecord.nothingToRead());
    give(SourceRecord.nothingToRead());
    give(SourceRecord.start("austinLog", "id", 0, 0));
    give(SourceRecord.nothingToRead());

    assertThat(List.copyOf(harness.getOutput()))
        .isEqualTo(List.of(WatermarkStatus.IDLE, WatermarkStatus.ACTIVE));
  }

  @Test
  void theEndOfTheSourceIsNotTheEndOfTime() throws Exception {
    give(SourceRecord.start("austinLog", "id", 0, 0));
    harness.processWatermark(Watermark.MAX_WATERMARK);

    assertThat(harness.getOutput()).isEmpty();
  }

  private void give(SourceRecord record) throws Exception {
    harness.processElement(record, 0);
  }

  private SourceRecord record(byte[] value) {
    return new SourceRecord("austinLog", "id", 0, offset++, NOW, null, value);
  }
}
