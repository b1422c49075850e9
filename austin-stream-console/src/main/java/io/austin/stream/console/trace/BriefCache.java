package io.austin.stream.console.trace;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/**
 * Keeps what was loaded for a moment, so that many readers of the same cost no more than one. Of
 * those who ask at the same time one loads and the others wait. Failures are not kept.
 */
public final class BriefCache<K, V> {
  private final ConcurrentMap<K, Entry<V>> entries = new ConcurrentHashMap<>();
  private final long nanos;
  private final int maxSize;

  /**
   * A cache.
   *
   * @param time how long a value is kept; none to keep it no longer than it takes to load
   * @param maxSize how many are kept at most
   */
  public BriefCache(Duration time, int maxSize) {
    this.nanos = time.toNanos();
    this.maxSize = maxSize;
  }

  /** The value, loaded if it is not there or too old. */
  public V get(K key, Function<K, V> loader) {
    Entry<V> mine = new Entry<>(System.nanoTime(), new CompletableFuture<>());
    Entry<V> entry = entries.compute(key, (k, old) -> old == null || isOld(old) ? mine : old);
    if (entry == mine) {
      load(key, mine, loader);
    }
    try {
      return entry.value().join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw failed;
    }
  }

  /** How many values are kept or being loaded. */
  int size() {
    return entries.size();
  }

  // Whatever goes wrong, nobody may be left waiting.
  @SuppressWarnings("CatchingUnchecked")
  private void load(K key, Entry<V> mine, Function<K, V> loader) {
    try {
      mine.value().complete(loader.apply(key));
      makeRoom();
    } catch (RuntimeException | Error failed) {
      entries.remove(key, mine);
      mine.value().completeExceptionally(failed);
    }
  }

  private void makeRoom() {
    entries.values().removeIf(this::isOld);
    if (entries.size() > maxSize) {
      entries.values().removeIf(entry -> entry.value().isDone());
    }
  }

  private boolean isOld(Entry<V> entry) {
    return entry.value().isDone() && System.nanoTime() - entry.since() >= nanos;
  }

  private record Entry<V>(long since, CompletableFuture<V> value) {}
}
