package io.austin.stream.torture.guarantee;

import java.util.List;

/** Every effect of every event shows. */
final class NothingLost implements Guarantee {
  @Override
  public String promise() {
    return "nothing is lost";
  }

  @Override
  public List<String> violations(Evidence evidence) {
    long lost = evidence.effects().lost();
    return lost == 0 ? List.of() : List.of("%,d effects of events are lost".formatted(lost));
  }
}
