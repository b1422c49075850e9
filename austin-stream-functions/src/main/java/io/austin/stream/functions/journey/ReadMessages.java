package io.austin.stream.functions.journey;

import io.austin.stream.common.AnchorInfo;
import io.austin.stream.common.InvalidEventException;
import io.austin.stream.functions.EventParser;
import io.austin.stream.functions.PositionedEvent;
import io.austin.stream.functions.SourceRecord;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Makes of records the steps that journeys consist of, those with a message id, and gives them
 * their clock: watermarks that say up to when the topic is read. It is silent where a source tells
 * no times, see {@link SourceRecord#readUpTo}.
 *
 * <p>Chained to the source: what its words say is so of the records behind them.
 */
public final class ReadMessages extends AbstractStreamOperator<MessageStep>
    implements OneInputStreamOperator<SourceRecord, MessageStep> {
  private static final long serialVersionUID = 1L;

  /** With each watermark goes to Redis what was added up since the one before. */
  static final long TELL_EVERY_MILLIS = 1_000;

  private final EventParser parser;
  private transient TopicClock clock = new TopicClock();
  private transient long told;
  private transient boolean idle;
  private transient Counter noEvents = new SimpleCounter();
  private transient Counter withoutMessageId = new SimpleCounter();

  ReadMessages(EventParser parser) {
    this.parser = parser;
  }

  /** Adds it behind records as their source gives them. */
  public static SingleOutputStreamOperator<MessageStep> of(
      SingleOutputStreamOperator<SourceRecord> records, EventParser parser) {
    return records
        .forward()
        .transform(
            "Read messages", TypeInformation.of(MessageStep.class), new ReadMessages(parser));
  }

  @Override
  public void open() throws Exception {
    super.open();
    clock = new TopicClock();
    told = TopicClock.NEVER;
    idle = false;
    MetricGroup journeys = getMetricGroup().addGroup("journeys");
    noEvents = journeys.counter("recordsLeftOut");
    withoutMessageId = journeys.counter("eventsWithoutMessageId");
    getProcessingTimeService()
        .scheduleWithFixedDelay(time -> tell(), TELL_EVERY_MILLIS, TELL_EVERY_MILLIS);
  }

  @Override
  public void processElement(StreamRecord<SourceRecord> element) throws Exception {
    SourceRecord record = element.getValue();
    if (record.isWord()) {
      hear(record);
      return;
    }
    clock.record(record.topic(), record.partition(), record.offset());
    try {
      Optional<PositionedEvent> parsed = parser.parse(record);
      if (parsed.isPresent()) {
        pass(record, parsed.get().event());
      }
    } catch (InvalidEventException invalid) {
      noEvents.inc();
    }
  }

  private void pass(SourceRecord record, AnchorInfo event) {
    clock.event(record.topic(), record.partition(), event.getLogTimestamp());
    MessageStep step = MessageStep.of(event);
    if (step == null) {
      withoutMessageId.inc();
    } else {
      output.collect(new StreamRecord<>(step));
    }
  }

  private void hear(SourceRecord word) {
    if (word.isStart()) {
      clock.start(word.topic(), word.partition(), word.wordOffset());
      setIdle(false);
    } else if (word.isReadUpTo()) {
      clock.readUpTo(word.topic(), word.partition(), word.wordOffset(), word.timestamp());
    } else {
      setIdle(clock.isEmpty());
    }
  }

  /** Who reads nothing holds nobody back. */
  private void setIdle(boolean now) {
    if (idle != now) {
      idle = now;
      output.emitWatermarkStatus(now ? WatermarkStatus.IDLE : WatermarkStatus.ACTIVE);
    }
  }

  private void tell() {
    long time = clock.time(getProcessingTimeService().getCurrentProcessingTime());
    if (time > told && !idle) {
      told = time;
      output.emitWatermark(new Watermark(time));
    }
  }

  /** A source's own watermark says nothing, and its end is not the end of time. */
  @Override
  public void processWatermark(Watermark mark) {}
}
