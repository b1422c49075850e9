package io.austin.stream.functions.alert;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.austin.stream.functions.SourceRecord;
import io.austin.stream.functions.journey.TopicClock;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Makes of records the rules that come and go: the key is a rule's name, the value the rule, none:
 * it is gone. Its watermark comes to the end of time once all that stood in the topic at the start
 * was read, and stays there: rules hold back no clock.
 *
 * <p>Chained to the source, in one subtask, as its words want it.
 */
public final class ReadRules extends AbstractStreamOperator<RuleChange>
    implements OneInputStreamOperator<SourceRecord, RuleChange> {
  private static final long serialVersionUID = 1L;

  private transient TopicClock clock = new TopicClock();
  private transient boolean read;

  @Override
  public void open() throws Exception {
    super.open();
    clock = new TopicClock();
    read = false;
  }

  @Override
  public void processElement(StreamRecord<SourceRecord> element) {
    SourceRecord record = element.getValue();
    if (record.isStart()) {
      clock.start(record.topic(), record.partition(), record.wordOffset());
    } else if (record.isReadUpTo()) {
      clock.readUpTo(record.topic(), record.partition(), record.wordOffset(), record.timestamp());
    } else if (!record.isWord()) {
      clock.record(record.topic(), record.partition(), record.offset());
      pass(record);
    }
    if (!read && clock.time(Long.MAX_VALUE) != TopicClock.NEVER) {
      read = true;
      output.emitWatermark(Watermark.MAX_WATERMARK);
    }
  }

  /** A record without a key is no rule. */
  private void pass(SourceRecord record) {
    byte[] key = record.key();
    byte[] value = record.value();
    if (key != null) {
      @Nullable String yaml = value == null ? null : new String(value, UTF_8);
      output.collect(new StreamRecord<>(new RuleChange(new String(key, UTF_8), yaml)));
    }
  }

  /** A source's own watermark says nothing. */
  @Override
  public void processWatermark(Watermark mark) {}
}
