package io.austin.stream.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.austin.stream.proof.JobJar;
import io.austin.stream.test.cluster.FlinkCli;
import io.austin.stream.test.cluster.FlinkCluster;
import io.austin.stream.test.cluster.FlinkRest;
import io.austin.stream.test.server.FreePort;
import io.austin.stream.test.server.KafkaServer;
import io.austin.stream.test.server.RedisServer;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What happens when the jar is submitted: what is wrong is said at once, by either way; what was
 * asked for reaches the job. No TaskManager is needed for that.
 */
@Timeout(240)
class ClusterSubmitIT {
  private static final String PASSWORD = "hunter2";
  private static final Path JAR = JobJar.find().orElseThrow();

  @TempDir static Path directory;
  private static final Map<String, FlinkCluster> CLUSTERS = new TreeMap<>();
  private static final Map<String, String> JARS = new TreeMap<>();
  private static KafkaServer kafka;
  private static RedisServer redis;

  @BeforeAll
  static void start() throws Exception {
    kafka = KafkaServer.start();
    kafka.createTopic("austinLog", 2);
    redis = RedisServer.builder().password(PASSWORD).start();
    for (String version : List.of("2.2.1", "2.3.0")) {
      FlinkCluster cluster =
          FlinkCluster.in(directory.resolve(version))
              .distribution(ClusterProofIT.flink(version))
              .taskManagers(0)
              .setting("execution.checkpointing.interval", "7 s")
              .start();
      CLUSTERS.put(version, cluster);
      JARS.put(version, cluster.rest().upload(JAR));
    }
  }

  @AfterAll
  static void stop() {
    CLUSTERS.values().forEach(FlinkCluster::close);
    redis.close();
    kafka.close();
  }

