package io.austin.stream.verify.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** What a {@link Comparison} found: the first differences, and how many there are in all. */
public final class Differences {
  private final List<Difference> first = new ArrayList<>();
  private final int bound;
  private long total;

  /** None yet, of which so many are to be kept. */
  public Differences(int bound) {
    this.bound = bound;
  }

  /** Adds one. */
  public void add(String key, String expected, String found) {
    total++;
    if (first.size() < bound) {
      first.add(new Difference(key, expected, found));
    }
  }

  /** Whether Redis holds exactly what the model expects. */
  public boolean isEmpty() {
    return total == 0;
  }

  /** How many differences there are. */
  public long total() {
    return total;
  }

  /** The first of them, as many as the comparison was told to keep. */
  public List<Difference> first() {
    return Collections.unmodifiableList(first);
  }

  /**
   * Does nothing where there are no differences.
   *
   * @throws AssertionError naming the first ones and the total
   */
  public void assertNone() {
    if (!isEmpty()) {
      throw new AssertionError(toString());
    }
  }

  @Override
  public String toString() {
    if (isEmpty()) {
      return "no differences";
    }
    String shown = first.stream().map(it -> "\n  " + it).collect(Collectors.joining());
    String more = total > first.size() ? "\n  ... and " + (total - first.size()) + " more" : "";
    return total + (total == 1 ? " difference:" : " differences:") + shown + more;
  }
}
