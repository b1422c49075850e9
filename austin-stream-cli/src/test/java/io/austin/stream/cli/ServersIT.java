package io.austin.stream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.cli.platform.ExitCodes;
import io.austin.stream.cli.platform.StopRequest;
import io.austin.stream.kafka.DeadLetterRecords;
import io.austin.stream.test.event.Events;
import io.austin.stream.test.server.FreePort;
import io.austin.stream.test.server.KafkaServer;
import io.austin.stream.test.server.RedisServer;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Servers that somebody names: what is said when they cannot be used, and how they are used. */
@Timeout(180)
class ServersIT {
  private static final String PASSWORD = "hunter2";

  private static KafkaServer kafka;
  private static RedisServer redis;

  @TempDir private Path home;

  @BeforeAll
  static void start() {
    kafka = KafkaServer.start();
    redis = RedisServer.builder().password(PASSWORD).start();
  }

  @AfterAll
  static void stop() {
    redis.close();
    kafka.close();
  }

  @Test
  void kafkaThatDoesNotAnswer() {
    String nobody = "127.0.0.1:" + FreePort.next();
    String option = "--kafka.bootstrap.servers=" + nobody;

    assertMistake(call("job", option, onRedis()), "Kafka cannot be reached at " + nobody);
  }

  @Test
  void redisThatDoesNotAnswer() {
    String nobody = "127.0.0.1:" + FreePort.next();
    String option = "--redis.uri=redis://:" + PASSWORD + "@" + nobody;

    assertMistake(call("trace", "x", option), "Redis cannot be reached at " + nobody, "redis.uri");
  }

  @Test
  void aWrongPassword() {
    String option = "--redis.uri=redis://:wrong@127.0.0.1:" + redis.port();

    assertMistake(call("trace", "x", option), "refuses the user or the password in redis.uri");
  }

  @Test
  void aTopicThatDoesNotExist() {
    kafka.createTopic("there", 1);

    assertMistake(
        call("job", onKafka(), onRedis(), "--kafka.topic=their"),
        "Topic 'their' does not exist",
        "there",
        "kafka.topic");
  }

  @Test
  void lettersThatTheirTopicDoesNotTakeAreNamedAndTheOthersGo() {
    kafka.createTopic(
        "choosy",
        1,
        Map.of("message.timestamp.before.max.ms", "86400000", "max.message.bytes", "2000"));
    kafka.createTopic("choosyLetters", 1);
    long now = System.currentTimeMillis();
    // Producers compress: what is to be large must not be all the same.
    String large =
        new Random(1)
            .ints(4000, 'a', 'z' + 1)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    kafka.produce(
        List.of(
            letter(100, now, "a"),
            letter(101, Events.NOON.toEpochMilli(), "b"),
            letter(102, now, large),
            letter(103, Events.NOON.toEpochMilli(), "c"),
            letter(104, now, "d")));
    String[] replay = {"dead-letters", "replay", onKafka(), "--dead-letter.topic=choosyLetters"};

    Call call = call(replay);

    assertThat(call.exitCode()).as(call.err()).isEqualTo(ExitCodes.OK);
    assertThat(call.out())
        .contains("Replayed      choosy 2", "3 that their topic does not take")
        .contains("message.timestamp.before.max.ms", "max.message.bytes")
        .contains("choosyLetters-0@1 to choosy: ", "choosyLetters-0@2 to choosy: ")
        .contains("choosyLetters-0@3 to choosy: ")
        .doesNotContain(large);
    assertThat(kafka.read("choosy"))
        .extracting(ConsumerRecord::timestamp)
        .containsExactly(now, now);
    assertThat(call(replay).out())
        .contains("Replayed      none", "2 that were replayed before", "3 that their topic");
  }

  private static ProducerRecord<byte[], byte[]> letter(
      long offset, long timestamp, String receiver) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            "choosyLetters", 0, null, Events.bytes(Events.received("m" + offset, receiver)));
    Map.of(
            DeadLetterRecords.REASON, "not_json",
            DeadLetterRecords.TOPIC, "choosy",
            DeadLetterRecords.PARTITION, "0",
            DeadLetterRecords.OFFSET, Long.toString(offset),
            DeadLetterRecords.TIMESTAMP, Long.toString(timestamp))
        .forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
    return record;
  }

  @Test
  void theJobStopsBehindASavepointAndGoesOnFromIt() throws Exception {
    kafka.createTopic("traces", 2);
    Generated.to(kafka, "traces", 200);
    String[] args = {
      "job", onKafka(), onRedis(), "--kafka.topic=traces", "--redis.key.prefix=job:"
    };
    Call first = runUntilKeys("job:Austin:MessageId:*", args);
    assertThat(first.exitCode()).as(first.err()).isEqualTo(ExitCodes.OK);
    assertThat(first.out()).contains("savepoint-", "--restore");

    kafka.produce("traces", 0, List.of(Events.bytes(Events.received("while.stopped", "r"))));
    String[] more = Arrays.copyOf(args, args.length + 2);
    more[args.length] = "--restore=latest";
    more[args.length + 1] = "--kafka.start=latest";
    Call second = runUntilKeys("job:Austin:MessageId:while.stopped", more);

    assertThat(second.exitCode()).as(second.err()).isEqualTo(ExitCodes.OK);
  }

  /** Runs it until Redis has such keys, then asks it to stop. */
  private Call runUntilKeys(String pattern, String... args) {
    StopRequest stop = new StopRequest();
    CompletableFuture<Call> running =
        CompletableFuture.supplyAsync(
            () -> Call.of(home, OutputStream.nullOutputStream(), stop, args));
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> running.isDone() || !redis.client().keys(pattern).isEmpty());
    stop.make();
    return running.join();
  }

  private Call call(String... args) {
    return Call.of(home, args);
  }

  private static String onKafka() {
    return "--kafka.bootstrap.servers=" + kafka.bootstrapServers();
  }

  private static String onRedis() {
    return "--redis.uri=" + redis.uri();
  }

  private static void assertMistake(Call call, String... parts) {
    assertThat(call.exitCode()).as(call.err()).isEqualTo(ExitCodes.USAGE);
    assertThat(call.lastError()).contains(parts).doesNotContain(PASSWORD);
    assertThat(call.err()).doesNotContain("\tat ");
    assertThat(call.out()).isEmpty();
  }
}
