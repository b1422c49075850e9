package io.austin.stream.functions.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KnownExpiriesTest {
  private static final Expiry TODAY = Expiry.at(1_671_897_600_000L);
  private static final Expiry TOMORROW = Expiry.at(1_671_984_000_000L);
  private static final RedisKey KEY = RedisKey.of("13711112222");

  private final KnownExpiries expiries = new KnownExpiries(1);

  @Test
  void nothingIsKnownAtFirst() {
    assertThat(expiries.contains(KEY, TODAY)).isFalse();
    assertThat(expiries.contains(RedisKey.of(""), Expiry.at(0))).isFalse();
  }

  @Test
  void whatWasGivenIsKnownOfThatKeyAndThatMomentAlone() {
    expiries.add(KEY, TODAY);

    assertThat(expiries.contains(KEY, TODAY)).isTrue();
    assertThat(expiries.contains(RedisKey.of("13711112222"), Expiry.at(TODAY.millis()))).isTrue();
    assertThat(expiries.contains(KEY, TOMORROW)).isFalse();
    assertThat(expiries.contains(RedisKey.of("13711112223"), TODAY)).isFalse();
    assertThat(expiries.contains(RedisKey.of("1371111222"), TODAY)).isFalse();
  }

  @Test
  void aLaterMomentLeavesTheEarlierKnown() {
    expiries.add(KEY, TODAY);
    expiries.add(KEY, TOMORROW);

    assertThat(expiries.contains(KEY, TODAY)).isTrue();
    assertThat(expiries.contains(KEY, TOMORROW)).isTrue();
  }

  @Test
  void manyKeysAreRememberedAndNoneIsMadeUp() {
    int keys = 100_000;
    IntStream.range(0, keys).forEach(i -> expiries.add(RedisKey.of("receiver" + i), TODAY));

    assertThat(known(0, keys, TODAY)).isGreaterThan(keys * 9 / 10);
    assertThat(known(keys, 2 * keys, TODAY)).isZero();
    assertThat(known(0, keys, TOMORROW)).isZero();
  }

  private long known(int from, int to, Expiry expiry) {
    return IntStream.range(from, to)
        .filter(i -> expiries.contains(RedisKey.of("receiver" + i), expiry))
        .count();
  }
}
