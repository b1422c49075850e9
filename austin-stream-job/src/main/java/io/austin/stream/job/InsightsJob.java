package io.austin.stream.job;

import static io.austin.stream.options.InsightsOptionDefinitions.ALERTS_LATENESS;
import static io.austin.stream.options.InsightsOptionDefinitions.JOURNEY_HELD_UNTIL;
import static io.austin.stream.options.InsightsOptionDefinitions.JOURNEY_KEEP;
import static io.austin.stream.options.InsightsOptionDefinitions.JOURNEY_STUCK_AFTER;
import static io.austin.stream.options.OptionDefinitions.EVENT_MAX_BYTES;
import static io.austin.stream.options.OptionDefinitions.REDIS_KEY_PREFIX;
import static io.austin.stream.options.OptionDefinitions.REDIS_RETRY_FOR;
import static io.austin.stream.options.OptionDefinitions.REDIS_TIMEOUT;
import static io.austin.stream.options.OptionDefinitions.ZONE;

import io.austin.stream.functions.EventFunction;
import io.austin.stream.functions.EventParser;
import io.austin.stream.functions.journey.JourneyOptions;
import io.austin.stream.functions.journey.JourneyRules;
import io.austin.stream.functions.journey.JourneySink;
import io.austin.stream.job.options.KafkaOptions;
import io.austin.stream.job.preflight.Preflight;
import io.austin.stream.options.OptionDefinitions;
import io.austin.stream.options.OptionValues;
import io.austin.stream.options.RedisOptions;
import org.apache.flink.client.program.ProgramParametrizationException;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job that follows journeys: which messages are stuck and how long the others took, beside
 * {@link AustinStreamJob} and with a consumer group of its own.
 */
public final class InsightsJob {
  /** The job as it is submitted. */
  public static final JobProgram PROGRAM =
      new JobProgram(
          Operators.INSIGHTS_NAME,
          "flink run -c io.austin.stream.job.InsightsJob austin-stream-job.jar",
          "Follows each of austin's messages to each receiver, and shows in Redis which are stuck,"
              + " how long the others took and what became of them.",
          OptionDefinitions.insights(),
          Preflight::checkInsights,
          InsightsJob::define);

  private InsightsJob() {}

  /**
   * Submits the job to the cluster that runs this, or prints help.
   *
   * @throws ProgramParametrizationException when the options are wrong, or Kafka or Redis are not
   *     what they say
   */
  public static void main(String[] args) throws Exception {
    PROGRAM.run(args);
  }

  /** Adds the job to an environment: its operators, and its defaults for what is not configured. */
  public static void define(StreamExecutionEnvironment environment, OptionValues options) {
    FlinkDefaults.addTo(environment, options);
    topology(options, EventFunction.unchanged()).addTo(environment);
  }

  /** The topology on its real ends, with a function for its events. */
  static InsightsTopology topology(OptionValues options, EventFunction function) {
    return new InsightsTopology(
        KafkaOptions.insightsSource(options),
        new EventParser(options.get(EVENT_MAX_BYTES), function),
        journeyRules(options),
        new JourneySink(
            new JourneyOptions(
                RedisOptions.endpoint(options),
                options.get(REDIS_KEY_PREFIX),
                options.get(JOURNEY_KEEP),
                options.get(REDIS_TIMEOUT),
                options.get(REDIS_RETRY_FOR))),
        KafkaOptions.outcomes(options),
        KafkaOptions.incidents(options)
            .map(
                to ->
                    new InsightsTopology.Alerts(
                        KafkaOptions.alertRules(options),
                        options.get(ALERTS_LATENESS),
                        CatalogChannels.of(options),
                        to)));
  }

  static JourneyRules journeyRules(OptionValues options) {
    return new JourneyRules(
        options.get(JOURNEY_STUCK_AFTER),
        options.get(JOURNEY_HELD_UNTIL),
        options.get(ZONE),
        options.get(JOURNEY_KEEP));
  }
}
