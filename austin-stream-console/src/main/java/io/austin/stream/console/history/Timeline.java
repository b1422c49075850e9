package io.austin.stream.console.history;

import io.austin.stream.common.SimpleAnchorInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Events as the archive and as Redis have them. Each event is in either of them, or in both: of
 * those that are alike there are as many as the one has that has more.
 */
public final class Timeline {
  private Timeline() {}

  /** Both in one, the newest first. */
  public static List<SimpleAnchorInfo> joined(
      List<SimpleAnchorInfo> archived, Collection<SimpleAnchorInfo> inRedis) {
    Map<SimpleAnchorInfo, Integer> known = new HashMap<>();
    archived.forEach(event -> known.merge(event, 1, Integer::sum));
    List<SimpleAnchorInfo> joined = new ArrayList<>();
    for (SimpleAnchorInfo event : inRedis) {
      if (known.merge(event, -1, Integer::sum) < 0) {
        joined.add(event);
      }
    }
    joined.addAll(archived);
    joined.sort(Comparator.comparingLong(SimpleAnchorInfo::getTimestamp).reversed());
    return joined;
  }
}
