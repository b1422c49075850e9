package io.austin.stream.console.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One loads, the others wait, and failures are forgotten. */
@Timeout(10)
class BriefCacheTest {
  private static final Duration KEEP = Duration.ofMillis(5);

  private final AtomicInteger loads = new AtomicInteger();

  @Test
  void loadsOnceWhileTheValueIsYoung() {
    BriefCache<String, Integer> cache = new BriefCache<>(Duration.ofHours(1), 10);

    assertThat(cache.get("a", key -> loads.incrementAndGet())).isEqualTo(1);
    assertThat(cache.get("a", key -> loads.incrementAndGet())).isEqualTo(1);
    assertThat(cache.get("b", key -> loads.incrementAndGet())).isEqualTo(2);
  }

  @Test
  void loadsAgainWhenItIsOld() {
    BriefCache<String, Integer> cache = new BriefCache<>(Duration.ofNanos(1), 10);

    cache.get("a", key -> loads.incrementAndGet());

    assertThat(cache.get("a", key -> loads.incrementAndGet())).isEqualTo(2);
  }

  @Test
  void keepsNothingWhereNoTimeIsGiven() {
    BriefCache<String, Integer> cache = new BriefCache<>(Duration.ZERO, 10);

    assertThat(cache.get("a", key -> loads.incrementAndGet())).isEqualTo(1);
    assertThat(cache.size()).isZero();
    assertThat(cache.get("a", key -> loads.incrementAndGet())).isEqualTo(2);
  }

  @Test
  void removesWhatIsOldThoughThereIsRoom() {
    BriefCache<String, Integer> cache = new BriefCache<>(KEEP, 10);
    cache.get("a", key -> loads.incrementAndGet());
    long kept = System.nanoTime();
    while (System.nanoTime() - kept < KEEP.toNanos()) {
      Thread.onSpinWait();
    }

    cache.get("b", key -> loads.incrementAndGet());

    assertThat(cache.size()).isLessThan(2);
  }

  @Test
  void failuresAreTheLoadersOwnAndAreNotKept() {
    BriefCache<String, Integer> cache = new BriefCache<>(Duration.ofHours(1), 10);

    assertThatThrownBy(
            () ->
                cache.get(
                    "a",
                    key -> {
                      throw new IllegalStateException("away");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(cache.get("a", key -> 7)).isEqualTo(7);
  }

  @Test
  void thoseWhoComeMeanwhileWait() throws Exception {
    BriefCache<String, Integer> cache = new BriefCache<>(Duration.ofNanos(1), 10);
    CountDownLatch loading = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    CompletableFuture<Integer> first =
        CompletableFuture.supplyAsync(
            () ->
                cache.get(
                    "a",
                    key -> {
                      loading.countDown();
                      awaitUninterruptibly(go);
                      return loads.incrementAndGet();
                    }));
    loading.await();
    CompletableFuture<Integer> second =
        CompletableFuture.supplyAsync(() -> cache.get("a", key -> loads.incrementAndGet() + 100));

    go.countDown();

    assertThat(first.get()).isEqualTo(1);
    assertThat(second.get()).isIn(1, 102);
  }

  @Test
  void doesNotGrowForEver() {
    BriefCache<Integer, Integer> cache = new BriefCache<>(Duration.ofHours(1), 10);

    for (int i = 0; i < 100; i++) {
      assertThat(cache.get(i, key -> key)).isEqualTo(i);
    }
    assertThat(cache.size()).isLessThanOrEqualTo(10);
    assertThat(cache.get(0, key -> -1)).isEqualTo(-1);
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
