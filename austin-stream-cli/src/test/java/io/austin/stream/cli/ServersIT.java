package io.austin.stream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.cli.platform.ExitCodes;
import io.austin.stream.cli.platform.StopRequest;
import io.austin.stream.test.event.Events;
import io.austin.stream.test.server.FreePort;
import io.austin.stream.test.server.KafkaServer;
import io.austin.stream.test.server.RedisServer;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Servers that somebody names: what is said when they cannot be used, and how they are used. */
@Timeout(180)
class ServersIT {
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
  void kafkaThatDoesNotAnswer() {
    String nobody = "127.0.0.1:" + FreePort.next();
    String option = "--kafka.bootstrap.servers=" + nobody;

    assertMistake(call("job", option, onRedis()), "Kafka cannot be reached at " + nobody);
  }

  @Test
  void redisThatDoesNotAnswer() {
    String nobody = "127.0.0.1:" + FreePort.next();
    String option = "--redis.uri=redis://:" + PASSWORD + "@" + nobody;

    assertMistake(call("trace", "x", option), "Redis cannot be reached at " + nobody, "redis.uri");
  }

  @Test
  void aWrongPassword() {
    String option = "--redis.uri=redis://:wrong@127.0.0.1:" + redis.port();

    assertMistake(call("trace", "x", option), "refuses the user or the password in redis.uri");
  }

  @Test
  void aTopicThatDoesNotExist() {
    kafka.createTopic("there", 1);

    assertMistake(
        call("job", onKafka(), onRedis(), "--kafka.topic=their"),
        "Topic 'their' does not exist",
        "there",
        "kafka.topic");
  }

  @Test
  void theJobStopsBehindASavepointAndGoesOnFromIt() throws Exception {
    kafka.createTopic("traces", 2);
    Generated.to(kafka, "traces", 200);
    String[] args = {
      "job", onKafka(), onRedis(), "--kafka.topic=traces", "--redis.key.prefix=job:"
    };
    Call first = runUntilKeys("job:Austin:MessageId:*", args);
    assertThat(first.exitCode()).as(first.err()).isEqualTo(ExitCodes.OK);
    assertThat(first.out()).contains("savepoint-", "--restore");

    kafka.produce("traces", 0, List.of(Events.bytes(Events.received("while.stopped", "r"))));
    String[] more = Arrays.copyOf(args, args.length + 2);
    more[args.length] = "--restore=latest";
    more[args.length + 1] = "--kafka.start=latest";
    Call second = runUntilKeys("job:Austin:MessageId:while.stopped", more);

    assertThat(second.exitCode()).as(second.err()).isEqualTo(ExitCodes.OK);
  }

  /** Runs it until Redis has such keys, then asks it to stop. */
  private Call runUntilKeys(String pattern, String... args) {
    StopRequest stop = new StopRequest();
    CompletableFuture<Call> running =
        CompletableFuture.supplyAsync(
            () -> Call.of(home, OutputStream.nullOutputStream(), stop, args));
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> running.isDone() || !redis.client().keys(pattern).isEmpty());
    stop.make();
    return running.join();
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
