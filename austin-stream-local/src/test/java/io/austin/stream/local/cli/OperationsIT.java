package io.austin.stream.local.cli;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.austin.stream.common.AnchorInfo;
import io.austin.stream.common.AnchorState;
import io.austin.stream.local.AustinStream;
import io.austin.stream.local.cli.PageWalk.Running;
import io.austin.stream.local.deploy.Scrape;
import io.austin.stream.local.deploy.WatchFiles;
import io.austin.stream.local.platform.ExitCodes;
import io.austin.stream.test.event.Events;
import io.austin.stream.test.server.FreePort;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The procedures of {@code docs/operations.md}, run by its own commands on real servers: what
 * stands on the page is what is called.
 */
@Timeout(180)
class OperationsIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);

  /** Receivers of the test begin so; no log may hold one. */
  private static final String RECEIVER = "secret-receiver-";

  private static final String FILLER = "filler";

  /** Logs as users have it, not as tests do: what is in it is looked at. */
  private static final LoggerContext LOGGING = (LoggerContext) LogManager.getContext(false);

  private static KafkaServer kafka;
  private static RedisServer redis;

  @TempDir private Path home;
  private PageWalk page;

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
    page =
        new PageWalk(
            "OperationsIT." + test.getTestMethod().orElseThrow().getName(),
            home,
            Map.of(
                "austin.properties", home.resolve("austin.properties").toString(),
                "rebuild", home.resolve("rebuild").toString()));
  }

  @AfterEach
  void end() {
    page.close();
  }

  @Test
  void deadLettersAreListedMendedAndReplayed() throws Exception {
    configure("event.max-bytes=1KiB");
    redis.client().set(RECEIVER + "wrong-type", "a string");
    kafka.produce(
        "austinLog",
        0,
        List.of(
            event("small", "1"),
            bytes("no JSON, but a " + RECEIVER + "2"),
            largeEvent("large", "3"),
            bytes("{\"businessId\":1,\"ids\":[{\"" + RECEIVER + "4\":1}],\"state\":10}"),
            event("refused", "wrong-type")));
    int port = FreePort.next();
    Running job = page.start("job", Scrape.reporterOn(port));
    await().atMost(SOON).until(() -> kafka.read("austinDeadLetters").size() == 3);
    await().atMost(SOON).until(() -> redis.client().exists("Austin:MessageId:refused"));

    Scrape scrape = Scrape.of(port);
    assertThat(scrape.missing(WatchFiles.expressions())).isEmpty();

    Call list = page.next("dead-letters list");
    assertThat(list.out())
        .contains("3 in austinDeadLetters", "too_large 1", "not_json 1", "invalid:ids 1")
        .contains("austinLog-0@2")
        .doesNotContain(RECEIVER);
    Call tooLarge = page.next("dead-letters list");
    assertThat(tooLarge.out()).contains("\"total\" : 1", "\"state\" : \"OPEN\"");
    Call values = page.next("dead-letters list");
    assertThat(values.out()).contains("1 in austinDeadLetters", RECEIVER + "2");

    configure("event.max-bytes=1MiB");
    Call dry = page.next("dead-letters replay");
    assertThat(dry.out())
        .contains("Would replay", "austinLog 1")
        .contains("2 that the job would refuse again: invalid:ids 1 · not_json 1");
    assertThat(replayTo("nowhere").lastError()).contains("Topic 'nowhere' does not exist", "--to");
    assertThat(replayTo("austinDeadLetters").lastError()).contains("the dead-letter topic");
    assertThat(kafka.read("austinLog")).hasSize(5);

    // Too early: the job that runs still has the old bound.
    assertThat(page.next("dead-letters replay").out()).contains("Replayed", "austinLog 1");
    await().atMost(SOON).until(() -> kafka.read("austinDeadLetters").size() == 5);
    assertThat(page.next("dead-letters list").out()).contains(" replayed\n", " came back\n");
    assertThat(page.next("dead-letters replay").out())
        .contains("Replayed      none", "1 that were replayed before", "1 that came back");
    job.stopped();

    Running mended = page.start("job");
    assertThat(page.next("dead-letters replay").out()).contains("Replayed", "austinLog 1");
    await().atMost(SOON).until(() -> redis.client().exists("Austin:MessageId:large"));
    assertThat(page.next("dead-letters list").out().lines())
        .filteredOn(line -> line.endsWith(" replayed"))
        .hasSize(2)
        .allMatch(line -> line.contains("too_large"));
    // The key of another type is left out of the views, and verify says so: nothing else is.
    Call verify = repeat(page.words("verify"), call -> call.out().contains(" 1 differences "));
    assertThat(verify.out())
        .contains("7 in Kafka: 3 events, 4 dead letters", "replayed 2", RECEIVER + "wrong-type");
    mended.stopped();

    assertThat(redis.client().llen("Austin:MessageId:large")).isEqualTo(1);
    assertThat(logs())
        .contains("which harms its key alone: WRONGTYPE")
        .doesNotContain(RECEIVER)
        .doesNotContain(FILLER);
  }

  @Test
  void theViewsAreRebuiltUnderAPrefixAndReadersSwitchOver() throws Exception {
    configure();
    generate("austinLog", 1_000);
    Running old = page.start("job");
    awaitOk("verify");

    Running rebuild = page.start("job");
    String[] verify = page.words("verify");
    awaitOk(verify);
    int port = FreePort.next();
    Running console = page.start("console", "--console.port=" + port);
    assertThat(health(port)).contains("\"known\":true");
    console.stopped();
    old.stopped();
    assertThat(page.next("fences reset").exitCode()).isZero();

    generate("austinLog", 500);
    awaitOk(verify);
    rebuild.stopped();
    assertThat(page.next("memory").out()).contains("message trails", "keys looked at");
    assertThat(redis.client().keys("Austin:Stream:Fence:*")).isEmpty();
  }

  @Test
  void theViewsAreRebuiltInAnEmptyRedis() throws Exception {
    configure();
    generate("austinLog", 1_000);
    try (RedisServer empty = RedisServer.start()) {
      page =
          new PageWalk(
              "OperationsIT.theViewsAreRebuiltInAnEmptyRedis",
              home,
              Map.of(
                  "austin.properties", home.resolve("austin.properties").toString(),
                  "rebuild", home.resolve("rebuild").toString(),
                  "redis://redis-2:6379/0", empty.uri()));
      Running rebuild = page.start("job");
      awaitOk("verify");
      rebuild.stopped();
    }
    assertThat(redis.client().dbSize()).isZero();
  }

  @Test
  void theFencesAreResetOnPurpose() throws Exception {
    configure();
    generate("austinLog", 1_000);
    Running job = page.start("job");
    awaitOk("verify");
    job.stopped();
    deleteTheViews();

    assertThat(page.next("fences show").out()).contains("64 buckets, 2 partitions");
    assertThat(page.next("fences reset").exitCode()).isZero();
    Running again = page.start("job");
    awaitOk("verify");
    again.stopped();
  }

  @Test
  void theJobMovesToANewTopic() throws Exception {
    configure();
    generate("austinLog", 600);
    Running old = page.start("job");
    awaitOk("verify");
    old.stopped();
    kafka.createTopic("austinLog2", 3);
    generate("austinLog", 300);
    generate("austinLog2", 400);

    Running both = page.start("job");
    String[] verify = page.words("verify");
    awaitOk(verify);
    both.stopped();

    generate("austinLog2", 500);
    Running moved = page.start("job");
    awaitOk(verify);
    assertThat(page.next("fences show").out()).contains("64 buckets, 5 partitions");
    moved.stopped();
  }

  private void configure(String... more) throws IOException {
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

  private void generate(String topic, int count) {
    Call generate =
        Call.of(
            home,
            "generate",
            "--config=" + home.resolve("austin.properties"),
            "--kafka.topic=" + topic,
            "--rate=max",
            "--malformed=2",
            "--count=" + count);
    assertThat(generate.exitCode()).as(generate.err()).isZero();
  }

  private Call replayTo(String topic) {
    Call replay =
        Call.of(
            home,
            "dead-letters",
            "replay",
            "--config=" + home.resolve("austin.properties"),
            "--to=" + topic);
    assertThat(replay.exitCode()).as(replay.out()).isEqualTo(ExitCodes.USAGE);
    return replay;
  }

  /** Runs the page's next command until it ends well. */
  private Call awaitOk(String command) {
    return awaitOk(page.words(command));
  }

  private Call awaitOk(String[] words) {
    return repeat(words, call -> call.exitCode() == ExitCodes.OK);
  }

  private Call repeat(String[] words, Predicate<Call> isEnough) {
    return await()
        .atMost(SOON)
        .pollInterval(LOOK_EVERY)
        .until(() -> Call.of(home, words), isEnough);
  }

  /** All but the fences, as somebody does who deletes keys by their names. */
  private static void deleteTheViews() {
    for (String key : redis.client().keys("*")) {
      if (!key.startsWith("Austin:Stream:Fence:")) {
        redis.client().del(key);
      }
    }
  }

  private static String health(int port) throws Exception {
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

  private String logs() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(home)) {
      for (Path log : files.filter(file -> file.toString().endsWith(".log")).toList()) {
        all.append(Files.readString(log));
      }
    }
    return all.toString();
  }

  private static byte[] event(String messageId, String receiver) {
    return Events.bytes(step(messageId, receiver).build());
  }

  private static byte[] largeEvent(String messageId, String receiver) {
    return Events.bytes(step(messageId, receiver).bizId(FILLER.repeat(300)).build());
  }

  /** Of today, so that it goes to the receiver's trail too. */
  private static AnchorInfo.Builder step(String messageId, String receiver) {
    return Events.step(AnchorState.RECEIVE, messageId, RECEIVER + receiver)
        .logTimestamp(System.currentTimeMillis());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
