package io.austin.stream.cli;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.austin.stream.cli.platform.ExitCodes;
import io.austin.stream.common.AnchorState;
import io.austin.stream.test.event.Events;
import io.austin.stream.test.server.FreePort;
import io.austin.stream.test.server.KafkaServer;
import io.austin.stream.test.server.RedisServer;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What ops unpack works as they have it: read-only, as another user, in a folder with a blank and
 * Chinese letters in its name, in a C locale, from another directory, with a Java and nothing of
 * the build on the path.
 */
@Timeout(180)
class DistributionIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String RECEIVER = "接收者 1";

  /** What the script calls, beside Java. */
  private static final List<String> TOOLS = List.of("bash", "locale");

  private static final Pattern COPY = Pattern.compile("(?m)^COPY (\\S+) ");

  private final List<Running> started = new ArrayList<>();

  private static Path root;
  private static Path home;
  private static Path script;
  private static Path configuration;
  private static KafkaServer kafka;
  private static RedisServer redis;

  @BeforeAll
  static void unpackAndStartServers() throws Exception {
    root = Files.createTempDirectory("austin-stream-");
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path installed = Files.createDirectory(root.resolve("opt 安装"));
    home = Files.createDirectory(root.resolve("home"));
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));
    call("tar", "-xzf", System.getProperty("distribution"), "-C", installed.toString());
    call("chmod", "-R", "a-w,a+rX", installed.toString());
    try (Stream<Path> content = Files.list(installed)) {
      script = content.findFirst().orElseThrow().resolve("bin/austin-stream");
    }
    Path tools = Files.createDirectory(root.resolve("bin"));
    for (String tool : TOOLS) {
      Files.createSymbolicLink(tools.resolve(tool), onPath(tool));
    }
    kafka = KafkaServer.start();
    redis = RedisServer.start();
    kafka.createTopic("austinLog", 2);
    kafka.createTopic("austinDeadLetters", 1);
    configuration =
        Files.writeString(
            root.resolve("austin.properties"),
            """
            kafka.bootstrap.servers=%s
            dead-letter.topic=austinDeadLetters
            redis.uri=%s
            checkpoint.interval=200ms
            """
                .formatted(kafka.bootstrapServers(), redis.uri()));
  }

  @AfterAll
  static void stopAndRemove() throws Exception {
    redis.close();
    kafka.close();
    call("chmod", "-R", "u+w", root.toString());
    call("rm", "-rf", root.toString());
  }

  @AfterEach
  void endWhatStillRuns() {
    started.forEach(it -> it.process().destroyForcibly().onExit().join());
  }

  /** What is built at another time has the same bytes. */
  @Test
  void itsFilesHaveTheTimeOfTheRelease() throws IOException {
    Instant release = Instant.parse(System.getProperty("project.build.outputTimestamp"));
    try (Stream<Path> files = Files.walk(script.getParent().getParent())) {
      assertThat(files.filter(Files::isRegularFile))
          .isNotEmpty()
          .allSatisfy(
              it -> assertThat(Files.getLastModifiedTime(it).toInstant()).isEqualTo(release));
    }
  }

  @Test
  void itHasTheProductAndNothingElse() throws IOException {
    Path unpacked = script.getParent().getParent();
    try (Stream<Path> files = Files.walk(unpacked)) {
      List<String> names =
          files.filter(Files::isRegularFile).map(it -> unpacked.relativize(it).toString()).toList();

      assertThat(names)
          .contains("bin/austin-stream", "LICENSE", "deploy/README.md", "docs/operations.md")
          .anyMatch(it -> it.matches("job/austin-stream-job-[^/]*\\.jar"))
          .anyMatch(it -> it.matches("lib/austin-stream-cli-[^/]*\\.jar"))
          .noneMatch(it -> it.matches(".*\\.(java|env)|.*-(tests|sources)\\.jar"))
          .noneMatch(
              it ->
                  it.matches(
                      "lib/(austin-stream-(test|local|torture|bench)|embedded-redis|kafka_|"
                          + "kafka-server|h2-|junit|assertj|playwright|flink-test).*"));
    }
    Matcher copied = COPY.matcher("");
    int found = 0;
    for (String image : List.of("job", "console", "cli")) {
      copied.reset(Files.readString(unpacked.resolve("deploy/" + image + "/Dockerfile")));
      while (copied.find()) {
        found++;
        assertThat(unpacked.resolve(copied.group(1))).exists();
      }
    }
    assertThat(found).isEqualTo(4);
  }

  @Test
  void aJobIsRunLookedAtAndStopped() throws Exception {
    Generated.to(kafka, "austinLog", 500);
    kafka.produce(
        "austinLog",
        0,
        List.of(
            Events.bytes(
                Events.step(AnchorState.RECEIVE, "m1", RECEIVER)
                    .logTimestamp(System.currentTimeMillis())
                    .build()),
            "no event".getBytes(UTF_8)));
    Running job = start(Map.of(), "job", "--config", configuration.toString());
    await().atMost(SOON).until(() -> job.isOver() || redis.client().exists("Austin:MessageId:m1"));
    int port = FreePort.next();
    Running console =
        start(
            Map.of("XDG_STATE_HOME", "/proc/nowhere"),
            "console",
            "--config",
            configuration.toString(),
            "--console.port=" + port);

    assertThat(awaitOk("verify")).contains("no difference");
    assertThat(awaitOk("dead-letters", "list")).contains("in austinDeadLetters", "not_json");
    assertThat(awaitOk("trace", RECEIVER, "--lang", "zh")).contains(RECEIVER, "m1");

    assertThat(answer(port)).contains("\"known\":true");
    assertThat(console.stopped().err())
        .contains("There is no log: /proc/nowhere/austin-stream cannot be written to.");
    Finished stopped = job.stopped();
    assertThat(stopped.exitCode()).as(stopped.err()).isZero();
    assertThat(stopped.out()).contains("savepoint-");
    assertThat(home.resolve(".local/state/austin-stream/job/job.log")).exists();
  }

  @Test
  void withoutServersItAsksForThem() throws Exception {
    Finished verify = run("verify");

    assertThat(verify.exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(verify.err())
        .isEqualTo(
            "austin-stream verify: Name servers with --kafka.bootstrap.servers and --redis.uri."
                + " See austin-stream verify --help.\n");
  }

  @Test
  void nothingIsLeftWhenItIsKilled() throws Exception {
    Running job =
        start(
            Map.of("AUSTIN_STREAM_DATA", home.resolve("数据").toString()),
            "job",
            "--config",
            configuration.toString(),
            "--kafka.group.id=killed",
            "--redis.key.prefix=killed:");
    await().atMost(SOON).until(() -> job.isOver() || Files.exists(home.resolve("数据/job/job.log")));
    List<ProcessHandle> all =
        Stream.concat(Stream.of(job.process().toHandle()), job.process().descendants()).toList();

    job.process().destroyForcibly();

    assertThat(all).allSatisfy(it -> it.onExit().get(10, TimeUnit.SECONDS));
  }

  private static String answer(int port) throws Exception {
    HttpRequest health =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/health")).build();
    HttpClient client = HttpClient.newHttpClient();
    return await()
        .atMost(SOON)
        .ignoreExceptions()
        .until(() -> client.send(health, ofString()), answer -> answer.statusCode() == 200)
        .body();
  }

  /** Runs a command until it ends well, as it may not at once while so much is started. */
  private String awaitOk(String... command) {
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(List.of("--config", configuration.toString()));
    return await()
        .atMost(SOON)
        .until(() -> run(words.toArray(String[]::new)), call -> call.exitCode() == ExitCodes.OK)
        .out();
  }

  private Finished run(String... words) throws Exception {
    return start(Map.of(), words).end();
  }

  /** Starts the script as nobody where this is root, else as the same user. */
  private Running start(Map<String, String> environment, String... words) throws IOException {
    List<String> command = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(
          List.of(
              onPath("setpriv").toString(),
              "--reuid=nobody",
              "--regid=nogroup",
              "--clear-groups",
              "--"));
    }
    command.add(script.toString());
    command.addAll(List.of(words));
    Path out = Files.createTempFile(root, "out", "");
    Path err = Files.createTempFile(root, "err", "");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(Path.of("/").toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder
        .environment()
        .putAll(
            Map.of(
                "PATH", root.resolve("bin").toString(),
                "JAVA_HOME", System.getProperty("java.home"),
                "JAVA_OPTS", "-Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1",
                "HOME", home.toString(),
                "LC_ALL", "C"));
    builder.environment().putAll(environment);
    Running running = new Running(builder.start(), out, err);
    started.add(running);
    return running;
  }

  private static Path onPath(String program) {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(directory -> Path.of(directory, program))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("there is no " + program));
  }

  private static void call(String... command) throws Exception {
    assertThat(
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.DISCARD)
                .start()
                .waitFor())
        .as(String.join(" ", command))
        .isZero();
  }

  private record Finished(int exitCode, String out, String err) {}

  private record Running(Process process, Path out, Path err) {
    boolean isOver() {
      return !process.isAlive();
    }

    /** Asks it to stop, as a service manager does, and waits for its end. */
    Finished stopped() throws Exception {
      process.destroy();
      return end();
    }

    Finished end() throws Exception {
      if (!process.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("does not end: " + Files.readString(err));
      }
      return new Finished(process.exitValue(), Files.readString(out), Files.readString(err));
    }
  }
}
