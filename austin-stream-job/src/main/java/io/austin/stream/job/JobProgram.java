package io.austin.stream.job;

import static io.austin.stream.options.OptionDefinitions.PREFLIGHT;

import io.austin.stream.options.Option;
import io.austin.stream.options.OptionValues;
import io.austin.stream.options.UsageException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What ops submit: a job with its command line, checks and operators.
 *
 * @param name what the job is called
 * @param submission how it is submitted, for its help
 * @param description what it does, for its help
 * @param options what it takes
 * @param preflight checks the servers; returns warnings
 * @param definition adds the job to an environment
 */
public record JobProgram(
    String name,
    String submission,
    String description,
    List<Option<?>> options,
    Function<OptionValues, List<String>> preflight,
    BiConsumer<StreamExecutionEnvironment, OptionValues> definition) {
  private static final Logger LOG = LoggerFactory.getLogger(JobProgram.class);

  /**
   * Submits the job to the cluster that runs this, or prints help.
   *
   * @throws org.apache.flink.client.program.ProgramParametrizationException when the options are
   *     wrong, or Kafka or Redis are not what they say
   */
  public void run(String... args) throws Exception {
    try {
      submit(args);
    } catch (UsageException mistake) {
      throw new JobRefusedException(mistake);
    }
  }

  private void submit(String... args) throws Exception {
    Optional<OptionValues> given = new JobCommandLine(this, System.out).read(args, System.getenv());
    if (given.isEmpty()) {
      return;
    }
    OptionValues values = given.get();
    LOG.info("{} {}\n{}", name, JobVersion.current(), values.describe(options));
    if (values.get(PREFLIGHT)) {
      preflight.apply(values).forEach(JobProgram::warn);
    }
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    definition.accept(environment, values);
    environment.execute(name);
  }

  /** To the log, and to whoever submits the job: Flink's command line shows them no log. */
  private static void warn(String warning) {
    LOG.warn(warning);
    System.err.println("Warning: " + warning);
  }
}
