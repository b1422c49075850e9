package io.austin.stream.functions;

import io.austin.stream.common.InvalidEventException;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Parses records into events; what is no event goes to {@link #DEAD_LETTERS} with the reason, and
 * is counted by it: the metric {@code deadLetters} in the group {@code reason}.
 */
public final class ParseEvents extends ProcessFunction<SourceRecord, PositionedEvent> {
  /** The side output of records that are not valid events. */
  public static final OutputTag<DeadLetter> DEAD_LETTERS = new OutputTag<>("dead-letters") {};

  private static final long serialVersionUID = 1L;

  private final EventParser parser;
  private final boolean passesStarts;
  private transient @Nullable Map<String, Counter> deadLetters;

  /** Parses values of up to 1 MiB. */
  public ParseEvents() {
    this(EventParser.DEFAULT_MAX_BYTES);
  }

  /**
   * Parses values of up to a size.
   *
   * @param maxBytes a larger value is a dead letter, {@code too_large}
   */
  public ParseEvents(int maxBytes) {
    this(new EventParser(maxBytes));
  }

  /** Parses as the parser does; events that its function takes out go nowhere. */
  public ParseEvents(EventParser parser) {
    this(parser, false);
  }

  private ParseEvents(EventParser parser, boolean passesStarts) {
    this.parser = parser;
    this.passesStarts = passesStarts;
  }

  /** The same for a sink that wants to hear where partitions start. */
  static ParseEvents passingStarts(EventParser parser) {
    return new ParseEvents(parser, true);
  }

  @Override
  public void processElement(SourceRecord record, Context context, Collector<PositionedEvent> out) {
    if (record.isStart()) {
      if (passesStarts) {
        out.collect(PositionedEvent.start(record));
      }
      return;
    }
    try {
      parser.parse(record).ifPresent(out::collect);
    } catch (InvalidEventException invalid) {
      counterOf(invalid.reason()).inc();
      context.output(DEAD_LETTERS, new DeadLetter(invalid.reason(), record));
    }
  }

  private Counter counterOf(String reason) {
    if (deadLetters == null) {
      deadLetters = new HashMap<>();
    }
    return deadLetters.computeIfAbsent(
        reason,
        key -> getRuntimeContext().getMetricGroup().addGroup("reason", key).counter("deadLetters"));
  }
}
