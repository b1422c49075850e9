package io.austin.stream.functions.alert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.functions.SourceRecord;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReadRulesTest {
  private static final String TOPIC = "rules";

  private static StreamRecord<SourceRecord> record(
      int partition, long offset, @Nullable String key, @Nullable String value) {
    return new StreamRecord<>(
        new SourceRecord(
            TOPIC,
            "id",
            partition,
            offset,
            0,
            key == null ? null : key.getBytes(UTF_8),
            value == null ? null : value.getBytes(UTF_8)));
  }

  @Test
  void theClockIsLetGoOnceAllThatStoodInEachPartitionWasRead() throws Exception {
    try (var rules = new OneInputStreamOperatorTestHarness<>(new ReadRules())) {
      rules.open();
      rules.processElement(new StreamRecord<>(SourceRecord.start(TOPIC, "id", 0, 0)));
      rules.processElement(new StreamRecord<>(SourceRecord.start(TOPIC, "id", 1, 0)));
      rules.processElement(new StreamRecord<>(SourceRecord.readUpTo(TOPIC, "id", 1, 0, 5)));
      rules.processElement(record(0, 0, "a", "{}"));
      rules.processElement(new StreamRecord<>(SourceRecord.readUpTo(TOPIC, "id", 0, 2, 5)));
      assertThat(rules.getOutput()).doesNotContain(Watermark.MAX_WATERMARK);

      rules.processElement(record(0, 1, "a", null));
      rules.processElement(record(0, 2, null, "no rule"));
      assertThat(rules.getOutput())
          .containsExactly(
              new StreamRecord<>(new RuleChange("a", "{}")),
              new StreamRecord<>(new RuleChange("a", null)),
              Watermark.MAX_WATERMARK);
    }
  }

  @Test
  void aTopicWithoutRulesHoldsBackNothing() throws Exception {
    try (var rules = new OneInputStreamOperatorTestHarness<>(new ReadRules())) {
      rules.open();
      rules.processElement(new StreamRecord<>(SourceRecord.start(TOPIC, "id", 0, 7)));
      rules.processWatermark(1);
      rules.processElement(new StreamRecord<>(SourceRecord.readUpTo(TOPIC, "id", 0, 7, 5)));
      assertThat(rules.getOutput()).containsExactly(Watermark.MAX_WATERMARK);
    }
  }
}
