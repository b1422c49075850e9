package io.austin.stream.cluster;

import io.austin.stream.options.OptionValues;
import io.austin.stream.proof.Probe;
import io.austin.stream.test.cluster.ClusterNode;
import io.austin.stream.test.cluster.FlinkCluster;
import io.austin.stream.test.server.KafkaServer;
import io.austin.stream.test.server.Opened;
import io.austin.stream.test.server.RedisServer;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Kafka, Redis and a Flink of one JobManager and two TaskManagers, each a process of its own, and
 * how the job is told of them: a part in a file, a part on the command line.
 */
final class ProofSite implements AutoCloseable {
  static final int TASK_MANAGERS = 2;
  static final String TOPIC = "austinLog";
  static final String DEAD_LETTERS = "austinDeadLetters";

  private static final int PARTITIONS = 4;
  private static final int NOON = 12;

  private final Opened opened;
  private final KafkaServer kafka;
  private final RedisServer redis;
  private final FlinkCluster flink;
  private final Path optionsFile;
  private final Map<String, String> inFile = new HashMap<>();
  private final Map<String, String> onCommandLine = new HashMap<>();

  private ProofSite(Path directory, ProofSettings settings, Opened opened) throws IOException {
    this.opened = opened;
    kafka = opened.add(KafkaServer.builder().dataDirectory(directory.resolve("kafka")).start());
    kafka.createTopic(TOPIC, PARTITIONS);
    kafka.createTopic(DEAD_LETTERS, 1);
    redis = opened.add(RedisServer.start());
    flink = opened.add(flink(directory, settings));
    optionsFile = directory.resolve("job.properties");
    inFile.put("kafka.bootstrap.servers", kafka.bootstrapServers());
    inFile.put("redis.uri", redis.uri());
    inFile.put("zone", zoneAtNoon().getId());
    onCommandLine.put("dead-letter.topic", DEAD_LETTERS);
    onCommandLine.put("trail.max-entries", "500");
    onCommandLine.putAll(settings.jobOptions());
    Properties properties = new Properties();
    properties.putAll(inFile);
    try (Writer writer = Files.newBufferedWriter(optionsFile)) {
      properties.store(writer, null);
    }
  }

  /** Starts everything, with data and logs in an empty directory. */
  static ProofSite start(Path directory, ProofSettings settings) throws IOException {
    return Opened.whole(opened -> new ProofSite(directory, settings, opened));
  }

  private static FlinkCluster flink(Path directory, ProofSettings settings) {
    FlinkCluster.Builder flink =
        FlinkCluster.in(directory.resolve("flink"))
            .distribution(settings.flink())
            .taskManagers(TASK_MANAGERS)
            .slots(settings.slots())
            .setting("web.refresh-interval", "100 ms");
    return (settings.flinkTimeouts() ? flink.flinkTimeouts() : flink).start();
  }

  /** So far from midnight that no receiver's day ends meanwhile. */
  static ZoneId zoneAtNoon() {
    int hour = Instant.now().atZone(ZoneOffset.UTC).getHour();
    return ZoneOffset.ofHours(NOON - hour);
  }

  KafkaServer kafka() {
    return kafka;
  }

  RedisServer redis() {
    return redis;
  }

  FlinkCluster flink() {
    return flink;
  }

  /** What the job is told in all. */
  OptionValues options() {
    Map<String, String> all = new HashMap<>(inFile);
    all.putAll(onCommandLine);
    return OptionValues.of(all);
  }

  /** The arguments that tell it so. */
  List<String> arguments() {
    return Stream.concat(
            Stream.of("--config", optionsFile.toString()),
            onCommandLine.entrySet().stream()
                .flatMap(it -> Stream.of("--" + it.getKey(), it.getValue())))
        .toList();
  }

  /** Writes a probe behind the events; returns when Kafka has it. */
  Probe probe() {
    return Probe.send(kafka, redis.client()::exists, TOPIC, PARTITIONS);
  }

  /** The process of a TaskManager, by its id in the cluster. */
  ClusterNode taskManager(String id) {
    return flink.taskManagers().stream()
        .filter(it -> it.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("there is no TaskManager " + id));
  }

  @Override
  public String toString() {
    return flink.rest().address();
  }

  @Override
  public void close() {
    opened.close();
  }
}
