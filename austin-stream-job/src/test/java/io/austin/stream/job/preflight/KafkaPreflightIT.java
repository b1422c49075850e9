package io.austin.stream.job.preflight;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.austin.stream.options.OptionValues;
import io.austin.stream.options.UsageException;
import io.austin.stream.test.server.FreePort;
import io.austin.stream.test.server.KafkaExtension;
import io.austin.stream.test.server.KafkaServer;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a real Kafka answers, and what the user is told. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class KafkaPreflightIT {
  private static final String MAX_BYTES = "max.message.bytes";

  @RegisterExtension static final KafkaExtension KAFKA = new KafkaExtension();

  @BeforeEach
  void createTopics() {
    KafkaServer server = KAFKA.server();
    server.createTopic("austinLog", 2, Map.of(MAX_BYTES, "1000000"));
    server.createTopic("austinLarge", 1, Map.of(MAX_BYTES, "4000000"));
    server.createTopic("orders", 1, Map.of(MAX_BYTES, "1000000"));
    server.createTopic("dead", 1, Map.of(MAX_BYTES, "1000000"));
  }

  @Test
  void aKafkaThatIsAsItShouldBe() {
    assertThat(check(Map.of())).isEmpty();
    assertThat(check(Map.of("kafka.topic", "austinLog,orders", "dead-letter.topic", "dead")))
        .isEmpty();
  }

  @Test
  void aMissingTopicNamesTheNearest() {
    assertThatThrownBy(() -> check(Map.of("kafka.topic", "austinlogs")))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "Topic 'austinlogs' does not exist in Kafka at %s; the nearest there: austinLog,"
                    .formatted(KAFKA.bootstrapServers())
                + " austinLarge, orders. Create it, or correct kafka.topic.");
  }

  @Test
  void aMissingDeadLetterTopic() {
    assertThatThrownBy(() -> check(Map.of("dead-letter.topic", "deadd")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("Topic 'deadd' does not exist")
        .hasMessageContaining("Create it, or correct dead-letter.topic.");
  }

  @Test
  void deadLettersThatMayNotFit() {
    assertThat(check(Map.of("kafka.topic", "austinLarge", "dead-letter.topic", "dead")))
        .singleElement()
        .asString()
        .contains("'dead' takes up to 1000000 bytes", "'austinLarge' up to 4000000");
  }

  @Test
  void aServerThatIsNoKafka() throws IOException {
    try (ServerSocket silent = new ServerSocket(0)) {
      assertThatThrownBy(
              () -> check(Map.of("kafka.bootstrap.servers", "127.0.0.1:" + silent.getLocalPort())))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("takes connections but did not answer within 15 s");
    }
  }

  @Test
  void oneBrokerOfTheListIsEnough() {
    assertThat(
            check(
                Map.of(
                    "kafka.bootstrap.servers",
                    "127.0.0.1:" + FreePort.next() + "," + KAFKA.bootstrapServers())))
        .isEmpty();
  }

  /** Names with several addresses are a JVM's own, which has the file of hosts for it. */
  @Test
  void oneAddressOfANameIsEnough(@TempDir Path directory) throws Exception {
    int port = KAFKA.server().port();
    Path hosts = directory.resolve("hosts");
    Files.writeString(
        hosts,
        """
        127.0.0.2 refusing.test
        127.0.0.1 refusing.test
        127.0.0.3 silent.test
        127.0.0.1 silent.test
        127.0.0.2 dead.test
        """);
    List<Socket> queue = new ArrayList<>();
    try (ServerSocket silent = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.3"))) {
      fill(silent, queue);
      Process preflight =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx128m",
                  "-XX:TieredStopAtLevel=1",
                  "-Djdk.net.hosts.file=" + hosts,
                  "-cp",
                  System.getProperty("java.class.path"),
                  NamedServers.class.getName(),
                  "refusing.test:" + port,
                  "silent.test:" + port,
                  "dead.test:" + port)
              .redirectError(Redirect.INHERIT)
              .start();
      assertThat(new String(preflight.getInputStream().readAllBytes(), UTF_8).lines())
          .containsExactly(
              "[]",
              "[]",
              "Kafka cannot be reached at dead.test:%d (connection refused)".formatted(port)
                  + ". Start it, or correct kafka.bootstrap.servers.");
    } finally {
      for (Socket waiting : queue) {
        waiting.close();
      }
    }
  }

  /** Takes connections that nobody accepts until there is no place for another. */
  private static void fill(ServerSocket silent, List<Socket> queue) throws IOException {
    for (int i = 0; i < 16; i++) {
      Socket socket = new Socket();
      queue.add(socket);
      try {
        socket.connect(silent.getLocalSocketAddress(), 200);
      } catch (SocketTimeoutException full) {
        return;
      }
    }
    throw new IllegalStateException("a queue without an end");
  }

  /** Prints what is found of each server that it is named. */
  static final class NamedServers {
    private NamedServers() {}

    public static void main(String[] servers) {
      for (String server : servers) {
        try {
          System.out.println(
              Preflight.checkKafka(OptionValues.of(Map.of("kafka.bootstrap.servers", server))));
        } catch (UsageException mistake) {
          System.out.println(mistake.getMessage());
        }
      }
    }
  }

  @Test
  void outcomesWhoseTransactionsLiveLongEnough() {
    assertThat(checkInsights(Map.of("outcomes.topic", "orders"))).isEmpty();
    assertThatThrownBy(() -> checkInsights(Map.of("outcomes.topic", "outcomes")))
        .hasMessageContaining("Topic 'outcomes' does not exist")
        .hasMessageContaining("Create it, or correct outcomes.topic.");
  }

  @Test
  void transactionsThatTheNextCheckpointMayBeTooLateFor() {
    assertThatThrownBy(
            () -> checkInsights(Map.of("outcomes.topic", "orders", "checkpoint.interval", "6m")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("Kafka would abort transactions of outcomes after 900000 ms")
        .hasMessageContaining("may take 960000 ms");
    assertThatThrownBy(() -> checkInsights(transactionTimeout("soon")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("is 'soon', expected milliseconds");
  }

  @Test
  void transactionsThatTheBrokerDoesNotAllow() {
    assertThatThrownBy(() -> checkInsights(transactionTimeout("900001")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("allows transactions 900000 ms (transaction.max.timeout.ms)")
        .hasMessageContaining("ask for 900001");
  }

  private static Map<String, String> transactionTimeout(String text) {
    return Map.of("outcomes.topic", "orders", "kafka.properties.transaction.timeout.ms", text);
  }

  private static List<String> checkInsights(Map<String, String> options) {
    Findings findings = new Findings();
    new KafkaPreflight(options(options), findings).runForInsights();
    return findings.warningsOrThrow();
  }

  @Test
  void topicsOfAlerts() {
    KAFKA.server().createTopic("alert-rules", 1, Map.of("cleanup.policy", "compact"));
    Map<String, String> right =
        Map.of("alerts.rules.topic", "alert-rules", "alerts.topic", "orders");
    assertThat(checkInsights(right)).isEmpty();
    assertThatThrownBy(() -> checkInsights(Map.of("alerts.topic", "orders")))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "alerts.rules.topic and alerts.topic go together: set alerts.rules.topic too, or neither.");
    assertThatThrownBy(
            () -> checkInsights(Map.of("alerts.rules.topic", "orders", "alerts.topic", "nowhere")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("Topic 'nowhere' does not exist")
        .hasMessageContaining("The topic of rules for alerts 'orders' is not compacted");
  }

  @Test
  void securitySettingsThatMakeNoClient() {
    assertThatThrownBy(() -> check(Map.of("kafka.properties.security.protocol", "TSL")))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("The Kafka client cannot be set up: ");
  }

  private static List<String> check(Map<String, String> options) {
    return Preflight.checkKafka(options(options));
  }

  private static OptionValues options(Map<String, String> options) {
    Map<String, String> all = new HashMap<>(options);
    all.putIfAbsent("kafka.bootstrap.servers", KAFKA.bootstrapServers());
    return OptionValues.of(all);
  }
}
