package io.austin.stream.test.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class RedisExtensionIT {
  @RegisterExtension static final RedisExtension redis = new RedisExtension();

  private static long pid;

  @BeforeEach
  void isEmpty() {
    assertThat(redis.client().dbSize()).isZero();
  }

  @AfterEach
  void isTheSameForAllTests() {
    assertThat(pid).isIn(0L, redis.server().pid());
    pid = redis.server().pid();
    redis.client().set("left", "behind");
  }

  @RepeatedTest(2)
  void servesATest() {
    assertThat(redis.client().ping()).isEqualTo("PONG");
  }

  @Nested
  class WithinAnotherClass {
    @Test
    void servesATest() {
      assertThat(redis.client().ping()).isEqualTo("PONG");
    }
  }
}
