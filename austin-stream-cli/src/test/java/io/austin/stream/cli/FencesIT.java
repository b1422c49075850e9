package io.austin.stream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.test.server.KafkaExtension;
import io.austin.stream.test.server.RedisExtension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A group's fences, looked at and changed. */
class FencesIT {
  private static final String FENCES = "Austin:Stream:Fence:austinLogGroup:";
  private static final String TOPIC_ID = "kT7VtKkvQ0-1mZx8g5mXyA";

  @RegisterExtension static final RedisExtension redis = new RedisExtension();

  @RegisterExtension static final KafkaExtension kafka = new KafkaExtension();

  @TempDir static Path home;

  @BeforeEach
  void twoPartitionsInTwoBuckets() {
    redis.client().set(FENCES + "Buckets", "2");
    redis.client().set(FENCES + TOPIC_ID + ":0:0", "100");
    redis.client().set(FENCES + TOPIC_ID + ":0:1", "90");
    redis.client().set(FENCES + TOPIC_ID + ":1:1", "7");
  }

  @Test
  void areShown() {
    Call show = fences("show");

    assertThat(show.exitCode()).isZero();
    assertThat(show.out())
        .contains("2 buckets, 2 partitions")
        .contains(
            TOPIC_ID + " partition 0: next offset to apply 100 (the bucket that lags most: 90)")
        .contains(TOPIC_ID + " partition 1: next offset to apply 7");
  }

  @Test
  void areConvertedToAMultipleExactly() {
    assertThat(fences("convert", "--to", "4").exitCode()).isZero();

    assertThat(fence(0, 2)).isEqualTo("100");
    assertThat(fence(0, 3)).isEqualTo("90");
    assertThat(fence(1, 3)).isEqualTo("7");
    assertThat(fence(1, 2)).isNull();
    assertThat(redis.client().get(FENCES + "Buckets")).isEqualTo("4");
  }

  @Test
  void areConvertedToAnythingElseAfterASavepointOnly() {
    Call refused = fences("convert", "--to", "3");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.lastError()).contains("only after the job was stopped with a savepoint");
    assertThat(redis.client().get(FENCES + "Buckets")).isEqualTo("2");

    Call inTheMiddle = fences("convert", "--to", "3", "--stopped-with-savepoint");
    assertThat(inTheMiddle.exitCode()).isEqualTo(2);
    assertThat(inTheMiddle.lastError()).contains("was not stopped with a savepoint");
    assertThat(redis.client().get(FENCES + "Buckets")).isEqualTo("2");

    redis.client().hset(FENCES + "Rest", Map.of(TOPIC_ID + ":0", "100", TOPIC_ID + ":1", "7"));
    assertThat(fences("convert", "--to", "3", "--stopped-with-savepoint").exitCode()).isZero();
    assertThat(fence(0, 2)).isEqualTo("100");
    assertThat(fence(1, 0)).isEqualTo("7");
  }

  @Test
  void areForgottenOnPurposeOnly() {
    Call refused = fences("reset");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.lastError()).contains("add --yes");

    assertThat(fences("reset", "--yes").exitCode()).isZero();
    assertThat(redis.client().keys(FENCES + "*")).containsExactly(FENCES + "Buckets");
    assertThat(redis.client().get(FENCES + "Buckets")).startsWith("none ");
  }

  @Test
  void ofATopicThatWasDeletedAreForgotten() {
    redis.client().hset(FENCES + "Rest", TOPIC_ID + ":1", "7");
    redis.client().hset("Austin:Stream:Newest", "austinLogGroup:" + TOPIC_ID + ":1", "1 1");
    redis.client().set(FENCES + "another:0:0", "5");

    Call unsaid = forget(TOPIC_ID);
    assertThat(unsaid.exitCode()).isEqualTo(2);
    assertThat(unsaid.lastError()).contains("a topic that it may not see", "add --yes");
    assertThat(fence(0, 0)).isEqualTo("100");

    assertThat(forget(TOPIC_ID, "--yes").out()).contains("2 partitions of topic id " + TOPIC_ID);
    assertThat(redis.client().keys("*"))
        .containsExactlyInAnyOrder(
            FENCES + "Buckets", FENCES + "another:0:0", FENCES + "Forgotten");
    assertThat(forget(TOPIC_ID, "--yes").out()).contains("0 partitions of topic id " + TOPIC_ID);
    assertThat(redis.client().get(FENCES + "Forgotten")).isEqualTo(TOPIC_ID + " ");
  }

  @Test
  void ofATopicThatIsThereAreKept() {
    kafka.server().createTopic("traces", 1);
    String id = kafka.server().topicId("traces").toString();
    redis.client().set(FENCES + id + ":0:0", "5");

    Call refused = forget(id, "--yes");

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.lastError()).contains("is that of topic 'traces'");
    assertThat(redis.client().get(FENCES + id + ":0:0")).isEqualTo("5");
  }

  @Test
  void ofAGroupThatNeverRanAreNotThere() {
    redis.client().flushAll();

    assertThat(fences("show").out()).contains("0 buckets, 0 partitions");
    assertThat(fences("convert", "--to", "4").lastError()).contains("has no fences");
  }

  private static String fence(int partition, int bucket) {
    return redis.client().get(FENCES + TOPIC_ID + ":" + partition + ":" + bucket);
  }

  private static Call forget(String... args) {
    List<String> all = new ArrayList<>(List.of("forget"));
    all.addAll(Arrays.asList(args));
    all.addAll(List.of("--kafka.bootstrap.servers", kafka.bootstrapServers()));
    return fences(all.toArray(String[]::new));
  }

  private static Call fences(String... args) {
    List<String> all = new ArrayList<>(List.of("fences"));
    all.addAll(Arrays.asList(args));
    all.addAll(List.of("--redis.uri", redis.uri()));
    return Call.of(home, all.toArray(String[]::new));
  }
}
