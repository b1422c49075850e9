package io.austin.stream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.austin.stream.cli.PageWalk.Running;
import io.austin.stream.cli.deploy.Scrape;
import io.austin.stream.cli.deploy.WatchFiles;
import io.austin.stream.cli.notify.Outcomes;
import io.austin.stream.cli.notify.RawServer;
import io.austin.stream.cli.notify.Receiver;
import io.austin.stream.cli.notify.Receiver.Answer;
import io.austin.stream.cli.notify.Receiver.Received;
import io.austin.stream.cli.platform.ExitCodes;
import io.austin.stream.kafka.DeadLetterRecords;
import io.austin.stream.test.server.ChildProcess;
import io.austin.stream.test.server.FreePort;
import io.austin.stream.test.server.KafkaServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
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

/** Outcomes get from a real Kafka to real webhooks, whatever these do and whoever is killed. */
@Timeout(180)
class NotifyIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final int PARTITIONS = 2;

  /** More than are waited for at a time. */
  private static final int MANY = 600;

  private static KafkaServer kafka;

  @TempDir private Path home;
  private PageWalk page;
  private Receiver billing;
  private String group = "";
  private String outcomes = "";
  private String undelivered = "";

  /** The file of targets, by name. */
  private final Map<String, String> targets = new LinkedHashMap<>();

  /** Logs as users have it, not as tests do: what is in it is looked at. */
  private static final LoggerContext LOGGING = (LoggerContext) LogManager.getContext(false);

  @BeforeAll
  static void startKafka() throws URISyntaxException {
    LOGGING.setConfigLocation(AustinStream.class.getResource("/log4j2.properties").toURI());
    kafka = KafkaServer.start();
  }

  @AfterAll
  static void stopKafka() {
    kafka.close();
    LOGGING.setConfigLocation(null);
  }

  @BeforeEach
  void begin(TestInfo test) throws IOException {
    String method = test.getTestMethod().orElseThrow().getName();
    group = "notifying-" + method;
    outcomes = "outcomes-of-" + method;
    undelivered = "undelivered-of-" + method;
    kafka.createTopic(outcomes, PARTITIONS);
    kafka.createTopic(undelivered, 1);
    page =
        new PageWalk(
            "NotifyIT." + method,
            home,
            Map.of(
                "austin.properties",
                home.resolve("austin.properties").toString(),
                "austinUndelivered",
                undelivered));
    billing = Receiver.start();
    targets.put("billing", billing.url());
    configure();
  }

  @AfterEach
  void end() {
    page.close();
    billing.close();
  }

  @Test
  void outcomesArePostedToWhomTheyConcern() throws Exception {
    try (Receiver crm = Receiver.start()) {
      Files.writeString(
          home.resolve("targets.yaml"),
          "\ncrm: {url: '%s', secret: %s, outcomes: [FAILED]}\n".formatted(crm.url(), SECRET),
          StandardOpenOption.APPEND);
      List<String> ids = produce("x", 50);
      kafka.produceAborted(outcomes, 0, List.of("never told".getBytes(UTF_8)));
      int port = FreePort.next();
      configureFurther("notify.metrics.port=" + port);
      Running notify = start();

      awaitDelivered(billing, ids);
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(Scrape.of(port).toString())
                      .contains(
                          "metric=austin_stream_notify_delivered_total, labels={target=billing}"));
      assertThat(WatchFiles.ofNotify()).hasSize(2);
      assertThat(Scrape.of(port).missing(WatchFiles.ofNotify())).isEmpty();
      Call stopped = notify.stopped();
      assertThat(billing.ids()).containsExactlyInAnyOrderElementsOf(ids);
      assertThat(crm.received()).isEmpty();
      assertThat(stopped.out())
          .contains("billing: delivered 50  retried 0  dead letters 0  in flight 0")
          .contains("crm: delivered 0");
      assertThat(stopped.err()).doesNotContain(SECRET);
    }
  }

  @Test
  void theExampleOfThePageTakesThem() throws Exception {
    int port = FreePort.next();
    Path example = home.resolve("Receiving.java");
    Matcher java =
        Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("..", "docs", "notify.md")));
    assertThat(java.find()).isTrue();
    Files.writeString(example, java.group(1));
    Path log = home.resolve("receiving.log");
    ChildProcess receiving =
        ChildProcess.start(
            "the example",
            ChildProcess.java(
                List.of(),
                System.getProperty("java.class.path"),
                example.toString(),
                String.valueOf(port)),
            Map.of("WEBHOOK_SECRET", SECRET),
            log);
    try {
      receiving.awaitReady(SOON, () -> isOpen(port));
      targets.put("billing", "http://127.0.0.1:" + port + "/hook");
      writeTargets();
      List<String> ids = produce("x", 3);
      kafka.produce(List.of(Outcomes.sent(outcomes, 0, "x1"))); // told again
      Running notify = start();

      await().atMost(SOON).until(() -> Files.readAllLines(log).size() >= ids.size());
      await().atMost(SOON).until(() -> committed().equals(kafka.endOffsets(outcomes)));
      assertThat(notify.stopped().out()).contains("delivered 4  retried 0");
      assertThat(Files.readAllLines(log)).hasSize(ids.size()).allMatch(it -> it.startsWith("{"));
    } finally {
      receiving.kill();
    }
  }

  @Test
  void aTargetThatIsAwayHarmsNobodyElse() throws Exception {
    try (RawServer silent = new RawServer(RawServer::untilTheEnd)) {
      targets.put("away", "http://127.0.0.1:" + FreePort.next());
      targets.put("silent", "http://127.0.0.1:" + silent.port());
      writeTargets();
      List<String> ids = produce("x", MANY);
      Running notify = start();

      awaitDelivered(billing, ids);
      assertThat(kafka.read(undelivered)).isEmpty();
      String out = notify.stopped().out();
      assertThat(out).contains("away: delivered 0", "silent: delivered 0", "refused");
    }
  }

  @Test
  void aRestartRepeatsNothing() throws Exception {
    billing.answers(post -> Answer.of(post.id().equals("x5") ? 503 : 204));
    List<String> ids = produce("x", MANY);
    List<String> taken = ids.stream().filter(id -> !id.equals("x5")).toList();
    Running notify = start();
    awaitDelivered(billing, taken);
    notify.stopped();
    assertThat(lag()).as("the one that fails is not committed").isPositive();

    billing.answers(post -> Answer.of(204));
    Set<Received> before = new HashSet<>(billing.received());
    List<String> more = produce("y", 10);
    Running again = start();
    await().atMost(SOON).until(() -> lag() == 0);
    again.stopped();

    assertThat(billing.received().stream().filter(it -> !before.contains(it)).map(Received::id))
        .contains("x5")
        .containsExactlyInAnyOrderElementsOf(join(List.of("x5"), more));
    assertThat(before.stream().map(Received::id).filter(it -> !it.equals("x5")))
        .containsExactlyInAnyOrderElementsOf(taken);
  }

  @Test
  void killedInTheMiddleItLosesNothing() throws Exception {
    List<String> ids = produce("x", MANY);
    // From the hundredth on the target does not answer until it may.
    CountDownLatch released = new CountDownLatch(1);
    billing.answers(
        post -> {
          if (billing.received().size() > 100) {
            waitFor(released);
          }
          return Answer.of(204);
        });
    ChildProcess first = startProcess();
    await().atMost(SOON).until(() -> billing.received().size() > 100);
    first.kill();
    released.countDown();
    ChildProcess second = startProcess();

    awaitDelivered(billing, ids);
    await().atMost(SOON).until(() -> lag() == 0);
    second.kill();
    Map<String, String> bodies = new LinkedHashMap<>();
    for (Received post : billing.received()) {
      assertThat(bodies.merge(post.id(), post.body(), (one, other) -> other))
          .isEqualTo(post.body());
    }
    assertThat(bodies.keySet()).containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  void twoShareTheWorkAndOneTakesOver() throws Exception {
    ChildProcess one = startProcess();
    Running other = start();
    await()
        .atMost(SOON)
        .ignoreExceptionsInstanceOf(ExecutionException.class) // there is no group yet
        .until(() -> partitionsOfMembers().equals(List.of(1, 1)));
    List<String> ids = new ArrayList<>(produce("x", MANY));
    await().atMost(SOON).until(() -> lag() == 0);
    one.kill();
    ids.addAll(produce("y", 20));

    awaitDelivered(billing, ids);
    await().atMost(SOON).until(() -> lag() == 0);
    assertThat(other.stopped().out())
        .contains("billing: delivered " + (MANY / PARTITIONS + 20) + " ");
    assertThat(billing.ids()).containsExactlyInAnyOrderElementsOf(ids);
  }

  /** How many partitions each member of billing's group has. */
  private List<Integer> partitionsOfMembers() throws Exception {
    return kafka
        .admin()
        .describeConsumerGroups(List.of(group()))
        .all()
        .get()
        .get(group())
        .members()
        .stream()
        .map(member -> member.assignment().topicPartitions().size())
        .toList();
  }

  @Test
  void aBrokerThatGoesAndComesIsWaitedFor() throws Exception {
    List<String> ids = new ArrayList<>(produce("x", 20));
    Running notify = start();
    awaitDelivered(billing, ids);

    kafka.restart();
    ids.addAll(produce("y", 20));
    awaitDelivered(billing, ids);
    await().atMost(SOON).until(() -> lag() == 0);
    assertThat(notify.stopped().out()).contains("dead letters 0");
    assertThat(billing.ids()).doesNotHaveDuplicates();
  }

  @Test
  void whoAsksToBeLeftAloneIs() throws Exception {
    billing.answers(
        post ->
            billing.received().size() == 1 ? new Answer(429, "Retry-After", "2") : Answer.of(204));
    produce("x", 1);
    Running notify = start();
    await().atMost(SOON).until(() -> log().contains("Target billing fails: it answers 429"));
    List<String> more = produce("y", 5);

    awaitDelivered(billing, join(List.of("x0"), more));
    notify.stopped();
    long refusedAt = billing.received().get(0).atNanos();
    assertThat(billing.received().subList(1, billing.received().size()))
        .as("of all, not of the one alone")
        .extracting(post -> post.atNanos() - refusedAt)
        .allMatch(later -> later >= TimeUnit.SECONDS.toNanos(2));
  }

  @Test
  void whatIsRefusedForGoodIsADeadLetter() throws Exception {
    billing.answers(post -> Answer.of(post.id().equals("x1") ? 410 : 204));
    produce("x", 3);
    ProducerRecord<byte[], byte[]> nonsense =
        new ProducerRecord<>(outcomes, 1, "k".getBytes(UTF_8), "nonsense".getBytes(UTF_8));
    long offset = kafka.produce(List.of(nonsense)).get(0).offset();
    Running notify = start();
    await().atMost(SOON).until(() -> lag() == 0);
    notify.stopped();

    assertThat(billing.ids()).containsExactlyInAnyOrder("x0", "x1", "x2");
    List<ConsumerRecord<byte[], byte[]>> letters = kafka.read(undelivered);
    assertThat(letters)
        .extracting(it -> header(it, DeadLetterRecords.REASON))
        .containsExactlyInAnyOrder("http:410", "no_event");
    for (ConsumerRecord<byte[], byte[]> letter : letters) {
      assertThat(header(letter, "dead-letter.target")).isEqualTo("billing");
      if (header(letter, DeadLetterRecords.REASON).equals("no_event")) {
        assertThat(letter.value()).isEqualTo("nonsense".getBytes(UTF_8));
        assertThat(letter.key()).isEqualTo("k".getBytes(UTF_8));
        assertThat(header(letter, DeadLetterRecords.TOPIC)).isEqualTo(outcomes);
        assertThat(header(letter, DeadLetterRecords.PARTITION)).isEqualTo("1");
        assertThat(header(letter, DeadLetterRecords.OFFSET)).isEqualTo(String.valueOf(offset));
      } else {
        assertThat(header(letter, "content-type")).isEqualTo("application/cloudevents+json");
        assertThat(header(letter, "dead-letter.detail")).isEqualTo("it answers 410");
      }
    }
  }

  @Test
  void whatFailsForTooLongIsADeadLetter() throws Exception {
    configureFurther("notify.retry.for=1s");
    billing.answers(post -> Answer.of(503));
    produce("x", MANY);
    Running notify = start();

    await().atMost(SOON).until(() -> lag() == 0);
    notify.stopped();
    assertThat(kafka.read(undelivered))
        .hasSize(MANY)
        .allMatch(letter -> header(letter, DeadLetterRecords.REASON).equals("http:503"));
  }

  @Test
  void whatIsOldIsPostedAgainAllTheSame() throws Exception {
    ProducerRecord<byte[], byte[]> sent = Outcomes.sent(outcomes, 0, "x0");
    long dayBefore = System.currentTimeMillis() - TimeUnit.DAYS.toMillis(1);
    kafka.produce(
        List.of(
            new ProducerRecord<>(
                outcomes, 0, dayBefore, sent.key(), sent.value(), sent.headers())));
    billing.answers(post -> Answer.of(billing.received().size() < 3 ? 503 : 204));
    Running notify = start();

    await().atMost(SOON).until(() -> lag() == 0);
    assertThat(notify.stopped().out()).contains("delivered 1  retried 2  dead letters 0");
  }

  @Test
  void deadLettersAreListedAndReplayed() throws Exception {
    billing.answers(post -> Answer.of(400));
    try (Receiver crm = Receiver.start()) {
      targets.put("crm", crm.url());
      crm.answers(post -> Answer.of(400));
      writeTargets();
      List<String> ids = produce("x", 3);
      Running notify = page.start("notify");
      await().atMost(SOON).until(() -> kafka.read(undelivered).size() == 6);
      Map<String, String> bodies = new LinkedHashMap<>();
      billing.received().forEach(post -> bodies.put(post.id(), post.body()));

      assertThat(page.next("dead-letters list").out())
          .contains("6 in " + undelivered, "http:400 6");
      billing.answers(post -> Answer.of(post.id().equals("x1") ? 400 : 204));
      assertThat(page.next("notify").out())
          .contains("billing: delivered 2  retried 0  dead letters 1")
          .doesNotContain("crm");
      assertThat(kafka.read(undelivered)).hasSize(7);
      assertThat(billing.received().subList(3, 6))
          .as("the same as before, its place too")
          .allMatch(post -> post.body().equals(bodies.get(post.id())));

      billing.answers(post -> Answer.of(204));
      crm.answers(post -> Answer.of(204));
      assertThat(page.next("notify").out())
          .contains("billing: delivered 1  retried 0  dead letters 0")
          .contains("crm: delivered 3  retried 0  dead letters 0");
      assertThat(billing.ids()).hasSameElementsAs(ids).hasSize(7);
      assertThat(notify.stopped().out()).contains("billing: delivered 0");
    }
  }

  @Test
  void aNewTargetMayBeginWithWhatComes() throws Exception {
    configureFurther("notify.start=latest");
    produce("x", 10);
    Running notify = start();
    await().atMost(SOON).until(() -> lag() == 0);
    List<String> ids = produce("y", 10);

    awaitDelivered(billing, ids);
    notify.stopped();
    assertThat(billing.ids()).containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  void whatRetentionTookIsToldAndTheRestIsPosted() throws Exception {
    produce("x", 10);
    Running notify = start();
    await().atMost(SOON).until(() -> lag() == 0);
    notify.stopped();
    produce("y", 10);
    kafka.deleteRecordsBefore(outcomes, 0, 8);

    Running again = start();
    await().atMost(SOON).until(() -> lag() == 0);
    again.stopped();
    assertThat(billing.ids()).hasSize(10 + 7).doesNotHaveDuplicates();
    assertThat(log()).contains("Kafka no longer holds offset 5 of " + outcomes + "-0");
  }

  @Test
  void whatCannotWorkIsToldBeforeItBegins() throws Exception {
    call("--notify.allow-private=false").assertMistake("targets.yaml, line 1: url of billing");
    targets.put("billing", "https://localhost:" + billing.port());
    writeTargets();
    assertThat(call("--notify.allow-private=false").lastError())
        .contains("Target billing: localhost is at", "no public address", "notify.allow-private");
    assertThat(call("--target=biling").lastError())
        .contains("There is no target biling", "Did you mean billing?");
    assertThat(call("--outcomes.topic=outcomes-of-whatCannotWorkIsToldBeforeItBegin").lastError())
        .contains(
            "Topic 'outcomes-of-whatCannotWorkIsToldBeforeItBegin' does not exist",
            outcomes,
            "outcomes.topic");
    assertThat(call("--notify.dead-letter.topic=none").lastError())
        .contains("Topic 'none' does not exist", "notify.dead-letter.topic");
    assertThat(call("--kafka.bootstrap.servers=127.0.0.1:" + FreePort.next()).lastError())
        .contains("Kafka cannot be reached");
    assertThat(billing.received()).isEmpty();
  }

  private Call call(String... more) {
    Call call = Call.of(home, words(more));
    assertThat(call.exitCode()).as(call.err()).isEqualTo(ExitCodes.USAGE);
    return call;
  }

  private Running start() {
    return page.startAnother(words());
  }

  private String[] words(String... more) {
    List<String> words =
        new ArrayList<>(List.of("notify", "--config=" + home.resolve("austin.properties")));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  /** In a process of its own, which can be killed. */
  private ChildProcess startProcess() {
    return ChildProcess.start(
        "notify",
        ChildProcess.java(
            List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
            System.getProperty("java.class.path"),
            AustinStream.class.getName(),
            words()),
        Map.of("AUSTIN_STREAM_DATA", home.toString()),
        home.resolve("notify.out"));
  }

  private void configure() throws IOException {
    Files.writeString(
        home.resolve("austin.properties"),
        """
        kafka.bootstrap.servers=%s
        outcomes.topic=%s
        notify.group.id=%s
        notify.targets=%s
        notify.dead-letter.topic=%s
        notify.timeout=2s
        notify.allow-private=true
        kafka.properties.session.timeout.ms=6000
        """
            .formatted(
                kafka.bootstrapServers(),
                outcomes,
                group,
                home.resolve("targets.yaml"),
                undelivered));
    writeTargets();
  }

  private void configureFurther(String line) throws IOException {
    Path file = home.resolve("austin.properties");
    Files.writeString(file, Files.readString(file) + line + "\n");
  }

  private void writeTargets() throws IOException {
    List<String> lines = new ArrayList<>();
    targets.forEach(
        (name, url) -> lines.add("%s: {url: '%s', secret: %s}".formatted(name, url, SECRET)));
    Files.write(home.resolve("targets.yaml"), lines);
  }

  /** Writes so many outcomes to all partitions in turn; returns their ids. */
  private List<String> produce(String prefix, int count) {
    List<String> ids = IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
    kafka.produce(
        IntStream.range(0, count)
            .mapToObj(i -> Outcomes.sent(outcomes, i % PARTITIONS, ids.get(i)))
            .toList());
    return ids;
  }

  private static void awaitDelivered(Receiver receiver, List<String> ids) {
    await().atMost(SOON).until(() -> new HashSet<>(receiver.ids()).containsAll(ids));
  }

  /** How much of the topic billing's group has not committed. */
  private long lag() throws Exception {
    long lag = 0;
    Map<Integer, Long> committed = committed();
    for (Map.Entry<Integer, Long> end : kafka.endOffsets(outcomes).entrySet()) {
      lag += end.getValue() - committed.getOrDefault(end.getKey(), 0L);
    }
    return lag;
  }

  private Map<Integer, Long> committed() throws Exception {
    Map<Integer, Long> committed = new TreeMap<>();
    kafka
        .admin()
        .listConsumerGroupOffsets(group())
        .partitionsToOffsetAndMetadata()
        .get()
        .forEach((partition, offset) -> committed.put(partition.partition(), offset.offset()));
    return committed;
  }

  private String group() {
    return group + "-billing";
  }

  private String log() throws IOException {
    Path log = home.resolve(".austin-stream").resolve("notify.log");
    return Files.exists(log) ? Files.readString(log) : "";
  }

  private static String header(ConsumerRecord<?, ?> record, String name) {
    return DeadLetterRecords.text(record.headers(), name).orElse("");
  }

  private static List<String> join(List<String> some, List<String> more) {
    List<String> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }

  private static void waitFor(CountDownLatch released) {
    try {
      released.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isOpen(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }
}
