package io.austin.stream.cli.report;

import io.austin.stream.cli.screen.Spans;
import io.austin.stream.common.InvalidEventException;
import io.austin.stream.common.SimpleAnchorInfo;
import io.austin.stream.common.SimpleAnchorInfoCodec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * A trail as Redis holds it, in the order in which its steps happened.
 *
 * @param steps the steps, the oldest first
 * @param unreadable how many entries are no steps of ours
 */
public record Trail(List<SimpleAnchorInfo> steps, int unreadable) {

  /** Reads a list's entries, the newest first, as they stand in Redis. */
  public static Trail of(List<String> entries) {
    List<SimpleAnchorInfo> steps = new ArrayList<>(entries.size());
    int unreadable = 0;
    for (String entry : entries) {
      try {
        steps.add(SimpleAnchorInfoCodec.read(entry));
      } catch (InvalidEventException foreign) {
        unreadable++;
      }
    }
    // Of steps of the same millisecond, the one that was written later comes later.
    Collections.reverse(steps);
    steps.sort(Comparator.comparingLong(SimpleAnchorInfo::getTimestamp));
    return new Trail(List.copyOf(steps), unreadable);
  }

  /** A line for each of the newest steps. */
  public List<String> lines(Words words, int newest) {
    List<String> lines = new ArrayList<>();
    int first = Math.max(0, steps.size() - newest);
    if (first > 0) {
      lines.add("... %,d earlier steps".formatted(first));
    }
    for (int i = first; i < steps.size(); i++) {
      SimpleAnchorInfo step = steps.get(i);
      String gap =
          i == 0 ? "" : "+" + Spans.of(step.getTimestamp() - steps.get(i - 1).getTimestamp());
      lines.add(
          "%s  %10s  %s%s"
              .formatted(
                  words.time(step.getTimestamp()),
                  gap,
                  words.state(step.getState()),
                  step.getMessageId() == null
                      ? ""
                      : "  message %s of %d".formatted(step.getMessageId(), step.getBusinessId())));
    }
    if (unreadable > 0) {
      lines.add("%,d entries are no steps of a trail".formatted(unreadable));
    }
    return lines;
  }
}
