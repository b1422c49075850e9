package io.austin.stream.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.austin.stream.job.preflight.Preflight;
import io.austin.stream.options.OptionDefinitions;
import io.austin.stream.options.OptionValues;
import io.austin.stream.options.UsageException;
import io.austin.stream.test.server.Certificates;
import io.austin.stream.test.server.KafkaServer;
import io.austin.stream.test.server.RedisServer;
import io.austin.stream.verify.model.RedisContents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.core.execution.JobClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole job against a broker with SASL/PLAIN over TLS and a Redis with TLS and an ACL user, by
 * options alone: source, catalog, dead letters, what Redis lost read again, a Redis that is killed
 * and comes back with its user and its data, preflight.
 */
class SecuredServersIT extends RunningJobIT {
  private static final String SECRET = "hunter2";
  private static final String PLAIN =
      "org.apache.kafka.common.security.plain.PlainLoginModule required ";
  private static final String DEAD_LETTERS = "dead";
  private static final long SEED = 8;

  @TempDir static Path directory;

  private static Certificates certificates;
  private static KafkaServer secured;
  private static RedisServer redis;

  @BeforeAll
  static void startServers() {
    certificates = Certificates.in(directory);
    secured =
        KafkaServer.builder()
            .property(
                "listener.security.protocol.map",
                "CLIENT:SASL_SSL,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT")
            .property("sasl.enabled.mechanisms", "PLAIN")
            .property(
                "listener.name.client.plain.sasl.jaas.config",
                PLAIN + "user_austin=\"" + SECRET + "\";")
            .property("ssl.keystore.type", "PKCS12")
            .property("ssl.keystore.location", certificates.keyStore().toString())
            .property("ssl.keystore.password", certificates.keyStorePassword())
            .start();
    redis =
        RedisServer.builder()
            .tls(certificates)
            .setting("user", "writer on >" + SECRET + " ~* +@all -@dangerous")
            .appendOnly()
            .setting("appendfsync", "always")
            .start();
  }

  @AfterAll
  static void stopServers() {
    redis.close();
    secured.close();
  }

  @Test
  void theWholeJob(@TempDir Path savepoints) throws Exception {
    secured.createTopic(TOPIC, PARTITIONS);
    secured.createTopic(DEAD_LETTERS, 1);
    assertThat(Preflight.check(options(SECRET))).isEmpty();

    JobClient job;
    try (Traffic traffic = Traffic.start(secured, TOPIC, PARTITIONS, SEED, ZONE)) {
      job = start(texts(SECRET), null);
      await().atMost(PATIENCE).until(() -> committed(secured) > 2_000);
      redis.flushAll(); // what it lost is read from Kafka again
      awaitMoreCommitted();
      redis.kill(); // and what it kept is not written twice
      redis.restart();
      awaitMoreCommitted();
    }
    awaitEverythingCommitted(secured);
    stop(job, savepoints);

    assertHoldsWhatTheModelSays(secured, RedisContents.read(redis.client()), RULES);
    assertThat(secured.read(DEAD_LETTERS)).isNotEmpty();
  }

  @Test
  void whoDoesNotKnowThePasswordIsTold() throws IOException {
    assertThatThrownBy(() -> Preflight.checkKafka(options("wrong-one")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("Correct the security settings in kafka.properties.*")
        .hasMessageNotContaining("wrong-one");
  }

  @Test
  void noSecretIsPrinted() throws IOException {
    assertThat(options(SECRET).describe(OptionDefinitions.job()))
        .contains("kafka.properties.sasl.jaas.config = ***")
        .doesNotContain(SECRET);
  }

  private static void awaitMoreCommitted() throws Exception {
    long before = committed(secured);
    await().atMost(PATIENCE).until(() -> committed(secured) > before + 2_000);
  }

  private static OptionValues options(String kafkaPassword) throws IOException {
    return OptionValues.of(texts(kafkaPassword));
  }

  private static Map<String, String> texts(String kafkaPassword) throws IOException {
    Map<String, String> texts = new HashMap<>();
    texts.put("kafka.bootstrap.servers", secured.bootstrapServers());
    texts.put("kafka.properties.security.protocol", "SASL_SSL");
    texts.put("kafka.properties.sasl.mechanism", "PLAIN");
    texts.put(
        "kafka.properties.sasl.jaas.config",
        PLAIN + "username=\"austin\" password=\"" + kafkaPassword + "\";");
    texts.put("kafka.properties.ssl.truststore.type", "PEM");
    texts.put(
        "kafka.properties.ssl.truststore.certificates", Files.readString(certificates.authority()));
    texts.put("redis.uri", redis.tlsUri().replace("://", "://writer:" + SECRET + "@"));
    texts.put("redis.tls.ca", certificates.authority().toString());
    texts.put("dead-letter.topic", DEAD_LETTERS);
    texts.put("parallelism", "2");
    return texts;
  }
}
