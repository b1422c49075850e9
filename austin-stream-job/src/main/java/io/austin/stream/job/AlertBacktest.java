package io.austin.stream.job;

import static io.austin.stream.options.InsightsOptionDefinitions.ALERTS_LATENESS;
import static io.austin.stream.options.InsightsOptionDefinitions.JOURNEY_KEEP;
import static io.austin.stream.options.OptionDefinitions.EVENT_MAX_BYTES;
import static io.austin.stream.options.OptionDefinitions.KAFKA_START;

import io.austin.stream.functions.EventFunction;
import io.austin.stream.functions.EventParser;
import io.austin.stream.functions.alert.AlertRule;
import io.austin.stream.functions.alert.AlertRule.Kind;
import io.austin.stream.functions.alert.Incident;
import io.austin.stream.functions.alert.RuleChange;
import io.austin.stream.functions.journey.FoldJourneys;
import io.austin.stream.functions.journey.JourneyChange;
import io.austin.stream.functions.journey.JourneyRules;
import io.austin.stream.functions.journey.MessageStep;
import io.austin.stream.functions.journey.ReadMessages;
import io.austin.stream.job.options.KafkaOptions;
import io.austin.stream.options.OptionValues;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Rules tried on what Kafka holds: the functions of the insights job, which end up with whoever
 * asked instead of in Redis and Kafka. It never ends by itself; its clock says how far it is.
 */
public final class AlertBacktest {
  /** A message may have been taken in so long before it is answered. */
  private static final Duration UNDER_WAY = Duration.ofHours(1);

  private AlertBacktest() {}

  /**
   * An incident, or how far the topic is read.
   *
   * @param incident one that opened or ended; {@code null}: none
   * @param clock up to when rules were looked at, in milliseconds since the epoch
   */
  public record Found(@Nullable Incident incident, long clock) {}

  /** From when on the topic is read to know what rules find from a time on. */
  public static Instant begin(OptionValues options, List<AlertRule> rules, Instant since) {
    Duration back = UNDER_WAY;
    for (AlertRule rule : rules) {
      Duration looked = rule.looksBack().plus(UNDER_WAY);
      Duration needed = rule.kind() == Kind.STUCK ? looked.plus(options.get(JOURNEY_KEEP)) : looked;
      back = back.compareTo(needed) < 0 ? needed : back;
    }
    return since.minus(back);
  }

  /** Adds the operators to an environment; without its checkpoints, for it begins anew. */
  public static DataStream<Found> define(
      StreamExecutionEnvironment environment,
      OptionValues options,
      List<AlertRule> rules,
      Instant begin) {
    JourneyRules journeys = InsightsJob.journeyRules(options);
    OptionValues from = options.with(KAFKA_START, "timestamp:" + begin);
    var records =
        environment.fromSource(
            KafkaOptions.insightsSource(from),
            WatermarkStrategy.noWatermarks(),
            Operators.INSIGHTS_SOURCE.title());
    EventParser parser = new EventParser(options.get(EVENT_MAX_BYTES), EventFunction.unchanged());
    DataStream<JourneyChange> changes =
        ReadMessages.of(records, parser)
            .keyBy(MessageStep::messageId)
            .process(new FoldJourneys(journeys));
    DataStream<RuleChange> changed =
        environment.fromData(
            rules.stream().map(rule -> new RuleChange(rule.name(), rule.yaml())).toList(),
            TypeInformation.of(RuleChange.class));
    return new AlertsTopology(
            journeys,
            options.get(ALERTS_LATENESS),
            begin.toEpochMilli(),
            CatalogChannels.of(options))
        .addTo(changes, changed)
        .transform("Tell", TypeInformation.of(Found.class), new Tell())
        .setParallelism(1);
  }

  /** Adds to the incidents how far the rules were looked at. */
  private static final class Tell extends AbstractStreamOperator<Found>
      implements OneInputStreamOperator<Incident, Found> {
    private static final long serialVersionUID = 1L;

    private long clock = Long.MIN_VALUE;

    @Override
    public void processElement(StreamRecord<Incident> incident) {
      output.collect(new StreamRecord<>(new Found(incident.getValue(), clock)));
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
      clock = mark.getTimestamp();
      output.collect(new StreamRecord<>(new Found(null, clock)));
      super.processWatermark(mark);
    }
  }
}
