package io.austin.stream.torture.guarantee;

import java.util.List;

/** No effect of an event shows twice, and nothing shows that no event explains. */
final class NothingDoubled implements Guarantee {
  @Override
  public String promise() {
    return "nothing is doubled";
  }

  @Override
  public List<String> violations(Evidence evidence) {
    long doubled = evidence.effects().doubled();
    return doubled == 0
        ? List.of()
        : List.of("%,d effects show too often or from nowhere".formatted(doubled));
  }
}
