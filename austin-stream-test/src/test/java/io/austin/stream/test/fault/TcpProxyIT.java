package io.austin.stream.test.fault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.austin.stream.test.server.FreePort;
import io.austin.stream.test.server.KafkaServer;
import io.austin.stream.test.server.RedisExtension;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.Transaction;
import redis.clients.jedis.exceptions.JedisConnectionException;

@Timeout(60)
class TcpProxyIT {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final String EXEC = "*1\r\n$4\r\nEXEC\r\n";
  private static final String MULTI = "*1\r\n$5\r\nMULTI\r\n";

  @RegisterExtension static final RedisExtension redis = new RedisExtension();

  private TcpProxy proxy;

  @BeforeEach
  void openProxy() {
    proxy = TcpProxy.to("127.0.0.1", redis.server().port());
  }

  @AfterEach
  void closeProxy() {
    proxy.close();
  }

  @Test
  void passesEverythingOn() {
    byte[] large = new byte[5_000_000];
    large[large.length - 1] = 7;
    try (Jedis jedis = connect()) {
      jedis.set("large".getBytes(UTF_8), large);

      assertThat(jedis.get("large".getBytes(UTF_8))).isEqualTo(large);
      assertThat(proxy.connections()).isEqualTo(1);
    }
    await().until(() -> proxy.connections() == 0);
  }

  @Test
  void losesTheReplyToACommandThatIsExecuted() {
    CommandFault lost = proxy.dropReplyTo("EXEC", 1);

    try (Jedis jedis = connect()) {
      assertThatThrownBy(() -> increment(jedis)).isInstanceOf(JedisConnectionException.class);
    }

    lost.await(LIMIT);
    assertThat(redis.client().get("count")).isEqualTo("1");
  }

  @Test
  void losesTheReplyInTheNewerProtocolToo() {
    CommandFault lost = proxy.dropReplyTo("EXEC", 2);
    var config =
        DefaultJedisClientConfig.builder()
            .protocol(RedisProtocol.RESP3)
            .autoNegotiateProtocol(false)
            .build();

    try (Jedis jedis = new Jedis(new HostAndPort("127.0.0.1", proxy.port()), config)) {
      jedis.hset("hash", Map.of("field", "value"));
      assertThat(jedis.hgetAll("hash")).containsEntry("field", "value");
      increment(jedis);
      assertThat(lost.hasHappened()).isFalse();
      assertThatThrownBy(() -> increment(jedis)).isInstanceOf(JedisConnectionException.class);
    }

    lost.await(LIMIT);
    assertThat(redis.client().get("count")).isEqualTo("2");
  }

  @Test
  void breaksTheConnectionBeforeACommand() {
    CommandFault cut = proxy.cutBefore("EXEC", 1);

    try (Jedis jedis = connect()) {
      assertThatThrownBy(() -> increment(jedis)).isInstanceOf(JedisConnectionException.class);
    }

    cut.await(LIMIT);
    await().until(() -> proxy.connections() == 0);
    assertThat(redis.client().get("count")).isNull();
  }

  @Test
  void doesAFaultOnceAndCountsOverAllConnections() {
    proxy.cutBefore("EXEC", 2);
    try (Jedis first = connect();
        Jedis second = connect()) {
      increment(first);
      assertThatThrownBy(() -> increment(second)).isInstanceOf(JedisConnectionException.class);
      increment(first);
    }
    assertThat(redis.client().get("count")).isEqualTo("2");
  }

  @Test
  void doesEachOfSeveralFaults() {
    proxy.cutBefore("EXEC", 1);
    proxy.dropReplyTo("EXEC", 1);
    proxy.cutBefore("EXEC", 3);
    for (int i = 0; i < 3; i++) {
      try (Jedis jedis = connect()) {
        assertThatThrownBy(() -> increment(jedis)).isInstanceOf(JedisConnectionException.class);
      }
    }
    assertThat(redis.client().get("count")).isEqualTo("1");
  }

  @Test
  void deliversACommandLate() {
    HeldCommand held = proxy.holdBack("EXEC");
    try (Jedis jedis = connect()) {
      assertThatThrownBy(() -> increment(jedis)).isInstanceOf(JedisConnectionException.class);
    }
    held.await(LIMIT);
    assertThat(redis.client().get("count")).isNull();

    assertThat(held.release()).isEqualTo("*1\r\n:1\r\n");

    assertThat(redis.client().get("count")).isEqualTo("1");
  }

