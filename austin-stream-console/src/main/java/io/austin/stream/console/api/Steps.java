package io.austin.stream.console.api;

import io.austin.stream.common.SimpleAnchorInfo;
import io.austin.stream.console.api.Answers.Step;
import io.austin.stream.console.api.Answers.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Steps as the API says them, with the time between them. */
final class Steps {
  private Steps() {}

  static List<Step> of(List<SimpleAnchorInfo> steps, Map<Long, Template> templates, Words words) {
    List<Step> said = new ArrayList<>(steps.size());
    SimpleAnchorInfo before = null;
    for (SimpleAnchorInfo step : steps) {
      said.add(
          new Step(
              step.getTimestamp(),
              words.time(step.getTimestamp()),
              gap(before, step),
              String.valueOf(step.getBusinessId()),
              words.state(step.getState(), templates.get(step.getBusinessId()))));
      before = step;
    }
    return said;
  }

  private static @Nullable Long gap(@Nullable SimpleAnchorInfo before, SimpleAnchorInfo step) {
    return before == null ? null : step.getTimestamp() - before.getTimestamp();
  }
}
