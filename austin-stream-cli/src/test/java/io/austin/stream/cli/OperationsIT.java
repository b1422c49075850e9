package io.austin.stream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.austin.stream.cli.PageWalk.Running;
import io.austin.stream.cli.deploy.Scrape;
import io.austin.stream.cli.deploy.WatchFiles;
import io.austin.stream.cli.platform.ExitCodes;
import io.austin.stream.common.AnchorInfo;
import io.austin.stream.common.AnchorState;
import io.austin.stream.common.JourneyKeys;
import io.austin.stream.common.TraceKeys;
import io.austin.stream.test.event.Events;
import io.austin.stream.test.server.FreePort;
import io.austin.stream.test.server.RedisServer;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The procedures of {@code docs/operations.md}, run by its own commands on real servers: what
 * stands on the page is what is called.
 */
class OperationsIT extends OperationsOnServers {
  /** Receivers of the test begin so; no log may hold one. */
  private static final String RECEIVER = "secret-receiver-";

  private static final JourneyKeys JOURNEYS = JourneyKeys.among(TraceKeys.unprefixed());

  private static final String FILLER = "filler";

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
    assertThat(scrape.missing(WatchFiles.ofTheJob())).isEmpty();

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
    assertThat(redis.client().keys("Austin:Stream:Fence:*"))
        .as("by which a job is refused that remembers more")
        .containsExactly("Austin:Stream:Fence:austinLogGroup:Buckets");
  }

  @Test
  void theViewsAreRebuiltInAnEmptyRedis() throws Exception {
    configure();
    generate("austinLog", 1_000);
    try (RedisServer empty = RedisServer.start()) {
      page = walk(Map.of("redis://redis-2:6379/0", empty.uri()));
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

    assertThat(page.next("fences show").out()).contains("128 buckets, 2 partitions");
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
    assertThat(page.next("fences show").out()).contains("128 buckets, 5 partitions");
    moved.stopped();
  }

  /** The original is played by a job whose own keys are gone: it kept no fences. */
  @Test
  void theJobTakesTheOriginalsPlace() throws Exception {
    configure();
    String config = "--config=" + home.resolve("austin.properties");
    generate("austinLog", 600);
    Running original = page.startAnother("job", config, "--kafka.group.id=original");
    awaitOk(new String[] {"verify", config, "--views.console=false"});
    original.stopped();
    redis.client().keys("Austin:Stream:*").forEach(redis.client()::del);
    OffsetDateTime seam = OffsetDateTime.now(ZoneOffset.UTC).plusSeconds(1);
    await().until(() -> OffsetDateTime.now(ZoneOffset.UTC).isAfter(seam));
    generate("austinLog", 300);

    page = walk(Map.of("timestamp:2022-12-24T14:54:29+08:00", "timestamp:" + seam));
    Running job = page.start("job");
    awaitOk("verify");
    assertThat(job.stopped().err()).doesNotContain("has no fences there");

    // What the page warns of: from the earliest on, everything counts twice.
    redis.client().keys("Austin:Stream:*").forEach(redis.client()::del);
    Running twice = page.startAnother("job", config);
    repeat(
        new String[] {"verify", config, "--views.console=false"},
        call -> call.out().contains("too often"));
    assertThat(twice.stopped().err()).contains("group austinLogGroup has no fences there");
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

  /** All but the fences, as somebody does who deletes keys by their names. */
  private static void deleteTheViews() {
    for (String key : redis.client().keys("*")) {
      if (!key.startsWith("Austin:Stream:Fence:")) {
        redis.client().del(key);
      }
    }
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

  @Test
  void theInsightsJobIsStoppedAndGoesOn() throws Exception {
    kafka.createTopic("rules", 1, Map.of("cleanup.policy", "compact"));
    kafka.createTopic("incidents", 1);
    configure("journey.stuck-after=1s", "alerts.rules.topic=rules", "alerts.topic=incidents");
    kafka.produce("austinLog", 0, List.of(event("before", "1")));
    int port = FreePort.next();
    Running insights = page.start("insights", Scrape.reporterOn(port));
    await().atMost(SOON).untilAsserted(() -> assertThat(outcomes()).containsValue("1"));
    await().atMost(SOON).until(() -> redis.client().exists(JOURNEYS.stuckTemplates()));
    assertThat(WatchFiles.ofInsights()).hasSizeGreaterThan(4);
    assertThat(Scrape.of(port).missing(WatchFiles.ofInsights())).isEmpty();
    insights.stopped();

    kafka.produce("austinLog", 1, List.of(event("after", "2")));
    page.start("insights");
    await().atMost(SOON).untilAsserted(() -> assertThat(outcomes()).containsValue("2"));
  }

  private static Map<String, String> outcomes() {
    return redis.client().keys(JOURNEYS.prefix() + "Outcomes:*").stream()
        .findFirst()
        .map(key -> redis.client().hgetAll(key))
        .orElse(Map.of());
  }
}
