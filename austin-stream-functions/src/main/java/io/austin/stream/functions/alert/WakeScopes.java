package io.austin.stream.functions.alert;

import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/**
 * Names the scopes of rules that find something where nothing comes, so that they are looked at.
 */
public final class WakeScopes implements FlatMapFunction<RuleChange, ScopeCounts> {
  private static final long serialVersionUID = 1L;

  private final long from;

  /**
   * Names scopes.
   *
   * @param from since when it says something that nothing comes, in milliseconds since the epoch;
   *     0: from when a rule is there
   */
  public WakeScopes(long from) {
    this.from = from;
  }

  @Override
  public void flatMap(RuleChange change, Collector<ScopeCounts> out) {
    if (change.yaml() != null) {
      RuleFile.readOne(change.yaml()).rules().stream()
          .filter(AlertRule::below)
          .forEach(rule -> out.collect(ScopeCounts.wake(rule.scope(), from)));
    }
  }
}