  @ParameterizedTest
  @CsvSource({
    "2.2.1, --kafka.topics x, Unknown option: --kafka.topics. Did you mean --kafka.topic?",
    "2.2.1, --kafka.topic austinLgo, Topic 'austinLgo' does not exist in Kafka at",
    "2.2.1, --kafka.bootstrap.servers {nobody}, Kafka cannot be reached at {nobody}",
    "2.3.0, --redis.uri redis://{nobody}/0, Redis cannot be reached at {nobody}"
  })
  void whatIsWrongIsSaidAtSubmission(String version, String argument, String message)
      throws Exception {
    String nobody = "127.0.0.1:" + FreePort.next();
    String said = message.replace("{nobody}", nobody);
    List<String> arguments = arguments(argument.replace("{nobody}", nobody).split(" "));

    List<String> jobs = jobs(version);

    FlinkCli.Answer answer = flinkRun(version, arguments);

    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(answer.output()).contains(said).doesNotContain("\tat ").doesNotContain(PASSWORD);
    assertThat(answer.output().strip()).hasLineCount(1);
    assertThatThrownBy(() -> upload(version, arguments, 1))
        .isInstanceOf(FlinkRest.RefusedException.class)
        .hasMessageContaining(said)
        .message()
        .doesNotContain(PASSWORD);
    assertThat(jobs(version)).isEqualTo(jobs);
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnce() throws Exception {
    FlinkCli.Answer answer =
        flinkRun(
            "2.2.1",
            arguments("--kafka.topic", "nowhere", "--redis.uri", "redis://:x@" + redisServer()));

    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(answer.output().strip().lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("Topic 'nowhere' does not exist"),
            line -> assertThat(line).contains("refuses the user or the password in redis.uri"));
  }

  /** The options' file and the cluster's configuration count, and the job's defaults else. */
  @ParameterizedTest
  @ValueSource(strings = {"2.2.1", "2.3.0"})
  void aJobThatWasUploadedHasItsOptions(String version) throws Exception {
    SubmittedJob job = new SubmittedJob(CLUSTERS.get(version), upload(version, arguments(), 2));

    JsonNode checkpoints = job.get("/checkpoints/config");
    assertThat(checkpoints.get("interval").asInt()).isEqualTo(7_000);
    assertDefaults(checkpoints);
    JsonNode execution = job.get("/config").get("execution-config");
    assertThat(execution.get("object-reuse-mode").asBoolean()).isTrue();
    assertThat(execution.get("job-parallelism").asInt()).isEqualTo(2);
    assertThat(execution.toString()).doesNotContain(PASSWORD);
    assertThatNoLogHasThePassword(version);
  }

  /** A password in the environment, the rest on the command line, which goes first. */
  @Test
  void aJobOfTheCommandLineHasItsOptions() throws Exception {
    FlinkCluster cluster = CLUSTERS.get("2.2.1");
    FlinkCli cli = cluster.cli().withEnvironment(Map.of("AUSTIN_STREAM_REDIS_URI", redis.uri()));

    FlinkCli.Answer answer =
        cli.call(
            "run",
            "-d",
            "-D",
            "pipeline.object-reuse=false",
            JAR.toString(),
            "--kafka.bootstrap.servers",
            kafka.bootstrapServers(),
            "--checkpoint.interval=3s",
            "--parallelism=3");

    assertThat(answer.exitCode()).isZero();
    assertThat(answer.output()).contains("Job has been submitted").doesNotContain(PASSWORD);
    SubmittedJob job = new SubmittedJob(cluster, SubmittedJob.idIn(answer));
    JsonNode checkpoints = job.get("/checkpoints/config");
    assertThat(checkpoints.get("interval").asInt()).isEqualTo(3_000);
    assertDefaults(checkpoints);
    JsonNode execution = job.get("/config").get("execution-config");
    assertThat(execution.get("object-reuse-mode").asBoolean()).isFalse();
    assertThat(execution.get("job-parallelism").asInt()).isEqualTo(3);
    assertThatNoLogHasThePassword("2.2.1");
  }

  private static void assertThatNoLogHasThePassword(String version) throws IOException {
    try (Stream<Path> logs = Files.list(CLUSTERS.get(version).logs())) {
      assertThat(logs.toList())
          .isNotEmpty()
          .allSatisfy(log -> assertThat(log).content().doesNotContain(PASSWORD));
    }
  }

  private static void assertDefaults(JsonNode checkpoints) {
    assertThat(checkpoints.get("mode").asText()).isEqualTo("exactly_once");
    assertThat(checkpoints.get("max_concurrent").asInt()).isEqualTo(1);
    assertThat(checkpoints.get("externalization").get("enabled").asBoolean()).isTrue();
    assertThat(checkpoints.get("externalization").get("delete_on_cancellation").asBoolean())
        .isFalse();
    assertThat(checkpoints.get("unaligned_checkpoints").asBoolean()).isFalse();
  }

  private static FlinkCli.Answer flinkRun(String version, List<String> arguments)
      throws IOException {
    return CLUSTERS
        .get(version)
        .cli()
        .call(
            Stream.concat(Stream.of("run", "-d", JAR.toString()), arguments.stream())
                .toArray(String[]::new));
  }

  private static String upload(String version, List<String> arguments, int parallelism)
      throws IOException, InterruptedException {
    return CLUSTERS
        .get(version)
        .rest()
        .run(JARS.get(version), arguments, parallelism, Optional.empty());
  }

  /** What is right in a file, and what is given on the command line. */
  private static List<String> arguments(String... more) throws IOException {
    Properties right = new Properties();
    right.put("kafka.bootstrap.servers", kafka.bootstrapServers());
    right.put("redis.uri", redis.uri());
    Path file = directory.resolve("job.properties");
    try (Writer writer = Files.newBufferedWriter(file)) {
      right.store(writer, null);
    }
    return Stream.concat(Stream.of("--config", file.toString()), Stream.of(more)).toList();
  }

  private static String redisServer() {
    return "127.0.0.1:" + redis.port() + "/0";
  }

  private static List<String> jobs(String version) throws IOException, InterruptedException {
    return CLUSTERS.get(version).rest().get("/jobs").get("jobs").findValuesAsText("id");
  }
}
