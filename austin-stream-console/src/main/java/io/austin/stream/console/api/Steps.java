package io.austin.stream.console.api;

import io.austin.stream.common.SimpleAnchorInfo;
import io.austin.stream.console.api.Answers.Step;
import io.austin.stream.console.api.Answers.TrailStep;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Steps as the API says them, with the time between them. */
final class Steps {
  private Steps() {}

  /** The steps of a receiver's message. */
  static List<Step> of(List<SimpleAnchorInfo> steps, Words words) {
    return ofTrail(steps, words).stream()
        .map(step -> new Step(step.at(), step.time(), step.gapMillis(), step.state()))
        .toList();
  }

  /** The steps of a message's own trail. */
  static List<TrailStep> ofTrail(List<SimpleAnchorInfo> steps, Words words) {
    List<TrailStep> said = new ArrayList<>(steps.size());
    SimpleAnchorInfo before = null;
    for (SimpleAnchorInfo step : steps) {
      said.add(
          new TrailStep(
              step.getTimestamp(),
              words.time(step.getTimestamp()),
              gap(before, step),
              String.valueOf(step.getBusinessId()),
              words.state(step.getState())));
      before = step;
    }
    return said;
  }

  private static @Nullable Long gap(@Nullable SimpleAnchorInfo before, SimpleAnchorInfo step) {
    return before == null ? null : step.getTimestamp() - before.getTimestamp();
  }
}
