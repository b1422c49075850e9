package io.austin.stream.job;

import io.austin.stream.functions.EventParser;
import io.austin.stream.functions.SourceRecord;
import io.austin.stream.functions.alert.Incident;
import io.austin.stream.functions.alert.ReadRules;
import io.austin.stream.functions.alert.RuleChange;
import io.austin.stream.functions.alert.ShowIncidents;
import io.austin.stream.functions.alert.TemplateChannels;
import io.austin.stream.functions.journey.BundleChanges;
import io.austin.stream.functions.journey.FoldJourneys;
import io.austin.stream.functions.journey.JourneyChange;
import io.austin.stream.functions.journey.JourneyRules;
import io.austin.stream.functions.journey.MessageStep;
import io.austin.stream.functions.journey.OutcomeChange;
import io.austin.stream.functions.journey.ReadMessages;
import io.austin.stream.functions.journey.ShowJourneys;
import io.austin.stream.functions.journey.ShownValues;
import io.austin.stream.functions.journey.TellOutcomes;
import io.austin.stream.functions.journey.TemplateChanges;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.legacy.SinkFunction;

/**
 * The way from records to what is shown of journeys. The ends are parameters, so that tests run the
 * real way on ends of their own.
 *
 * <pre>
 * source -> read messages =(message)=> fold journeys -> bundle changes =(template)=> show journeys => sink
 *                                                   -> tell outcomes -> outcomes
 *                                                   -> {@link AlertsTopology} -> incidents
 *                                                                     -> show incidents => sink
 * </pre>
 *
 * @param source reads records and says up to when
 * @param parser tells events from the rest, which goes nowhere: it is the other job's
 * @param rules when journeys are stuck and when they end
 * @param sink takes what is to be shown, in one subtask
 * @param outcomes takes the changes of outcomes, if anybody does
 * @param alerts rules and who takes what they find, if there are any
 */
record InsightsTopology(
    Source<SourceRecord, ?, ?> source,
    EventParser parser,
    JourneyRules rules,
    SinkFunction<ShownValues> sink,
    Optional<Sink<OutcomeChange>> outcomes,
    Optional<Alerts> alerts) {
  /**
   * Alerts.
   *
   * @param rules reads rules and says when it has read all of them
   * @param lateness how long events are waited for
   * @param channels which channels templates send through, if anybody knows
   * @param incidents takes incidents that open and end
   */
  record Alerts(
      Source<SourceRecord, ?, ?> rules,
      Duration lateness,
      Optional<TemplateChannels> channels,
      Sink<Incident> incidents) {}

  /** Adds the operators to an environment, which then executes them. */
  void addTo(StreamExecutionEnvironment environment) {
    SingleOutputStreamOperator<SourceRecord> records =
        named(
            Operators.INSIGHTS_SOURCE,
            environment.fromSource(
                source, WatermarkStrategy.noWatermarks(), Operators.INSIGHTS_SOURCE.title()));
    SingleOutputStreamOperator<MessageStep> steps =
        named(Operators.READ_MESSAGES, ReadMessages.of(records, parser));
    SingleOutputStreamOperator<JourneyChange> changes =
        named(
            Operators.FOLD_JOURNEYS,
            steps.keyBy(MessageStep::messageId).process(new FoldJourneys(rules)));
    SingleOutputStreamOperator<TemplateChanges> bundles =
        named(
            Operators.BUNDLE_CHANGES,
            changes
                .forward()
                .transform(
                    Operators.BUNDLE_CHANGES.title(),
                    TypeInformation.of(TemplateChanges.class),
                    new BundleChanges()));
    DataStream<ShownValues> shown =
        named(
            Operators.SHOW_JOURNEYS,
            bundles.keyBy(TemplateChanges::businessId).process(new ShowJourneys(rules.keep())));
    (alerts.isEmpty() ? shown : shown.union(addAlerts(environment, changes, alerts.get())))
        .addSink(sink)
        .name(Operators.JOURNEYS.title())
        .uid(Operators.JOURNEYS.uid())
        .setParallelism(1);
    outcomes.ifPresent(
        to ->
            named(Operators.TELL_OUTCOMES, changes.flatMap(new TellOutcomes()))
                .sinkTo(to)
                .name(Operators.OUTCOMES.title())
                .uid(Operators.OUTCOMES.uid()));
  }

  /** Rules are few: one subtask reads them, and one each writes and shows what they find. */
  private DataStream<ShownValues> addAlerts(
      StreamExecutionEnvironment environment,
      SingleOutputStreamOperator<JourneyChange> changes,
      Alerts to) {
    SingleOutputStreamOperator<RuleChange> read =
        named(
            Operators.READ_RULES,
            named(
                    Operators.ALERT_RULES,
                    environment.fromSource(
                        to.rules(),
                        WatermarkStrategy.noWatermarks(),
                        Operators.ALERT_RULES.title()))
                .setParallelism(1)
                .forward()
                .transform(
                    Operators.READ_RULES.title(),
                    TypeInformation.of(RuleChange.class),
                    new ReadRules())
                .setParallelism(1));
    SingleOutputStreamOperator<Incident> found =
        new AlertsTopology(rules, to.lateness(), 0, to.channels()).addTo(changes, read);
    found
        .sinkTo(to.incidents())
        .name(Operators.INCIDENTS.title())
        .uid(Operators.INCIDENTS.uid())
        .setParallelism(1);
    return named(
            Operators.SHOW_INCIDENTS,
            found.transform(
                Operators.SHOW_INCIDENTS.title(),
                TypeInformation.of(ShownValues.class),
                new ShowIncidents(rules.keep())))
        .setParallelism(1);
  }

  private static <T> SingleOutputStreamOperator<T> named(
      Operators as, SingleOutputStreamOperator<T> operator) {
    return operator.name(as.title()).uid(as.uid());
  }
}
