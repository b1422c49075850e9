package io.austin.stream.torture.guarantee;

import java.util.List;

/** At any moment Redis shows exactly the events below its fences. */
final class FencesTellTheData implements Guarantee {
  @Override
  public String promise() {
    return "at any moment, Redis shows exactly the events below its fences";
  }

  @Override
  public List<String> violations(Evidence evidence) {
    return evidence.samples().stream()
        .filter(sample -> !sample.differences().isEmpty())
        .map(sample -> sample.at() + ": " + sample.differences())
        .toList();
  }
}
