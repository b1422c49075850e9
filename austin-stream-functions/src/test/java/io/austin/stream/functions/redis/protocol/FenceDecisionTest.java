package io.austin.stream.functions.redis.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FenceDecisionTest {
  private static final long[] EXPECTED = {10, 20};
  private static final long[] TARGET = {15, 28};

  @ParameterizedTest(name = "found {0} and {1}, in doubt: {2} -> {3}")
  @CsvSource({
    "10, 20, false, COMMIT",
    "10, 20, true,  COMMIT",
    "15, 28, true,  COMMITTED",
    "15, 28, false, ANOTHER_WRITER",
    "15, 20, true,  ANOTHER_WRITER",
    "11, 20, false, ANOTHER_WRITER",
    "16, 30, true,  ANOTHER_WRITER",
    "9,  20, false, REDIS_WENT_BACK",
    "0,  0,  true,  REDIS_WENT_BACK",
    "15, 19, true,  REDIS_WENT_BACK",
  })
  void judgesByWhatStandsInRedis(
      long first, long second, boolean inDoubt, FenceDecision expectedDecision) {
    assertThat(FenceDecision.judge(EXPECTED, TARGET, new long[] {first, second}, inDoubt))
        .isEqualTo(expectedDecision);
  }
}
