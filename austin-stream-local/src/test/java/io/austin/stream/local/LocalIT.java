package io.austin.stream.local;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.cli.Call;
import io.austin.stream.cli.platform.ExitCodes;
import io.austin.stream.cli.platform.StopRequest;
import io.austin.stream.common.AnchorState;
import io.austin.stream.test.event.Events;
import io.austin.stream.test.server.FreePort;
import io.austin.stream.test.server.RedisServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;

/** Whole runs on real servers, and what can be asked of their data afterwards. */
@Timeout(300)
class LocalIT {
  private static final List<String> GOOD_AND_BAD =
      List.of(
          event(AnchorState.RECEIVE, "m1", "13711112222", "a@b.com"),
          "not json",
          event(AnchorState.SEND_SUCCESS, "m1", "13711112222", "a@b.com"),
          "",
          "{\"businessId\":0,\"ids\":[\"x\"],\"state\":10}",
          event(AnchorState.RECEIVE, "m2", "13711112222"),
          "[]");

  /** What a run over such a file left behind. */
  @TempDir private static Path afterAFile;

  private static Call ofAFile;

  @TempDir private Path home;

  @BeforeAll
  static void runOverAFile() throws IOException {
    Path file = Files.write(afterAFile.resolve("events.jsonl"), GOOD_AND_BAD);
    ofAFile = Call.of(afterAFile, "local", "--events", file.toString(), "--json");
  }

  @Test
  void aFileIsProducedAndApplied() {
    assertThat(ofAFile.exitCode()).as(ofAFile.err()).isEqualTo(ExitCodes.OK);
    assertThat(number(ofAFile, "recordsProduced")).isEqualTo(7);
    assertThat(number(ofAFile, "eventsApplied")).isEqualTo(3);
    assertThat(number(ofAFile, "not_json")).isEqualTo(1);
    assertThat(number(ofAFile, "empty")).isEqualTo(1);
    assertThat(number(ofAFile, "invalid:businessId")).isEqualTo(1);
    assertThat(number(ofAFile, "not_an_object")).isEqualTo(1);
    assertThat(number(ofAFile, "messageTrails")).isEqualTo(2);
    assertThat(number(ofAFile, "differences")).isZero();
  }

  @Test
  void whatARunWroteIsVerifiedAndFoundAgain() {
    Call verify = Call.of(afterAFile, "verify", "--json");
    assertThat(verify.exitCode()).as(verify.err()).isEqualTo(ExitCodes.OK);
    assertThat(number(verify, "records")).isEqualTo(7);
    assertThat(number(verify, "differences")).isZero();

    Call trace = Call.of(afterAFile, "trace", "m1", "--lang", "en");
    assertThat(trace.exitCode()).as(trace.err()).isEqualTo(ExitCodes.OK);
    assertThat(trace.out()).contains("m1", "taken in", "sent");

    Call memory = Call.of(afterAFile, "memory");
    assertThat(memory.exitCode()).as(memory.err()).isEqualTo(ExitCodes.OK);
    assertThat(memory.out())
        .containsPattern("message trails +2 ")
        .containsPattern("template totals +1 ")
        .doesNotContain("of others", "13711112222");

    Call absent = Call.of(afterAFile, "trace", "m3");
    assertThat(absent.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(absent.err()).contains("Redis holds nothing of 'm3'");
  }

  @Test
  void theConsoleShowsWhatTheLastRunWrote() throws Exception {
    assertThat(ofAFile.err()).contains("The console is at http://127.0.0.1:");
    StopRequest stop = new StopRequest();
    int port = FreePort.next();

    CompletableFuture<Call> console =
        CompletableFuture.supplyAsync(
            () ->
                Call.of(
                    afterAFile,
                    OutputStream.nullOutputStream(),
                    stop,
                    "console",
                    "--console.port=" + port));
    URI trail = URI.create("http://127.0.0.1:" + port + "/api/v1/message?id=m1");
    HttpClient client = HttpClient.newHttpClient();
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .until(
            () -> client.send(HttpRequest.newBuilder(trail).build(), ofString()).body(),
            body -> body.contains("SEND_SUCCESS"));
    stop.make();

    assertThat(console.get().exitCode()).isZero();
  }

  @Test
  void whatIsWrongInRedisIsNamed() {
    inRedis(
        redis -> {
          redis.lpush("Austin:MessageId:m2", "one too many");
          redis.set("somebody:else", "1");
        });

    Call verify;
    try {
      verify = Call.of(afterAFile, "verify", "--json");
    } finally {
      inRedis(
          redis -> {
            redis.lpop("Austin:MessageId:m2");
            redis.del("somebody:else");
          });
    }

    assertThat(verify.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(number(verify, "differences")).isEqualTo(2);
    assertThat(verify.out()).contains("Austin:MessageId:m2", "somebody:else");
  }

  @Test
  void generatedTrafficIsExactAndSummedUp() {
    Call local = Call.of(home, "local", "--count", "20000", "--malformed", "5", "--rate", "max");

    assertThat(local.exitCode()).as(local.err()).isEqualTo(ExitCodes.OK);
    assertThat(local.out())
        .contains("20,000 produced", "Dead letters", "Top templates", "A message")
        .contains("Redis holds exactly what 20,000 records say")
        .contains("bin/austin-stream trace");
  }

  @Test
  void aRunGoesOnWithTheLastOnesDataAndAJobThatFailsEndsItAndSaysWhy() {
    String lines = "%s\n".formatted(event(AnchorState.RECEIVE, "piped", "r")).repeat(500);
    Call first = withInput(lines, "local", "--events", "-", "--no-console");
    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(first.err()).doesNotContain("The console is at");

    Call second = Call.of(home, "local", "--keep", "--count", "700", "--rate", "max", "--json");

    assertThat(second.exitCode()).as(second.err()).isEqualTo(ExitCodes.OK);
    assertThat(number(second, "recordsProduced")).isEqualTo(700);
    assertThat(number(second, "records")).isEqualTo(1200);

    Call refused = withOtherBuckets("--preflight", "true");
    Call other = withOtherBuckets("--preflight", "false");

    assertThat(refused.exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(refused.lastError()).contains("128 buckets, not 3");
    assertThat(other.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(other.lastError())
        .startsWith("austin-stream local: The job failed: ")
        .contains("128 buckets, not 3")
        .contains("local.log");
  }

  /** Does something to the data that the run over the file left. */
  private static void inRedis(Consumer<RedisClient> change) {
    Path data = afterAFile.resolve(".austin-stream/local/redis");
    try (RedisServer redis = RedisServer.builder().dataDirectory(data).appendOnly().start()) {
      change.accept(redis.client());
    }
  }

  private Call withInput(String lines, String... args) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(lines.getBytes(UTF_8)));
    try {
      return Call.of(home, args);
    } finally {
      System.setIn(before);
    }
  }

  private Call withOtherBuckets(String... more) {
    List<String> all =
        new ArrayList<>(List.of("local", "--keep", "--redis.buckets", "3", "--duration", "5m"));
    all.addAll(List.of(more));
    return Call.of(home, all.toArray(String[]::new));
  }

  private static String event(AnchorState state, String messageId, String... receivers) {
    return Events.step(state, messageId, receivers).build().toString();
  }

  private static long number(Call call, String field) {
    Matcher value = Pattern.compile('"' + Pattern.quote(field) + "\" : (\\d+)").matcher(call.out());
    assertThat(value.find()).as("%s in %s", field, call.out()).isTrue();
    return Long.parseLong(value.group(1));
  }
}
