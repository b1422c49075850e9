package io.austin.stream.common;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds the names that somebody may have meant: those within the fewest edits of what they typed.
 */
public final class NearestNames {
  private NearestNames() {}

  /** The name that is nearest; there must be one to choose from. */
  public static String one(String typed, Collection<String> names) {
    return some(typed, names, 1).get(0);
  }

  /** The nearest names, nearest first. */
  public static List<String> some(String typed, Collection<String> names, int limit) {
    String wanted = typed.toLowerCase(Locale.ROOT);
    Map<String, Integer> distances =
        names.stream()
            .distinct()
            .collect(
                Collectors.toMap(
                    Function.identity(), name -> edits(wanted, name.toLowerCase(Locale.ROOT))));
    return distances.entrySet().stream()
        .sorted(
            Comparator.comparingInt(Map.Entry<String, Integer>::getValue)
                .thenComparing(Map.Entry::getKey))
        .limit(limit)
        .map(Map.Entry::getKey)
        .collect(Collectors.toList());
  }

  /** Levenshtein's distance. */
  static int edits(String from, String to) {
    int[] above = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] row = new int[to.length() + 1];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = above[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
      }
      above = row;
    }
    return above[to.length()];
  }
}
