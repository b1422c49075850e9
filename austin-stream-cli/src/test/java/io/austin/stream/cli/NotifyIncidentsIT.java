package io.austin.stream.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.standardwebhooks.Webhook;
import io.austin.stream.cli.PageWalk.Running;
import io.austin.stream.cli.notify.AlertmanagerServer;
import io.austin.stream.cli.notify.IncidentEvents;
import io.austin.stream.cli.notify.RawServer;
import io.austin.stream.cli.notify.Receiver;
import io.austin.stream.cli.notify.Receiver.Answer;
import io.austin.stream.cli.notify.Receiver.Received;
import io.austin.stream.cli.platform.ExitCodes;
import io.austin.stream.test.server.KafkaServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Incidents get from a real Kafka to Alertmanager, chats and webhooks, whatever these do. */
@Timeout(180)
class NotifyIncidentsIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String TOKEN = "robots-own-token";
  private static final String OK = "{\"errcode\":0,\"errmsg\":\"ok\"}";
  private static final JsonMapper JSON = new JsonMapper();

  private static KafkaServer kafka;

  @TempDir private Path home;
  private PageWalk page;
  private Receiver robot;
  private String topic = "";
  private String group = "";

  /** The file of targets, by name. */
  private final Map<String, String> targets = new LinkedHashMap<>();

  @BeforeAll
  static void startKafka() {
    kafka = KafkaServer.start();
  }

  @AfterAll
  static void stopKafka() {
    kafka.close();
  }

  @BeforeEach
  void begin(TestInfo test) throws IOException {
    String method = test.getTestMethod().orElseThrow().getName() + test.getDisplayName().hashCode();
    topic = "incidents-of-" + method;
    group = "telling-" + method;
    kafka.createTopic(topic, 2);
    page = new PageWalk("NotifyIncidentsIT." + method, home, Map.of());
    robot = Receiver.start();
    robot.answers(post -> Answer.of(200, OK));
    targets.put(
        "team",
        "{kind: dingtalk, url: '%s&access_token=%s', language: en}".formatted(robot.url(), TOKEN));
  }

  @AfterEach
  void end() {
    page.close();
    robot.close();
  }

  @ParameterizedTest
  @MethodSource("alertmanagers")
  void alertmanagerIsToldAgainUntilItEnds(Optional<Path> program) throws Exception {
    if (program.isEmpty()) {
      return; // and the output says so
    }
    try (Receiver pager = Receiver.start();
        AlertmanagerServer server = AlertmanagerServer.start(program.get(), home, pager.url())) {
      pager.answers(post -> Answer.of(200));
      targets.clear();
      targets.put("ops", "{kind: alertmanager, url: '" + server.url() + "'}");
      Running notify = start();
      tell(IncidentEvents.opened(topic, "a", "template 12"));

      JsonNode alert = await().atMost(SOON).until(server::alerts, it -> it.size() == 1).get(0);
      assertThat(alert.at("/labels/alertname").asText()).isEqualTo("many-fail");
      assertThat(alert.at("/status/state").asText()).isEqualTo("active");
      assertThat(alert.path("generatorURL").asText())
          .isEqualTo("https://trace.example.com/incidents");
      String told = alert.path("updatedAt").asText();
      await()
          .atMost(SOON)
          .until(() -> !server.alerts().get(0).path("updatedAt").asText().equals(told));
      await().atMost(SOON).until(() -> statuses(pager).equals(List.of("firing")));
      notify.stopped();

      // The next process knows what is open, though nothing new is told of it.
      Running again = start();
      String before = server.alerts().get(0).path("updatedAt").asText();
      await()
          .atMost(SOON)
          .until(() -> !server.alerts().get(0).path("updatedAt").asText().equals(before));
      tell(IncidentEvents.ended(topic, "a", "template 12"));
      await().atMost(SOON).until(() -> statuses(pager).equals(List.of("firing", "resolved")));
      JsonNode resolved = JSON.readTree(pager.received().get(1).body());
      assertThat(Instant.parse(resolved.at("/alerts/0/endsAt").asText()))
          .isEqualTo(Instant.ofEpochMilli(IncidentEvents.BEGUN + 780_000));
      assertThat(again.stopped().out()).contains("retried 0  dead letters 0");
    }
  }

  private static List<Optional<Path>> alertmanagers() {
    return List.of(AlertmanagerServer.installed());
  }

  private static List<String> statuses(Receiver pager) {
    return pager.received().stream().map(post -> status(post.body())).toList();
  }

  private static String status(String body) {
    try {
      return JSON.readTree(body).path("status").asText();
    } catch (IOException none) {
      return body;
    }
  }

  @Test
  void aThousandAreOneMessageAndTheNextComesNoSoonerThanItMay() throws Exception {
    Running notify = start("--notify.incidents.every=3s");
    tell(
        IntStream.range(0, 1_000)
            .mapToObj(i -> IncidentEvents.opened(topic, "i" + i, "template " + i))
            .toList());
    await().atMost(SOON).until(() -> robot.received().size() == 1);
    for (int i = 0; i < 5; i++) {
      tell(IncidentEvents.ended(topic, "i" + i, "template " + i));
    }

    await().atMost(SOON).until(() -> robot.received().size() == 2);
    notify.stopped();
    assertThat(text(robot.received().get(0)))
        .startsWith("austin: incidents opened 1000, ended 0, open now 1000")
        .endsWith("https://trace.example.com/incidents");
    assertThat(text(robot.received().get(1)))
        .startsWith("austin: incidents opened 0, ended 5, open now 995");
    assertThat(robot.received().get(1).atNanos() - robot.received().get(0).atNanos())
        .isGreaterThanOrEqualTo(Duration.ofSeconds(3).toNanos());
  }

  @Test
  void aRestartRepeatsNothingAndForgetsNothing() throws Exception {
    tell(IncidentEvents.opened(topic, "before", "template 1"));
    tell(IncidentEvents.ended(topic, "before", "template 1"));
    tell(IncidentEvents.opened(topic, "open", "template 2"));
    Running notify = start();
    await().atMost(SOON).until(() -> robot.received().size() == 1);
    assertThat(text(robot.received().get(0)))
        .as("who is told for the first time is told what is open")
        .startsWith("austin: incidents opened 1, ended 0, open now 1")
        .contains("template 2");
    notify.stopped();

    kafka.produceAborted(
        topic, 0, List.of(IncidentEvents.opened(topic, "aborted", "template 3").value()));
    tell(IncidentEvents.opened(topic, "meanwhile", "template 4"));
    Running again = start();
    await().atMost(SOON).until(() -> robot.received().size() == 2);
    tell(IncidentEvents.ended(topic, "open", "template 2"));
    await().atMost(SOON).until(() -> robot.received().size() == 3);
    again.stopped();
    assertThat(text(robot.received().get(1)))
        .startsWith("austin: incidents opened 1, ended 0, open now 2")
        .contains("template 4");
    assertThat(text(robot.received().get(2)))
        .startsWith("austin: incidents opened 0, ended 1, open now 1");
  }

  @Test
  void ofTwoProcessesOneTellsAndTheOtherTakesOver() throws Exception {
    Running one = start();
    Running other = start();
    for (int i = 0; i < 20; i++) {
      tell(IncidentEvents.opened(topic, "i" + i, "template " + i));
    }
    await().atMost(SOON).until(() -> toldOf() == 20);
    one.stopped();
    tell(IncidentEvents.opened(topic, "last", "template 99"));
    await().atMost(SOON).until(() -> toldOf() == 21);
    other.stopped();
    assertThat(texts()).last().asString().contains("template 99", "open now 21");
  }

  private long toldOf() {
    return texts().stream()
        .mapToLong(text -> text.lines().filter(line -> line.startsWith("[critical]")).count())
        .sum();
  }

  @Test
  void whateverARobotAnswersItIsToldInTheEndAndNobodyElseWaits() throws Exception {
    List<Answer> answers =
        List.of(
            Answer.of(500),
            new Answer(302, "Location", "http://127.0.0.1:1/"),
            Answer.of(200, "<html>Welcome</html>"),
            Answer.of(200, "{\"errcode\":130101,\"errmsg\":\"send too fast\"}"),
            Answer.of(200, OK));
    robot.answers(post -> answers.get(Math.min(robot.received().size(), answers.size()) - 1));
    try (Receiver erp = Receiver.start();
        RawServer stalls = new RawServer(RawServer::untilTheEnd);
        RawServer nonsense =
            new RawServer(it -> it.getOutputStream().write("SSH-2.0\r\n".getBytes(ISO_8859_1)))) {
      targets.put("erp", "{kind: incidents, url: '%s', secret: %s}".formatted(erp.url(), SECRET));
      targets.put(
          "stalls",
          "{kind: feishu, url: 'http://127.0.0.1:%d/', secret: %s}"
              .formatted(stalls.port(), TOKEN));
      targets.put(
          "nonsense",
          "{kind: alertmanager, url: 'http://127.0.0.1:%d', secret: %s}"
              .formatted(nonsense.port(), TOKEN));
      Running notify = start();
      tell(IncidentEvents.opened(topic, "a", "template 1"));

      await().atMost(SOON).until(() -> robot.received().size() == answers.size());
      await().atMost(SOON).until(() -> erp.received().size() == 1);
      new Webhook(SECRET).verify(erp.received().get(0).body(), erp.received().get(0).headers());
      tell(IncidentEvents.opened(topic, "b", "template 2"));
      await().atMost(SOON).until(() -> robot.received().size() == answers.size() + 1);
      await().atMost(SOON).until(() -> stalls.ended() > 0 && nonsense.ended() > 0);
      Call stopped = notify.stopped();

      assertThat(texts().subList(0, answers.size())).allMatch(it -> it.contains("template 1"));
      assertThat(texts()).last().asString().contains("opened 1,", "template 2");
      assertThat(stopped.out())
          .contains("team: delivered 2  retried 4  dead letters 0")
          .contains("erp: delivered 2")
          .contains("stalls: delivered 0", "no answer within", "nonsense: delivered 0", "not HTTP");
      assertThat(stopped.out() + stopped.err() + log()).doesNotContain(TOKEN, SECRET);
    }
  }

  @Test
  void whatIsRefusedForGoodIsSaidAndNotRepeated() throws Exception {
    robot.answers(
        post -> Answer.of(200, robot.received().size() == 1 ? "{\"errcode\":310000}" : OK));
    Running notify = start();
    tell(IncidentEvents.opened(topic, "a", "template 1"));
    await().atMost(SOON).until(() -> robot.received().size() == 1);
    tell(IncidentEvents.opened(topic, "b", "template 2"));
    await().atMost(SOON).until(() -> robot.received().size() == 2);

    assertThat(texts().get(1)).contains("opened 1,", "open now 2");
    assertThat(notify.stopped().out()).contains("team: delivered 1  retried 0  dead letters 1");
  }

  @Test
  void whatCannotWorkIsToldBeforeItBegins() throws Exception {
    writeTargets();
    assertThat(call("--alerts.topic=none").lastError())
        .contains("Topic 'none' does not exist", "alerts.topic");
    assertThat(call("--replay").lastError()).contains("There is nothing to replay");
    targets.put("erp", "{kind: incidents, url: '%s', secret: %s}".formatted(robot.url(), SECRET));
    writeTargets();
    assertThat(call().lastError()).contains("notify.dead-letter.topic is missing");
  }

  private Call call(String... more) throws IOException {
    Call call = Call.of(home, words(more));
    assertThat(call.exitCode()).as(call.err()).isEqualTo(ExitCodes.USAGE);
    return call;
  }

  private static void tell(ProducerRecord<byte[], byte[]> record) {
    tell(List.of(record));
  }

  private static void tell(List<ProducerRecord<byte[], byte[]>> records) {
    kafka.produce(records);
  }

  private List<String> texts() {
    return robot.received().stream().map(NotifyIncidentsIT::text).toList();
  }

  private static String text(Received post) {
    try {
      return JSON.readTree(post.body().getBytes(UTF_8)).at("/text/content").asText();
    } catch (IOException none) {
      return post.body();
    }
  }

  private Running start(String... more) throws IOException {
    writeTargets();
    List<String> words = new ArrayList<>(List.of(words("--notify.incidents.every=1s")));
    words.addAll(List.of(more));
    if (more.length > 0) {
      words.remove("--notify.incidents.every=1s");
    }
    if (targets.containsKey("erp")) {
      String letters = topic + "-undelivered";
      kafka.createTopic(letters, 1);
      words.add("--notify.dead-letter.topic=" + letters);
    }
    return page.startAnother(words.toArray(String[]::new));
  }

  private String[] words(String... more) throws IOException {
    Files.writeString(
        home.resolve("austin.properties"),
        """
        kafka.bootstrap.servers=%s
        alerts.topic=%s
        notify.group.id=%s
        notify.targets=%s
        notify.timeout=2s
        notify.allow-private=true
        notify.console.url=https://trace.example.com/
        kafka.properties.session.timeout.ms=6000
        """
            .formatted(kafka.bootstrapServers(), topic, group, home.resolve("targets.yaml")));
    List<String> words =
        new ArrayList<>(List.of("notify", "--config=" + home.resolve("austin.properties")));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  private void writeTargets() throws IOException {
    List<String> lines = new ArrayList<>();
    targets.forEach((name, target) -> lines.add(name + ": " + target));
    Files.write(home.resolve("targets.yaml"), lines);
  }

  private String log() throws IOException {
    Path log = home.resolve(".austin-stream").resolve("notify.log");
    return Files.exists(log) ? Files.readString(log) : "";
  }
}
