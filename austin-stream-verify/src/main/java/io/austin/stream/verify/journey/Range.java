package io.austin.stream.verify.journey;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** How many there must be of each thing at least, and may be at most. */
final class Range {
  private final Map<String, Long> least = new TreeMap<>();
  private final Map<String, Long> most = new TreeMap<>();

  /** One more. */
  void must(String field) {
    least.merge(field, 1L, Long::sum);
    may(field);
  }

  /** One more, perhaps. */
  void may(String field) {
    most.merge(field, 1L, Long::sum);
  }

  /** What there must be of this need not be there any more. */
  void needNot(String field) {
    least.remove(field);
  }

  /** Nothing of this may be there. */
  void mustNot(String field) {
    least.remove(field);
    most.remove(field);
  }

  TreeSet<String> fields() {
    return new TreeSet<>(most.keySet());
  }

  long least() {
    return least.values().stream().mapToLong(Long::longValue).sum();
  }

  long most() {
    return most.values().stream().mapToLong(Long::longValue).sum();
  }

  boolean isNothing() {
    return least.isEmpty();
  }

  /** What is wrong with these, field by field; empty where nothing is. */
  Map<String, String> wrongIn(Map<String, String> found) {
    Map<String, String> wrong = new TreeMap<>();
    TreeSet<String> fields = fields();
    fields.addAll(found.keySet());
    for (String field : fields) {
      if (!holds(field, found.getOrDefault(field, "0"))) {
        wrong.put(field, said(field));
      }
    }
    return wrong;
  }

  private boolean holds(String field, String found) {
    return found.matches("[0-9]{1,18}")
        && Long.parseLong(found) >= least.getOrDefault(field, 0L)
        && Long.parseLong(found) <= most.getOrDefault(field, 0L);
  }

  private String said(String field) {
    long from = least.getOrDefault(field, 0L);
    long to = most.getOrDefault(field, 0L);
    return from == to ? Long.toString(from) : from + " to " + to;
  }
}
