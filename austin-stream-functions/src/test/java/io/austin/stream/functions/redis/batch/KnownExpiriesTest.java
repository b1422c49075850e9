package io.austin.stream.functions.redis.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.functions.redis.views.Expiry;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KnownExpiriesTest {
  private static final Expiry TODAY = Expiry.at(1_671_897_600_000L);
  private static final Expiry TOMORROW = Expiry.at(1_671_984_000_000L);

  private final Trails lists = new Trails(1);
  private final Trail list = lists.of("13711112222");
  private final KnownExpiries expiries = new KnownExpiries(1);

  @Test
  void nothingIsKnownAtFirst() {
    assertThat(expiries.contains(list, TODAY)).isFalse();
    assertThat(expiries.contains(lists.of(""), Expiry.at(0))).isFalse();
  }

  @Test
  void whatWasGivenIsKnownOfThatListAndThatMomentAlone() {
    expiries.add(list, TODAY);

    assertThat(expiries.contains(list, TODAY)).isTrue();
    assertThat(expiries.contains(new Trails(1).of("13711112222"), Expiry.at(TODAY.millis())))
        .isTrue();
    assertThat(expiries.contains(list, TOMORROW)).isFalse();
    assertThat(expiries.contains(lists.of("13711112223"), TODAY)).isFalse();
    assertThat(expiries.contains(lists.of("1371111222"), TODAY)).isFalse();
  }

  @Test
  void aLaterMomentLeavesTheEarlierKnown() {
    expiries.add(list, TODAY);
    expiries.add(list, TOMORROW);

    assertThat(expiries.contains(list, TODAY)).isTrue();
    assertThat(expiries.contains(list, TOMORROW)).isTrue();
  }

  @Test
  void manyListsAreRememberedAndNoneIsMadeUp() {
    int keys = 100_000;
    IntStream.range(0, keys).forEach(i -> expiries.add(lists.of("receiver" + i), TODAY));

    assertThat(known(0, keys, TODAY)).isGreaterThan(keys * 9 / 10);
    assertThat(known(keys, 2 * keys, TODAY)).isZero();
    assertThat(known(0, keys, TOMORROW)).isZero();
  }

  private long known(int from, int to, Expiry expiry) {
    return IntStream.range(from, to)
        .filter(i -> expiries.contains(lists.of("receiver" + i), expiry))
        .count();
  }
}
