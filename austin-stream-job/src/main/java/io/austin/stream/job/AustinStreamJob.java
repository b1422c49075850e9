package io.austin.stream.job;

import static io.austin.stream.options.OptionDefinitions.DEAD_LETTER_TOPIC;
import static io.austin.stream.options.OptionDefinitions.EVENT_MAX_BYTES;

import io.austin.stream.functions.DeadLetter;
import io.austin.stream.functions.EventFunction;
import io.austin.stream.functions.EventParser;
import io.austin.stream.functions.redis.RedisPipeline;
import io.austin.stream.job.deadletter.LoggedDeadLetters;
import io.austin.stream.job.options.KafkaOptions;
import io.austin.stream.job.options.SinkOptions;
import io.austin.stream.job.preflight.Preflight;
import io.austin.stream.kafka.KafkaDeadLetters;
import io.austin.stream.kafka.KafkaPartitionReader;
import io.austin.stream.options.OptionDefinitions;
import io.austin.stream.options.OptionValues;
import java.util.Optional;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.client.program.ProgramParametrizationException;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The job that ops submit: trace events from Kafka to Redis, each exactly once. */
public final class AustinStreamJob {
  /** The job as it is submitted. */
  public static final JobProgram PROGRAM =
      new JobProgram(
          Operators.JOB_NAME,
          "flink run austin-stream-job.jar",
          "Writes austin's trace events from Kafka to Redis, each exactly once.",
          OptionDefinitions.job(),
          Preflight::check,
          AustinStreamJob::define);

  private AustinStreamJob() {}

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
    topology(options).addTo(environment);
  }

  /** The topology on its real ends. */
  static TraceTopology topology(OptionValues options) {
    return topology(options, EventFunction.unchanged());
  }

  /** The same with a function for its events. */
  static TraceTopology topology(OptionValues options, EventFunction function) {
    return new TraceTopology(
        KafkaOptions.source(options),
        RedisPipeline.of(
            SinkOptions.of(options),
            new EventParser(options.get(EVENT_MAX_BYTES), function),
            KafkaPartitionReader.of(KafkaOptions.clients(options)),
            KafkaOptions.offsets(options)),
        deadLetters(options));
  }

  private static Sink<DeadLetter> deadLetters(OptionValues options) {
    Optional<String> topic = options.find(DEAD_LETTER_TOPIC);
    return topic.isPresent()
        ? KafkaDeadLetters.to(topic.get(), KafkaOptions.clients(options))
        : new LoggedDeadLetters();
  }
}
