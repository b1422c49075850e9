package io.austin.stream.job.preflight;

import static io.austin.stream.options.InsightsOptionDefinitions.ALERTS_RULES_TOPIC;
import static io.austin.stream.options.OptionDefinitions.KAFKA_GROUP_ID;
import static io.austin.stream.options.OptionDefinitions.KAFKA_START;

import io.austin.stream.functions.redis.RedisFences;
import io.austin.stream.functions.redis.wire.RedisPipelineException;
import io.austin.stream.job.options.SinkOptions;
import io.austin.stream.options.KafkaStart;
import io.austin.stream.options.Option;
import io.austin.stream.options.OptionValues;
import io.austin.stream.options.UsageException;
import io.austin.stream.template.Catalogs;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The checks before submission. Each finding is one line that says which server, what is wrong and
 * what to do. A check gives up after seconds, whatever the job's own time-outs are.
 */
public final class Preflight {
  /** For a connection, and for an answer of Redis. */
  static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** For an answer of Kafka: a broker that has just started may take more than a few seconds. */
  static final Duration KAFKA_TIMEOUT = Duration.ofSeconds(15);

  private static final Set<KafkaStart.Point> MAY_READ_ALL =
      EnumSet.of(KafkaStart.Point.EARLIEST, KafkaStart.Point.COMMITTED);

  private Preflight() {}

  /**
   * Checks Kafka and Redis.
   *
   * @return warnings, with which the job can run
   * @throws UsageException when it can't; one line for each reason
   */
  public static List<String> check(OptionValues options) {
    Findings findings = new Findings();
    new KafkaPreflight(options, findings).runForTheJob();
    RedisPreflight redis = new RedisPreflight(options, findings, Clock.systemUTC());
    redis.runFor(RedisRights::ofTheJob);
    List<String> warnings = findings.warningsOrThrow();
    if (hasFences(options) || !MAY_READ_ALL.contains(options.get(KAFKA_START).point())) {
      return warnings;
    }
    redis.checkViews(options.get(KAFKA_GROUP_ID));
    return findings.warningsOrThrow();
  }

  /**
   * Checks Kafka and Redis for the insights job, as {@link #check(OptionValues)} does, and the file
   * of templates that rules for channels need.
   */
  public static List<String> checkInsights(OptionValues options) {
    Findings findings = new Findings();
    new KafkaPreflight(options, findings).runForInsights();
    new RedisPreflight(options, findings, Clock.systemUTC()).runFor(RedisRights::ofInsights);
    if (options.isSet(ALERTS_RULES_TOPIC)) {
      checkTemplates(options, findings);
    }
    return findings.warningsOrThrow();
  }

  /** Checks Kafka for the archive, as {@link #check(OptionValues)} does. */
  public static List<String> checkArchive(OptionValues options) {
    Findings findings = new Findings();
    new KafkaPreflight(options, findings).runForArchive();
    return findings.warningsOrThrow();
  }

  private static void checkTemplates(OptionValues options, Findings findings) {
    try {
      Catalogs.of(options).close();
    } catch (UsageException unreadable) {
      findings.error(String.valueOf(unreadable.getMessage()));
    }
  }

  private static boolean hasFences(OptionValues options) {
    try (RedisFences fences = RedisFences.of(SinkOptions.of(options).withTimeout(TIMEOUT))) {
      fences.check();
      return fences.buckets() > 0;
    } catch (RedisPipelineException unfit) {
      throw new UsageException(String.valueOf(unfit.getMessage()));
    }
  }

  /**
   * Finds out whether one of the brokers takes connections, so that one that is down is told at
   * once and one that is slow may take its time.
   *
   * @throws UsageException when none does, with the reason of each
   */
  public static void reachKafka(OptionValues options) {
    Findings findings = new Findings();
    new KafkaPreflight(options, findings).accepts();
    findings.warningsOrThrow();
  }

  /** Checks Kafka alone, as {@link #check(OptionValues)} does. */
  public static List<String> checkKafka(OptionValues options) {
    Findings findings = new Findings();
    new KafkaPreflight(options, findings).run();
    return findings.warningsOrThrow();
  }

  /** Checks Kafka for notify, whose topics and consumer groups are these. */
  public static List<String> checkNotify(
      OptionValues options, Collection<Option<String>> topics, Collection<String> groups) {
    Findings findings = new Findings();
    new KafkaPreflight(options, findings).runForNotify(topics, groups);
    return findings.warningsOrThrow();
  }

  /** Checks Redis alone, for those who only read. */
  public static List<String> checkRedis(OptionValues options) {
    Findings findings = new Findings();
    new RedisPreflight(options, findings, Clock.systemUTC()).run();
    return findings.warningsOrThrow();
  }
}
