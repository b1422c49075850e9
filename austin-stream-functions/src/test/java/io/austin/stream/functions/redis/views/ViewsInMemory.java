package io.austin.stream.functions.redis.views;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.austin.stream.verify.model.RedisContents;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A Redis in memory that takes what events write, as a server would. */
final class ViewsInMemory implements ViewWriter {
  private final Map<String, List<String>> lists = new HashMap<>();
  private final Map<String, Map<String, Long>> hashes = new HashMap<>();
  private final Map<String, Map<String, Long>> sortedSets = new HashMap<>();
  private final Map<String, Set<String>> hyperLogLogs = new HashMap<>();
  private final Map<String, Expiry> expiries = new HashMap<>();

  @Override
  public void push(String list, byte[] entry, Expiry expiry) {
    if (isFreeFor(lists, list, expiry)) {
      lists.computeIfAbsent(list, key -> new ArrayList<>()).add(0, new String(entry, UTF_8));
    }
  }

  @Override
  public void increment(String hash, String field, long by, Expiry expiry) {
    if (isFreeFor(hashes, hash, expiry)) {
      hashes.computeIfAbsent(hash, key -> new HashMap<>()).merge(field, by, Long::sum);
    }
  }

  @Override
  public void raise(String sortedSet, String member, long by, Expiry expiry) {
    if (isFreeFor(sortedSets, sortedSet, expiry)) {
      sortedSets.computeIfAbsent(sortedSet, key -> new HashMap<>()).merge(member, by, Long::sum);
    }
  }

  @Override
  public void count(String hyperLogLog, Collection<String> elements, Expiry expiry) {
    if (isFreeFor(hyperLogLogs, hyperLogLog, expiry)) {
      hyperLogLogs.computeIfAbsent(hyperLogLog, key -> new HashSet<>()).addAll(elements);
    }
  }

  /** Whether the key is not of another type; its expiry is set all the same. */
  private boolean isFreeFor(Map<String, ?> type, String key, Expiry expiry) {
    boolean isNew = !expiries.containsKey(key);
    expiries.merge(key, expiry, (old, now) -> old.absolute() ? old.later(now) : now);
    return isNew || type.containsKey(key);
  }

  /** What stands there, all of it written at this moment, in milliseconds since the epoch. */
  RedisContents at(long now) {
    RedisContents.Builder contents = RedisContents.at(now);
    lists.forEach((key, entries) -> contents.list(key, expiry(key, now), entries));
    hashes.forEach((key, sums) -> contents.hash(key, expiry(key, now), texts(sums)));
    sortedSets.forEach((key, sums) -> contents.sortedSet(key, expiry(key, now), texts(sums)));
    hyperLogLogs.forEach(
        (key, elements) -> contents.hyperLogLog(key, expiry(key, now), elements.size()));
    return contents.build();
  }

  private long expiry(String key, long now) {
    Expiry expiry = expiries.getOrDefault(key, Expiry.NONE);
    return expiry.absolute() ? expiry.millis() : now + expiry.millis();
  }

  private static Map<String, String> texts(Map<String, Long> sums) {
    Map<String, String> texts = new TreeMap<>();
    sums.forEach((name, sum) -> texts.put(name, Long.toString(sum)));
    return texts;
  }
}
