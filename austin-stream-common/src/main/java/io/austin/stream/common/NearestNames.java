package io.austin.stream.common;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds the names that somebody may have meant: those within the fewest edits of what they typed.
 */
public final class NearestNames {
  private NearestNames() {}

  /** The nearest name, unless more than half of it would have to be typed anew. */
  public static Optional<String> meant(String typed, Collection<String> names) {
    return some(typed, names, 1).stream()
        .filter(
            name -> 2 * edits(lower(typed), lower(name)) <= Math.max(typed.length(), name.length()))
        .findFirst();
  }

  /** What to ask behind the sentence that refuses a name, with a space before; empty if nothing. */
  public static String question(String typed, Collection<String> names) {
    return meant(typed, names).map(name -> " Did you mean " + name + "?").orElse("");
  }

  /** The nearest names, nearest first. */
  public static List<String> some(String typed, Collection<String> names, int limit) {
    Map<String, Integer> distances =
        names.stream()
            .distinct()
            .collect(
                Collectors.toMap(Function.identity(), name -> edits(lower(typed), lower(name))));
    return distances.entrySet().stream()
        .sorted(
            Comparator.comparingInt(Map.Entry<String, Integer>::getValue)
                .thenComparing(Map.Entry::getKey))
        .limit(limit)
        .map(Map.Entry::getKey)
        .collect(Collectors.toList());
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
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
