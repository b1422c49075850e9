package io.austin.stream.job.preflight;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.austin.stream.options.OptionValues;
import io.austin.stream.options.UsageException;
import io.austin.stream.redis.ClusterSlots;
import io.austin.stream.redis.RedisClients;
import io.austin.stream.redis.RedisEndpoint;
import io.austin.stream.test.server.Certificates;
import io.austin.stream.test.server.RedisCluster;
import io.austin.stream.test.server.RedisExecutable;
import io.austin.stream.test.server.RedisServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

/** What a real Redis answers, and what the user is told. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class RedisPreflightIT {
  private static final String PASSWORD = "hunter2";

  /** What docs/redis.md says the job's user needs, and no more. */
  private static final String[] WRITER = {
    "SETUSER", "writer", "on", ">" + PASSWORD, "~*", "+lpush", "+ltrim", "+hset", "+hincrby",
    "+zincrby", "+pfadd", "+pexpire", "+pexpireat", "+pttl", "+get", "+mget", "+set", "+mset",
    "+eval", "+time", "+watch", "+multi", "+exec"
  };

  @Test
  void aRedisThatIsAsItShouldBe() {
    try (RedisServer redis = RedisServer.start()) {
      assertThat(check(redis.uri())).isEmpty();
    }
  }

  @Test
  void aClockThatIsWrong() {
    try (RedisServer redis = RedisServer.start()) {
      OptionValues options = OptionValues.of(Map.of("redis.uri", redis.uri()));
      for (long hours : new long[] {8, -8}) {
        Findings findings = new Findings();
        Clock ours = Clock.offset(Clock.systemUTC(), Duration.ofHours(-hours));
        new RedisPreflight(options, findings, ours).runFor(RedisRights::ofTheJob);

        assertThat(findings.warningsOrThrow())
            .singleElement()
            .asString()
            .matches(
                "Redis at .* has a clock that is 2\\d{4} s "
                    + (hours > 0 ? "ahead of" : "behind")
                    + " this machine's: .* too "
                    + (hours > 0 ? "early" : "late")
                    + "\\. Set the clocks by NTP\\.");
      }
    }
  }

  @Test
  void viewsBesideWhichTheGroupHasNoFences() {
    try (RedisServer redis = RedisServer.start()) {
      redis.client().set("somebody:Austin:MessageId:m1", "");
      assertThat(checkViews(redis)).isEmpty();
      redis.client().lpush("p[*:Austin:MessageId:m1", "");
      assertThat(checkViews(redis))
          .singleElement()
          .asString()
          .contains("holds trails of messages, and group austinLogGroup has no fences there")
          .contains("kafka.start=timestamp:");
    }
  }

  private static List<String> checkViews(RedisServer redis) {
    Findings findings = new Findings();
    OptionValues options =
        OptionValues.of(Map.of("redis.uri", redis.uri(), "redis.key.prefix", "p[*:"));
    new RedisPreflight(options, findings, Clock.systemUTC()).checkViews("austinLogGroup");
    return findings.warningsOrThrow();
  }

  @Test
  void aServerThatEndsConnections() throws Exception {
    try (ServerSocket server = hangingUpAfter(0)) {
      assertThatThrownBy(() -> check("redis://127.0.0.1:" + server.getLocalPort() + "/0"))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("if it speaks TLS, begin redis.uri with rediss")
          .hasMessageContaining("if it is a proxy");
    }
  }

  @Test
  void aProxyThatKnowsOnlyPing() throws Exception {
    try (ServerSocket server = hangingUpAfter(1)) {
      assertThatThrownBy(() -> check("redis://127.0.0.1:" + server.getLocalPort() + "/0"))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("answers PING, and ends the connection at a later command")
          .hasMessageContaining("Name Redis itself in redis.uri")
          .hasMessageNotContaining("cannot be reached");
    }
  }

  /** A server that answers so many commands as PING is answered, and ends the connection then. */
  private static ServerSocket hangingUpAfter(int commands) throws IOException {
    ServerSocket server = new ServerSocket(0);
    Thread hangUp =
        new Thread(
            () -> {
              while (!server.isClosed()) {
                try (Socket connection = server.accept()) {
                  for (int answered = 0; answered < commands; answered++) {
                    connection.getInputStream().read(new byte[1024]);
                    connection.getOutputStream().write("+PONG\r\n".getBytes(US_ASCII));
                  }
                  connection.getInputStream().read();
                } catch (IOException closed) {
                  return;
                }
              }
            });
    hangUp.start();
    return server;
  }

  @ParameterizedTest
  @ValueSource(strings = {"unknown-endpoint", "hostname"})
  void aClusterWhoseNodesDoNotSayWhereTheyAre(String endpoints) {
    for (RedisExecutable redis : RedisExecutable.installed().stream().toList()) {
      try (RedisServer node = RedisCluster.startOneNode(redis, port -> port)) {
        String uri = "redis+cluster://127.0.0.1:" + node.port();
        assertThat(check(uri)).isEmpty();
        node.client().configSet("cluster-preferred-endpoint-type", endpoints);

        assertThatThrownBy(() -> check(uri))
            .isInstanceOf(UsageException.class)
            .hasMessageContaining("is of a Redis Cluster, and its nodes do not say where they are")
            .hasMessageContaining("set cluster-preferred-endpoint-type ip");
        RedisEndpoint endpoint = RedisEndpoint.parse(uri);
        assertThatThrownBy(() -> RedisClients.open(endpoint, Duration.ofSeconds(10)))
            .isInstanceOf(JedisDataException.class)
            .hasMessage(ClusterSlots.NO_ENDPOINT);
      }
    }
  }

  @Test
  void passwords() {
    try (RedisServer redis = RedisServer.builder().password(PASSWORD).start()) {
      String server = "127.0.0.1:" + redis.port();

      assertThat(check("redis://:" + PASSWORD + "@" + server + "/0")).isEmpty();
      assertThatThrownBy(() -> check("redis://" + server + "/0"))
          .isInstanceOf(UsageException.class)
          .hasMessage(
              "Redis at %s wants a password. Put it into redis.uri: redis://:password@%s/0."
                  .formatted(server, server));
      assertThatThrownBy(() -> check("redis://:wrong-one@" + server + "/0"))
          .isInstanceOf(UsageException.class)
          .hasMessageStartingWith("Redis at " + server + " refuses the user or the password")
          .hasMessageNotContaining("wrong-one");
    }
  }

  @Test
  void aPasswordThatNobodyAskedFor() {
    try (RedisServer redis = RedisServer.start()) {
      assertThatThrownBy(() -> check("redis://:wrong-one@127.0.0.1:" + redis.port() + "/0"))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("refuses the user or the password in redis.uri");
    }
  }

  @Test
  void aDatabaseThatIsNotThere() {
    try (RedisServer redis = RedisServer.builder().setting("databases", "2").start()) {
      String server = "127.0.0.1:" + redis.port();

      assertThat(check("redis://" + server + "/1")).isEmpty();
      assertThatThrownBy(() -> check("redis://" + server + "/2"))
          .isInstanceOf(UsageException.class)
          .hasMessage("Redis at " + server + " has no database 2. Correct redis.uri.");
    }
  }

  @Test
  void aPolicyThatEvictsProgress() {
    try (RedisServer redis =
        RedisServer.builder().setting("maxmemory-policy", "allkeys-lru").start()) {
      assertThat(check(redis.uri()))
          .singleElement()
          .asString()
          .contains("maxmemory-policy allkeys-lru", "Set noeviction");
    }
  }

  @Test
  void aReplica() {
    try (RedisServer master = RedisServer.start();
        RedisServer replica =
            RedisServer.builder().setting("replicaof", "127.0.0.1 " + master.port()).start()) {
      assertThatThrownBy(() -> check(replica.uri()))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("is a replica and takes no writes");
    }
  }

  @Test
  void aUserWhoMayNotAskMuch() {
    try (RedisServer redis = RedisServer.start()) {
      redis.client().sendCommand(Command.ACL, WRITER);

      assertThat(checkForTheJob("redis://writer:" + PASSWORD + "@127.0.0.1:" + redis.port()))
          .isEmpty();
      assertThat(redis.client().dbSize()).isZero();
    }
  }

  @Test
  void aUserWhoMayNotDoAllThatTheJobDoes() {
    try (RedisServer redis = RedisServer.start()) {
      redis.client().sendCommand(Command.ACL, more("-eval", "-mget", "resetkeys", "~Austin:*"));

      assertThatThrownBy(
              () -> checkForTheJob("redis://writer:" + PASSWORD + "@127.0.0.1:" + redis.port()))
          .isInstanceOf(UsageException.class)
          .hasMessage(
              "Redis at 127.0.0.1:%d forbids this user what the job does. Grant +mget +eval ~* (no key such as 0 is its own so far)."
                  .formatted(redis.port()));
    }
  }

  @Test
  void theInsightsJobsUserNeedsLess() {
    try (RedisServer redis = RedisServer.start()) {
      redis
          .client()
          .sendCommand(
              Command.ACL,
              ("SETUSER insights on >p ~Austin:Stream:* +eval +get +set +del +hset +hdel +zadd"
                      + " +zrem +pexpire +time +multi")
                  .split(" "));
      assertThat(checkForInsights(redis.port())).isEmpty();
      redis.client().sendCommand(Command.ACL, "SETUSER", "insights", "-zadd", "-del");

      assertThatThrownBy(() -> checkForInsights(redis.port()))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("Grant +del +zadd.");
      assertThat(redis.client().dbSize()).isZero();
    }
  }

  private static List<String> checkForInsights(int port) {
    Findings findings = new Findings();
    new RedisPreflight(
            OptionValues.of(Map.of("redis.uri", "redis://insights:p@127.0.0.1:" + port)),
            findings,
            Clock.systemUTC())
        .runFor(RedisRights::ofInsights);
    return findings.warningsOrThrow();
  }

  @Test
  void aUserWithoutTransactionsChangesNothing() {
    try (RedisServer redis = RedisServer.start()) {
      redis.client().sendCommand(Command.ACL, more("-multi"));

      assertThatThrownBy(
              () -> checkForTheJob("redis://writer:" + PASSWORD + "@127.0.0.1:" + redis.port()))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("Grant +multi.");
      assertThat(redis.client().dbSize()).isZero();
    }
  }

  @Test
  void aCommandThatIsNotThere() {
    try (RedisServer redis =
        RedisServer.builder().setting("rename-command", "PFADD other").start()) {
      assertThatThrownBy(() -> checkForTheJob(redis.uri()))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("does not know PFADD, which the job needs");
    }
  }

  @Test
  void aFullRedisIsNamed() {
    try (RedisServer redis =
        RedisServer.builder().setting("maxmemory-policy", "noeviction").start()) {
      redis.client().configSet("maxmemory", "1");

      assertThat(checkForTheJob(redis.uri()))
          .singleElement()
          .asString()
          .contains("refuses writes at present (OOM ", "redis.retry.for");
    }
  }

  @Test
  void certificates(@TempDir Path directory, @TempDir Path elsewhere) {
    Certificates certificates = Certificates.in(directory);
    Certificates others = Certificates.in(elsewhere);
    try (RedisServer redis = RedisServer.builder().tls(certificates).start()) {
      String server = redis.tlsUri().substring("rediss://".length());

      assertThat(check(redis.tlsUri(), certificates.authority())).isEmpty();
      assertThatThrownBy(() -> check(redis.tlsUri()))
          .isInstanceOf(UsageException.class)
          .hasMessageStartingWith("Redis cannot be reached at " + server)
          .hasMessageContaining("Set redis.tls.ca to the certificate of the authority");
      assertThatThrownBy(() -> check(redis.tlsUri(), others.authority()))
          .hasMessageContaining("Set redis.tls.ca to the certificate of the authority");
      assertThatThrownBy(
              () -> check("rediss://127.0.0.2:" + server.split(":")[1], certificates.authority()))
          .hasMessageContaining("Redis cannot be reached at 127.0.0.2:");
      assertThatThrownBy(() -> check("redis://" + server))
          .hasMessageContaining("if it speaks TLS, begin redis.uri with rediss");
      assertThatThrownBy(
              () -> check("rediss://127.0.0.1:" + redis.port(), certificates.authority()))
          .hasMessageContaining("if it speaks no TLS, begin redis.uri with redis");
    }
  }

  @Test
  void filesThatHoldNoCertificate(@TempDir Path directory) throws IOException {
    Path missing = directory.resolve("missing.pem");
    Path empty = Files.writeString(directory.resolve("empty.pem"), "");
    Path other = Files.writeString(directory.resolve("other.pem"), "certificate\n");

    assertThatThrownBy(() -> check("rediss://127.0.0.1:1", missing))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("redis.tls.ca names '" + missing + "', which is not there");
    assertThatThrownBy(() -> check("rediss://127.0.0.1:1", directory))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("redis.tls.ca names '" + directory + "', which cannot be read");
    for (Path useless : List.of(empty, other)) {
      assertThatThrownBy(() -> check("rediss://127.0.0.1:1", useless))
          .isInstanceOf(UsageException.class)
          .hasMessageStartingWith(
              "redis.tls.ca names '" + useless + "', which holds no X.509 certificate in PEM");
    }
    assertThatThrownBy(() -> check("redis://127.0.0.1:1", missing))
        .hasMessageStartingWith("redis.tls.ca is set, but redis.uri is not for TLS");
  }

  private static String[] more(String... rules) {
    return Stream.concat(Stream.of(WRITER), Stream.of(rules)).toArray(String[]::new);
  }

  private static List<String> check(String uri) {
    return Preflight.checkRedis(OptionValues.of(Map.of("redis.uri", uri)));
  }

  private static List<String> check(String uri, Path authority) {
    return Preflight.checkRedis(
        OptionValues.of(Map.of("redis.uri", uri, "redis.tls.ca", authority.toString())));
  }

  private static List<String> checkForTheJob(String uri) {
    Findings findings = new Findings();
    new RedisPreflight(OptionValues.of(Map.of("redis.uri", uri)), findings, Clock.systemUTC())
        .runFor(RedisRights::ofTheJob);
    return findings.warningsOrThrow();
  }
}
