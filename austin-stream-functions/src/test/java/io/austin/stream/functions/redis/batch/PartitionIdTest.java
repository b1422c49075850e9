package io.austin.stream.functions.redis.batch;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionIdTest {
  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " "})
  void aTopicHasAnId(String topicId) {
    assertThatThrownBy(() -> new PartitionId(topicId, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("topicId is missing");
  }

  @Test
  void partitionsCountFromZero() {
    assertThatThrownBy(() -> new PartitionId("kT7VtKkvQ0-1mZx8g5mXyA", -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("partition is negative: -1");
  }
}
