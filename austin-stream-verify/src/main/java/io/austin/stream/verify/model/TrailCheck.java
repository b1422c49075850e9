package io.austin.stream.verify.model;

import io.austin.stream.common.InvalidEventException;
import io.austin.stream.common.SimpleAnchorInfoCodec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a trail may hold, given the events that were pushed to it.
 *
 * <p>Each partition's entries stand newest first; between partitions any order is right. Where more
 * were pushed than a trail keeps, the oldest are gone, so of each partition a newest part remains.
 * Entries of days that are over may be there or not, and count towards the bound where they are.
 */
final class TrailCheck {
  private final int max;

  /** Newest first, of each partition; without those of finished days. */
  private final Map<String, List<String>> partitions = new LinkedHashMap<>();

  private final Map<String, Integer> live = new HashMap<>();
  private final Map<String, Integer> finished = new HashMap<>();
  private final int liveCount;
  private final int finishedCount;

  /** How many entries not of finished days stand at least and at most. */
  private final int atLeast;

  private final int atMost;

  TrailCheck(
      List<FoldedEvent> events,
      Function<FoldedEvent, String> entry,
      Predicate<FoldedEvent> isFinished,
      int max) {
    this.max = max;
    for (int i = events.size() - 1; i >= 0; i--) {
      FoldedEvent event = events.get(i);
      String text = entry.apply(event);
      if (isFinished.test(event)) {
        finished.merge(text, 1, Integer::sum);
      } else {
        live.merge(text, 1, Integer::sum);
        String partition = event.position().topic() + "-" + event.position().partition();
        partitions.computeIfAbsent(partition, unseen -> new ArrayList<>()).add(text);
      }
    }
    this.liveCount = total(live);
    this.finishedCount = total(finished);
    this.atMost = Math.min(liveCount, max);
    this.atLeast = Math.min(liveCount, Math.max(0, max - finishedCount));
  }

  /** What is wrong with these entries; {@code null} if nothing is. */
  @Nullable String problemWith(List<String> entries) {
    if (entries.size() > max) {
      return "more than " + max + " entries";
    }
    List<String> shown = new ArrayList<>(entries);
    shown.removeIf(finished::containsKey);
    String surplus = surplus(shown, live);
    if (surplus == null) {
      surplus = surplus(entries, sum(live, finished));
    }
    if (surplus != null) {
      return "too often or unexpected " + surplus;
    }
    if (shown.size() < atLeast || shown.size() > atMost) {
      return "missing " + missing(shown);
    }
    return orderProblem(shown);
  }

  /**
   * The same where others were pushed too, which nobody knows any more: their entries may stand
   * anywhere, and may have pushed known ones out of a list that is as long as it may be.
   */
  @Nullable String problemAmongOthers(List<String> entries) {
    if (entries.size() > max) {
      return "more than " + max + " entries";
    }
    Map<String, Integer> known = new HashMap<>(live);
    known.keySet().removeAll(finished.keySet());
    List<String> shown = new ArrayList<>(entries);
    shown.retainAll(known.keySet());
    String surplus = surplus(shown, known);
    if (surplus != null) {
      return "too often " + surplus;
    }
    for (String entry : entries) {
      if (!isStep(entry)) {
        return "unexpected " + entry;
      }
    }
    if (entries.size() < max && shown.size() < total(known)) {
      return "missing some of " + known.keySet();
    }
    return orderProblem(shown);
  }

  private static boolean isStep(String entry) {
    try {
      SimpleAnchorInfoCodec.read(entry);
      return true;
    } catch (InvalidEventException other) {
      return false;
    }
  }

  private @Nullable String orderProblem(List<String> shown) {
    Set<String> ambiguous = ambiguous();
    for (Map.Entry<String, List<String>> partition : partitions.entrySet()) {
      List<String> newestFirst = without(ambiguous, partition.getValue());
      Set<String> own = new HashSet<>(newestFirst);
      List<String> shownOfIt = shown.stream().filter(own::contains).toList();
      boolean inOrder =
          shownOfIt.equals(newestFirst.subList(0, Math.min(shownOfIt.size(), newestFirst.size())));
      boolean complete = shown.size() == liveCount;
      if (!inOrder || (complete && !isSubsequence(partition.getValue(), shown))) {
        return "not newest first in " + partition.getKey();
      }
    }
    return null;
  }

  /** Entries that look the same in several partitions: nobody can tell which one stands where. */
  private Set<String> ambiguous() {
    if (partitions.size() < 2) {
      return Set.of();
    }
    Set<String> seen = new HashSet<>();
    Set<String> ambiguous = new HashSet<>();
    for (List<String> entries : partitions.values()) {
      Set<String> distinct = new HashSet<>(entries);
      distinct.stream().filter(entry -> !seen.add(entry)).forEach(ambiguous::add);
    }
    return ambiguous;
  }

  private static List<String> without(Set<String> excluded, List<String> entries) {
    return excluded.isEmpty()
        ? entries
        : entries.stream().filter(entry -> !excluded.contains(entry)).toList();
  }

  private static boolean isSubsequence(List<String> part, List<String> whole) {
    int next = 0;
    for (String entry : whole) {
      if (next < part.size() && entry.equals(part.get(next))) {
        next++;
      }
    }
    return next == part.size();
  }

  /** An entry that stands more often than allowed; {@code null} if none does. */
  private static @Nullable String surplus(List<String> entries, Map<String, Integer> allowed) {
    Map<String, Integer> counts = new HashMap<>();
    for (String entry : entries) {
      if (counts.merge(entry, 1, Integer::sum) > allowed.getOrDefault(entry, 0)) {
        return entry;
      }
    }
    return null;
  }

  private String missing(List<String> shown) {
    Map<String, Integer> left = new HashMap<>(live);
    shown.forEach(entry -> left.merge(entry, -1, Integer::sum));
    left.values().removeIf(count -> count <= 0);
    return (atLeast - shown.size()) + " or more of " + left.keySet();
  }

  private static Map<String, Integer> sum(Map<String, Integer> some, Map<String, Integer> more) {
    Map<String, Integer> sum = new HashMap<>(some);
    more.forEach((entry, count) -> sum.merge(entry, count, Integer::sum));
    return sum;
  }

  private static int total(Map<String, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  @Override
  public String toString() {
    String count = atLeast == atMost ? "" + atMost : atLeast + " to " + atMost;
    Collection<List<String>> entries = partitions.size() == 1 ? partitions.values() : List.of();
    return "list of "
        + count
        + " newest first "
        + (entries.isEmpty() ? partitions : entries.iterator().next())
        + (finishedCount == 0 ? "" : ", and perhaps " + finishedCount + " of finished days");
  }
}
