package io.austin.stream.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.cli.Call;
import io.austin.stream.cli.platform.ExitCodes;
import io.austin.stream.test.server.FreePort;
import io.austin.stream.test.server.KafkaServer;
import io.austin.stream.test.server.RedisServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Servers that somebody names: what is said when they cannot be used, and how they are used. */
@Timeout(180)
class GivenServersIT {
  private static final String PASSWORD = "hunter2";

  private static KafkaServer kafka;
  private static RedisServer redis;

  @TempDir private Path home;

  @BeforeAll
  static void start() {
    kafka = KafkaServer.start();
    redis = RedisServer.builder().password(PASSWORD).start();
  }

  @AfterAll
  static void stop() {
    redis.close();
    kafka.close();
  }

  @Test
  void kafkaThatIsNotThere() {
    String nobody = "127.0.0.1:" + FreePort.next();
    String option = "--kafka.bootstrap.servers=" + nobody;

    assertMistake(
        call("local", option), "Kafka cannot be reached at " + nobody, "kafka.bootstrap.servers");
    assertMistake(call("generate", option), "Kafka cannot be reached at " + nobody);
  }

  @Test
  void redisThatDoesNotAnswer() {
    String nobody = "127.0.0.1:" + FreePort.next();
    String option = "--redis.uri=redis://:" + PASSWORD + "@" + nobody;

    assertMistake(call("local", option), "Redis cannot be reached at " + nobody, "redis.uri");
  }

  @Test
  void aWrongPassword() {
    String option = "--redis.uri=redis://:wrong@127.0.0.1:" + redis.port();

    assertMistake(call("local", option), "refuses the user or the password in redis.uri");
  }

  @Test
  void aTopicThatDoesNotExist() {
    kafka.createTopic("there", 1);

    assertMistake(
        call("generate", onKafka(), "--kafka.topic=their"), "Topic 'their' does not exist");
  }

  @Test
  void localUsesThemAndLeavesThemRunning() {
    Call local =
        call(
            "local",
            onKafka(),
            onRedis(),
            "--kafka.topic=made.by.local",
            "--redis.key.prefix=local:",
            "--count=300",
            "--rate=max");

    assertThat(local.exitCode()).as(local.err()).isEqualTo(ExitCodes.OK);
    assertThat(local.out())
        .contains("Redis holds exactly what 300 records say", "redis-cli")
        .doesNotContain(PASSWORD);
    assertThat(local.err()).doesNotContain(PASSWORD);
    assertThat(kafka.topics()).contains("made.by.local");
    assertThat(redis.client().dbSize()).isPositive();
  }

  @Test
  void generateWritesToATopic() {
    kafka.createTopic("traces", 2);

    Call generate =
        call("generate", onKafka(), "--kafka.topic=traces", "--rate=max", "--count=200");

    assertThat(generate.exitCode()).as(generate.err()).isEqualTo(ExitCodes.OK);
    assertThat(generate.err()).contains("200 records written to traces");
    assertThat(kafka.read("traces")).hasSize(200);
  }

  private Call call(String... args) {
    return Call.of(home, args);
  }

  private static String onKafka() {
    return "--kafka.bootstrap.servers=" + kafka.bootstrapServers();
  }

  private static String onRedis() {
    return "--redis.uri=" + redis.uri();
  }

  private static void assertMistake(Call call, String... parts) {
    assertThat(call.exitCode()).as(call.err()).isEqualTo(ExitCodes.USAGE);
    assertThat(call.lastError()).contains(parts).doesNotContain(PASSWORD);
    assertThat(call.err()).doesNotContain("\tat ");
    assertThat(call.out()).isEmpty();
  }
}
