package io.austin.stream.job;

import io.austin.stream.functions.alert.BundleCounts;
import io.austin.stream.functions.alert.EvaluateRules;
import io.austin.stream.functions.alert.Incident;
import io.austin.stream.functions.alert.RuleChange;
import io.austin.stream.functions.alert.ScopeCounts;
import io.austin.stream.functions.alert.TemplateChannels;
import io.austin.stream.functions.alert.WakeScopes;
import io.austin.stream.functions.journey.JourneyChange;
import io.austin.stream.functions.journey.JourneyRules;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The way from changes of journeys to incidents, the same in the insights job and when rules are
 * tried on the past.
 *
 * <pre>
 * changes -> bundle counts =========(scope)=> evaluate rules -> incidents
 *                  -> wake scopes =(scope)=>
 *            rules ->
 *            rules ==============(to each)=>
 * </pre>
 *
 * @param journeys when journeys are stuck
 * @param lateness how long events are waited for
 * @param from since when it says something that nothing comes, see {@link WakeScopes}
 * @param channels which channels templates send through, if anybody knows
 */
record AlertsTopology(
    JourneyRules journeys, Duration lateness, long from, Optional<TemplateChannels> channels) {
  /**
   * Adds the operators.
   *
   * @param rules the rules; their watermark comes to its end once all of them were read
   */
  SingleOutputStreamOperator<Incident> addTo(
      DataStream<JourneyChange> changes, DataStream<RuleChange> rules) {
    DataStream<ScopeCounts> counts =
        changes
            .forward()
            .transform(
                Operators.BUNDLE_COUNTS.title(),
                TypeInformation.of(ScopeCounts.class),
                new BundleCounts(journeys, channels.orElse(null)))
            .uid(Operators.BUNDLE_COUNTS.uid());
    DataStream<ScopeCounts> wakes =
        rules
            .connect(
                counts
                    .filter(ScopeCounts::isOfEverything)
                    .name(Operators.COUNTS_OF_ALL.title())
                    .uid(Operators.COUNTS_OF_ALL.uid()))
            .transform(
                Operators.WAKE_SCOPES.title(),
                TypeInformation.of(ScopeCounts.class),
                new WakeScopes(lateness, from))
            .setParallelism(1)
            .uid(Operators.WAKE_SCOPES.uid());
    return counts
        .union(wakes)
        .keyBy(ScopeCounts::scope)
        .connect(rules.broadcast(EvaluateRules.RULES))
        .process(new EvaluateRules(lateness, journeys.zone(), channels.isPresent()))
        .name(Operators.EVALUATE_RULES.title())
        .uid(Operators.EVALUATE_RULES.uid());
  }
}
