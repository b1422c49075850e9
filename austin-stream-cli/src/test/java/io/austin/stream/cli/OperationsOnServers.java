package io.austin.stream.cli;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static org.awaitility.Awaitility.await;

import io.austin.stream.cli.platform.ExitCodes;
import io.austin.stream.test.server.KafkaServer;
import io.austin.stream.test.server.RedisServer;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the procedures of {@code docs/operations.md} are run on: servers for a test class, and for
 * each test empty ones, the page's commands, and a home for data and logs.
 */
@Timeout(180)
abstract class OperationsOnServers {
  static final Duration SOON = Duration.ofSeconds(60);
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);

  /** Logs as users have it, not as tests do: what is in it is looked at. */
  private static final LoggerContext LOGGING = (LoggerContext) LogManager.getContext(false);

  static KafkaServer kafka;
  static RedisServer redis;

  @TempDir Path home;
  PageWalk page;
  private String procedure = "";

  @BeforeAll
  static void startServers() throws URISyntaxException {
    LOGGING.setConfigLocation(AustinStream.class.getResource("/log4j2.properties").toURI());
    kafka = KafkaServer.start();
    redis = RedisServer.start();
  }

  @AfterAll
  static void stopServers() {
    redis.close();
    kafka.close();
    LOGGING.setConfigLocation(null);
  }

  @BeforeEach
  void begin(TestInfo test) {
    redis.flushAll();
    for (String topic : List.of("austinLog", "austinLog2", "austinDeadLetters")) {
      if (kafka.topics().contains(topic)) {
        kafka.deleteTopic(topic);
      }
    }
    kafka.createTopic("austinLog", 2);
    kafka.createTopic("austinDeadLetters", 1);
    procedure =
        test.getTestClass().orElseThrow().getSimpleName()
            + "."
            + test.getTestMethod().orElseThrow().getName();
    page = walk(Map.of());
  }

  @AfterEach
  void end() {
    page.close();
  }

  /** A walk through the procedure's commands, with further servers in the page's place. */
  PageWalk walk(Map<String, String> servers) {
    Map<String, String> places = new HashMap<>(servers);
    places.put("austin.properties", home.resolve("austin.properties").toString());
    places.put("rebuild", home.resolve("rebuild").toString());
    return new PageWalk(procedure, home, places);
  }

  /** Writes the properties that the commands name, with some more lines. */
  void configure(String... more) throws IOException {
    Files.writeString(
        home.resolve("austin.properties"),
        """
        kafka.bootstrap.servers=%s
        kafka.topic=austinLog
        dead-letter.topic=austinDeadLetters
        redis.uri=%s
        zone=Asia/Shanghai
        checkpoint.interval=200ms
        """
                .formatted(kafka.bootstrapServers(), redis.uri())
            + String.join("\n", more)
            + "\n");
  }

  /** Writes so many records to a topic. */
  void generate(String topic, int count) throws Exception {
    Generated.to(kafka, topic, count);
  }

  /** Runs the page's next command until it ends well. */
  Call awaitOk(String command) {
    return awaitOk(page.words(command));
  }

  Call awaitOk(String[] words) {
    return repeat(words, call -> call.exitCode() == ExitCodes.OK);
  }

  /** Runs a command until its call is enough. */
  Call repeat(String[] words, Predicate<Call> isEnough) {
    return await()
        .atMost(SOON)
        .pollInterval(LOOK_EVERY)
        .until(() -> Call.of(home, words), isEnough);
  }

  /** What the console's health says, once it answers. */
  static String health(int port) throws Exception {
    URI health = URI.create("http://127.0.0.1:" + port + "/api/v1/health");
    HttpClient client = HttpClient.newHttpClient();
    return await()
        .atMost(SOON)
        .ignoreExceptions()
        .until(
            () -> client.send(HttpRequest.newBuilder(health).build(), ofString()),
            answer -> answer.statusCode() == 200)
        .body();
  }

  /** All that was logged. */
  String logs() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(home)) {
      for (Path log : files.filter(file -> file.toString().endsWith(".log")).toList()) {
        all.append(Files.readString(log));
      }
    }
    return all.toString();
  }
}
