package io.austin.stream.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LatencyBucketsTest {
  @Test
  void aBucketTellsWhatIsInItToWithinTwoPerCent() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    long longest = Duration.ofDays(30).toMillis();
    for (int i = 0; i < 100_000; i++) {
      long millis = 1 + (long) Math.pow(longest, random.nextDouble());
      double told = LatencyBuckets.millis(LatencyBuckets.of(millis));
      assertThat(Math.abs(told - millis) / millis)
          .as("%s ms told as %s, seed %s", millis, told, seed)
          .isLessThanOrEqualTo(0.02 + 1e-9);
    }
    assertThat(LatencyBuckets.of(longest)).isLessThan(600);
  }

  @Test
  void noTimeAndLessThanNoTimeHaveBucketsOfTheirOwn() {
    assertThat(LatencyBuckets.of(0)).isEqualTo(LatencyBuckets.ZERO);
    assertThat(LatencyBuckets.of(-5)).isEqualTo(LatencyBuckets.NEGATIVE);
    assertThat(LatencyBuckets.of(1)).isZero();
    assertThat(LatencyBuckets.millis(LatencyBuckets.ZERO)).isZero();
  }
}
