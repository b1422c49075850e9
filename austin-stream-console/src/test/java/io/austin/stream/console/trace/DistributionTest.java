package io.austin.stream.console.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.austin.stream.common.LatencyBuckets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Percentiles of latencies that are counted in buckets. */
class DistributionTest {
  @Test
  void percentilesAreThoseOfTheLatenciesToWithinTwoPerCentHoweverTheyWereSplit() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<Long> latencies = new ArrayList<>();
    Distribution[] parts = {new Distribution(), new Distribution(), new Distribution()};
    for (int i = 0; i < 10_000; i++) {
      long millis = (long) Math.exp(random.nextGaussian() * 2 + 6);
      latencies.add(millis);
      parts[random.nextInt(parts.length)].add(LatencyBuckets.of(millis), 1);
    }
    Distribution all = new Distribution();
    for (Distribution part : parts) {
      all.add(part);
    }
    Collections.sort(latencies);

    assertThat(all.count()).isEqualTo(10_000);
    for (int percent : new int[] {50, 95, 99}) {
      long exact = latencies.get(percent * 100 - 1);
      assertThat((double) all.percentile(percent).orElseThrow())
          .as("p%s, seed %s", percent, seed)
          .isCloseTo(exact, within(exact * 0.02 + 1));
    }
    long target = 1_000;
    double exact = latencies.stream().filter(it -> it <= target).count() / 10_000.0;
    double bucket = latencies.stream().filter(it -> it <= target * 1.05).count() / 10_000.0;
    assertThat(all.within(target).orElseThrow()).as("seed %s", seed).isBetween(exact, bucket);
  }

  @Test
  void whatTookLessThanNothingIsCountedAndNotMeasured() {
    Distribution latencies = new Distribution();
    latencies.add(LatencyBuckets.NEGATIVE, 7);
    assertThat(latencies.count()).isZero();
    assertThat(latencies.negative()).isEqualTo(7);
    assertThat(latencies.percentile(50)).isEmpty();
    assertThat(latencies.within(1)).isEmpty();

    latencies.add(LatencyBuckets.ZERO, 1);
    assertThat(latencies.percentile(99)).hasValue(0);
    assertThat(latencies.within(1)).hasValue(1);
  }
}
