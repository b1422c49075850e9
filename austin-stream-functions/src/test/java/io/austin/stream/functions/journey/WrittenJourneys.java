package io.austin.stream.functions.journey;

import io.austin.stream.common.AnchorInfo;
import io.austin.stream.functions.alert.Incident;
import io.austin.stream.functions.alert.ShowIncidents;
import io.austin.stream.redis.RedisEndpoint;
import io.austin.stream.test.harness.FunctionHarness;
import io.austin.stream.test.harness.SinkHarness;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/**
 * What the functions write to a Redis of the events that they are given, in one thread: the fold,
 * the bundles, the counts and the sink, as a job has them one behind the other.
 *
 * <pre>{@code
 * try (var journeys = WrittenJourneys.to(redis.uri(), rules)) {
 *   journeys.take(takenIn, sent).clock(System.currentTimeMillis());
 * }
 * }</pre>
 */
public final class WrittenJourneys implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final long PAST_A_TIMER = 20_000;

  private final FunctionHarness<MessageStep, JourneyChange> fold;
  private final OneInputStreamOperatorTestHarness<JourneyChange, TemplateChanges> bundles;
  private final FunctionHarness<TemplateChanges, ShownValues> show;
  private final SinkHarness<ShownValues> sink;
  private final OneInputStreamOperatorTestHarness<Incident, ShownValues> incidents;
  private long processingTime;
  private boolean evaluating;

  private WrittenJourneys(String redisUri, JourneyRules rules) throws Exception {
    fold = FunctionHarness.keyed(new FoldJourneys(rules), MessageStep::messageId, Types.STRING);
    bundles = new OneInputStreamOperatorTestHarness<>(new BundleChanges());
    bundles.open();
    show =
        FunctionHarness.keyed(
            new ShowJourneys(rules.keep()), TemplateChanges::businessId, Types.LONG);
    incidents = new OneInputStreamOperatorTestHarness<>(new ShowIncidents(rules.keep()));
    sink =
        SinkHarness.open(
            new JourneySink(
                new JourneyOptions(
                    RedisEndpoint.parse(redisUri), "", rules.keep(), TIMEOUT, TIMEOUT)));
  }

  /** Takes the place of whoever wrote there before. */
  public static WrittenJourneys to(String redisUri, JourneyRules rules) throws Exception {
    return new WrittenJourneys(redisUri, rules);
  }

  /** Takes events in, and leaves those without a message id out. */
  public WrittenJourneys take(AnchorInfo... events) throws Exception {
    return take(List.of(events));
  }

  /** Takes events in, and leaves those without a message id out. */
  public WrittenJourneys take(Iterable<AnchorInfo> events) throws Exception {
    for (AnchorInfo event : events) {
      MessageStep step = MessageStep.of(event);
      if (step != null) {
        fold.process(step);
      }
    }
    return this;
  }

  /** Rules are evaluated, and found these. */
  public WrittenJourneys found(Incident... found) throws Exception {
    if (!evaluating) {
      evaluating = true;
      incidents.open();
      incidents.setProcessingTime(1);
    }
    for (Incident incident : found) {
      incidents.processElement(incident, 0);
    }
    return this;
  }

  /**
   * Moves the clock of the journeys on, and writes.
   *
   * @param millis up to when the topic is read, in milliseconds since the epoch
   */
  public WrittenJourneys clock(long millis) throws Exception {
    fold.watermark(millis);
    for (JourneyChange change : fold.takeOutputs()) {
      bundles.processElement(change, 0);
    }
    bundles.processWatermark(millis);
    for (TemplateChanges changes : bundles.extractOutputValues()) {
      show.process(changes);
    }
    bundles.getOutput().clear();
    show.watermark(millis);
    processingTime += PAST_A_TIMER;
    show.processingTime(processingTime);
    for (ShownValues values : show.takeOutputs()) {
      sink.invoke(values);
    }
    if (evaluating) {
      incidents.processWatermark(millis);
      for (ShownValues values : incidents.extractOutputValues()) {
        sink.invoke(values);
      }
      incidents.getOutput().clear();
    }
    sink.watermark(millis);
    sink.checkpoint();
    return this;
  }

  @Override
  public void close() throws Exception {
    if (evaluating) {
      incidents.close();
    }
    try (fold;
        bundles;
        show;
        sink) {
      fold.takeOutputs();
    }
  }
}
