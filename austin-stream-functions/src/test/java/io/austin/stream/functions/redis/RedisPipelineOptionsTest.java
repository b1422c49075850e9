package io.austin.stream.functions.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RedisPipelineOptionsTest {
  private static final RedisPipelineOptions OPTIONS =
      RedisPipelineOptions.to("redis://user:hushhush@r:6379/0", "group");

  static Stream<Arguments> refused() {
    return Stream.of(
        refused(it -> it.withGroupId(""), "groupId must be a name that is not blank, but is ''"),
        refused(it -> it.withGroupId(" "), "groupId must be a name that is not blank, but is ' '"),
        refused(it -> it.withBuckets(0), "buckets must be from 1 to 16384, but is 0"),
        refused(it -> it.withBuckets(16_385), "buckets must be from 1 to 16384, but is 16385"),
        refused(it -> it.withMaxTransactionKeys(-1), "maxTransactionKeys must be at least 0"),
        refused(it -> it.withMaxBatchEvents(0), "maxBatchEvents must be at least 1, but is 0"),
        refused(it -> it.withMaxBatchBytes(1_023), "maxBatchBytes must be at least 1024"),
        refused(it -> it.withMaxTrailEntries(0), "maxTrailEntries must be at least 1, but is 0"),
        refused(
            it -> it.withRetention(Duration.ZERO, Duration.ofDays(1)),
            "messageRetention must be at least 1, but is 0"),
        refused(
            it -> it.withRetention(Duration.ofDays(1), Duration.ZERO),
            "templateRetention must be at least 1, but is 0"),
        refused(it -> it.withTimeout(Duration.ZERO), "timeout must be at least 1 ms, but is PT0S"),
        refused(it -> it.withRetryFor(Duration.ofMillis(-1)), "retryFor must be at least 0 s"));
  }

  private static Arguments refused(UnaryOperator<RedisPipelineOptions> change, String message) {
    return Arguments.of(change, message);
  }

  @ParameterizedTest
  @MethodSource("refused")
  void areRefusedAsOnTheCommandLine(UnaryOperator<RedisPipelineOptions> change, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> change.apply(OPTIONS))
        .withMessageStartingWith(message);
  }

  @Test
  void needAGroup() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RedisPipelineOptions.to("redis://r:6379/0", " "))
        .withMessageStartingWith("groupId must be");
  }

  @Test
  void doNotChange() {
    OPTIONS.withBuckets(7);
    assertThat(OPTIONS.buckets()).isEqualTo(128);
    assertThat(OPTIONS.withBuckets(7).buckets()).isEqualTo(7);
  }

  @Test
  void sayWhatTheyAreWithoutThePassword() {
    assertThat(OPTIONS.withKeyPrefix("dev:"))
        .asString()
        .contains("redis://user:***@r:6379/0", "keyPrefix='dev:'", "groupId=group", "buckets=128")
        .doesNotContain("hushhush");
  }
}
