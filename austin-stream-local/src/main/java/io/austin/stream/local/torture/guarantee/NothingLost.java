package io.austin.stream.local.torture.guarantee;

import io.austin.stream.test.model.Effects;
import java.util.List;

/** Every effect of every event shows. */
final class NothingLost implements Guarantee {
  @Override
  public String promise() {
    return "nothing is lost";
  }

  @Override
  public List<String> violations(Evidence evidence) {
    long lost = effects(evidence).lost();
    return lost == 0 ? List.of() : List.of("%,d effects of events are lost".formatted(lost));
  }

  static Effects effects(Evidence evidence) {
    return Effects.of(
        evidence.model(), evidence.contents(), evidence.foreignKeys()::contains, evidence.now());
  }
}
