package io.austin.stream.functions.redis.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClaimTest {
  private static final Claim FOUR = Claim.of("4 incarnation");

  @Test
  void oneConversionIsToldFromAnotherOfTheSameBuckets() {
    assertThat(FOUR.converting()).isNotEqualTo(FOUR.converting());
    assertThat(FOUR.converting().to("4")).isEqualTo(FOUR);
  }

  @Test
  void saysForHowManyBucketsTheFencesAreThatAreConverted() {
    assertThat(FOUR.converting().buckets()).isEqualTo(4);
    assertThat(FOUR.converting().converting().buckets()).isEqualTo(4);
    assertThat(Claim.of("converting:4 incarnation").buckets()).isEqualTo(4);
    assertThat(Claim.resetting().buckets()).isZero();
  }
}
