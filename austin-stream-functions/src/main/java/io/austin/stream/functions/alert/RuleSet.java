package io.austin.stream.functions.alert;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rules that there are, by the scopes that they concern. */
final class RuleSet {
  /** More scopes than that are looked up anew. */
  private static final int MANY = 100_000;

  private final List<AlertRule> rules;
  private final Map<String, Of> scopes = new HashMap<>();

  RuleSet(Collection<AlertRule> rules) {
    this.rules = List.copyOf(rules);
  }

  /**
   * The rules of one scope.
   *
   * @param window the longest time that one of them looks back, in milliseconds
   * @param compare whether one of them compares with the hours of days before
   */
  record Of(List<AlertRule> rules, long window, boolean compare) {
    static final Of NONE = new Of(List.of(), 0, false);

    boolean find(String name) {
      return rules.stream().anyMatch(rule -> rule.name().equals(name));
    }
  }

  Of of(String scope) {
    if (scopes.size() > MANY) {
      scopes.clear();
    }
    return scopes.computeIfAbsent(scope, this::concerned);
  }

  private Of concerned(String scope) {
    List<AlertRule> own = rules.stream().filter(rule -> rule.concerns(scope)).toList();
    return own.isEmpty()
        ? Of.NONE
        : new Of(
            own,
            own.stream().mapToLong(AlertRule::window).max().orElse(0),
            own.stream().anyMatch(rule -> rule.kind() == AlertRule.Kind.UNLIKE_BEFORE));
  }
}