  @Test
  void tellsThatALateCommandWasRefused() {
    redis.client().set("fence", "1");
    HeldCommand held = proxy.holdBack("EXEC");
    try (Jedis jedis = connect()) {
      jedis.watch("fence");
      assertThatThrownBy(() -> increment(jedis)).isInstanceOf(JedisConnectionException.class);
    }
    held.await(LIMIT);
    proxy.reset();
    redis.client().set("fence", "2");

    assertThat(held.release()).isEqualTo("*-1\r\n");

    assertThat(redis.client().get("count")).isNull();
    assertThatThrownBy(held::release).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void findsOneOfSeveralCommandsInOneWrite() throws IOException {
    CommandFault lost = proxy.dropReplyTo("EXEC", 2);

    String replies = send(transaction("a") + transaction("b") + transaction("c"));

    lost.await(LIMIT);
    // The first transaction's replies and the second's up to EXEC arrive, and nothing after it.
    assertThat(replies).isEqualTo("+OK\r\n+QUEUED\r\n*1\r\n:1\r\n+OK\r\n+QUEUED\r\n");
    assertThat(redis.client().mget("a", "b", "c")).containsExactly("1", "1", null);
  }

  @Test
  void findsACommandInPieces() throws IOException {
    CommandFault cut = proxy.cutBefore("EXEC", 1);
    String split = transaction("a");
    try (Socket client = new Socket("127.0.0.1", proxy.port())) {
      client.setTcpNoDelay(true);
      for (char piece : split.toCharArray()) {
        client.getOutputStream().write(piece);
      }
      readAll(client);
    }
    cut.await(LIMIT);
    assertThat(redis.client().get("a")).isNull();
  }

  @Test
  void isNotFooledByAPayload() throws IOException {
    proxy.cutBefore("EXEC", 1);
    try (Jedis jedis = connect()) {
      jedis.set("a", EXEC + "\r\n" + EXEC);
      jedis.set("EXEC", "EXEC");

      assertThat(jedis.get("a")).isEqualTo(EXEC + "\r\n" + EXEC);
    }
  }

  @Test
  void resetsConnections() throws IOException {
    try (Socket client = connected()) {
      proxy.reset();

      assertThatThrownBy(() -> client.getInputStream().read())
          .isInstanceOf(SocketException.class)
          .hasMessage("Connection reset");
    }
    try (Jedis again = connect()) {
      assertThat(again.ping()).isEqualTo("PONG");
    }
  }

  @Test
  void refusesNewConnectionsAndKeepsOldOnes() {
    try (Jedis old = connect()) {
      old.ping();
      proxy.refuse();

      assertThatThrownBy(() -> new Socket("127.0.0.1", proxy.port()))
          .isInstanceOf(ConnectException.class);
      assertThat(old.ping()).isEqualTo("PONG");
    }
    proxy.accept();
    try (Jedis again = connect()) {
      assertThat(again.ping()).isEqualTo("PONG");
    }
  }

  @Test
  void stallsAndResumes() {
    try (Jedis patient = connect();
        Jedis impatient = new Jedis(URI.create(uri()), 300)) {
      patient.ping();
      impatient.ping();
      proxy.stall();

      assertThatThrownBy(() -> impatient.incr("count"))
          .hasCauseInstanceOf(SocketTimeoutException.class);
      assertThat(redis.client().get("count")).isNull();
      proxy.resume();

      assertThat(patient.ping()).isEqualTo("PONG");
      // What was held up on its way is executed although its client has given up.
      await().until(() -> "1".equals(redis.client().get("count")));
    }
  }

  @Test
  void losesWhatWasStalledWhenItIsReset() {
    try (Jedis impatient = new Jedis(URI.create(uri()), 300)) {
      impatient.ping();
      proxy.stall();
      assertThatThrownBy(() -> impatient.incr("count"))
          .isInstanceOf(JedisConnectionException.class);
      proxy.reset();
      proxy.resume();
    }
    await().until(() -> proxy.connections() == 0);
    assertThat(redis.client().get("count")).isNull();
  }

  @Test
  void closesTheClientWhenTheServerIsGone() throws IOException {
    try (Socket client = connected()) {
      redis.server().kill();

      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
    try (Socket client = new Socket("127.0.0.1", proxy.port())) {
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
    redis.server().restart();
    try (Jedis again = connect()) {
      assertThat(again.ping()).isEqualTo("PONG");
    }
  }

  @Test
  void passesOnWhatIsNotRedis() throws Exception {
    KafkaServer.Builder behindProxy = KafkaServer.builder();
    int port = FreePort.next();
    try (TcpProxy toKafka = TcpProxy.to("127.0.0.1", port);
        KafkaServer kafka = behindProxy.port(port).advertisedPort(toKafka.port()).start();
        Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      kafka.createTopic("traces", 1);

      assertThat(kafka.bootstrapServers()).isEqualTo(toKafka.address());
      assertThat(admin.listTopics().names().get()).containsExactly("traces");
      assertThat(toKafka.connections()).isPositive();
    }
  }

  private Jedis connect() {
    return new Jedis(URI.create(uri()));
  }

  private Socket connected() throws IOException {
    Socket client = new Socket("127.0.0.1", proxy.port());
    client.getOutputStream().write("*1\r\n$4\r\nPING\r\n".getBytes(ISO_8859_1));
    assertThat(client.getInputStream().readNBytes(7)).asString(ISO_8859_1).isEqualTo("+PONG\r\n");
    return client;
  }

  private String uri() {
    return redis.server().uriOnPort(proxy.port());
  }

  private static List<Object> increment(Jedis jedis) {
    Transaction transaction = jedis.multi();
    transaction.incr("count");
    return transaction.exec();
  }

  private static String transaction(String key) {
    return MULTI + "*2\r\n$4\r\nINCR\r\n$1\r\n" + key + "\r\n" + EXEC;
  }

  private String send(String commands) throws IOException {
    try (Socket client = new Socket("127.0.0.1", proxy.port())) {
      client.getOutputStream().write(commands.getBytes(ISO_8859_1));
      return readAll(client);
    }
  }

  private static String readAll(Socket client) throws IOException {
    return new String(client.getInputStream().readAllBytes(), ISO_8859_1);
  }
}
