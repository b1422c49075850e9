package io.austin.stream.local.run;

import io.austin.stream.options.OptionValues;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What a run shall be like.
 *
 * @param options the job's options; servers that are not named are started
 * @param partitions how many a topic gets that does not exist yet
 * @param duration how long to produce; empty: until the production ends, or somebody stops it
 * @param verify whether to compare Redis with the reference model in the end
 * @param console whether to start the console too
 * @param insights whether to run the insights job beside the job
 * @param flink settings of Flink's own, which go before all others
 */
public record RunSettings(
    OptionValues options,
    int partitions,
    Optional<Duration> duration,
    boolean verify,
    boolean console,
    boolean insights,
    Map<String, String> flink) {}
