package io.austin.stream.verify.model;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How many effects of events Redis shows, lacks, and shows too often. An effect is an entry of a
 * trail or one receiver in a template's totals, of the console's views one receiver in a score or
 * minute; distinct receivers do not count, since nobody can tell how often one was written. {@link
 * Comparison} says whether all is right; this says how much is wrong.
 *
 * @param expected how many effects the events have
 * @param lost how many of them Redis lacks
 * @param doubled how many Redis shows that no event explains, or that stand there already
 */
public record Effects(long expected, long lost, long doubled) {

  /**
   * Counts the effects in a Redis at rest.
   *
   * @param ignored keys that somebody else has written to
   * @param now the time by the clock that decides what is today
   */
  public static Effects of(
      ReferenceModel model, RedisContents contents, Predicate<String> ignored, Instant now) {
    return of(model, Restriction.none(), contents, ignored, now);
  }

  /**
   * Counts the effects of some events in a Redis at rest.
   *
   * @param standing the events that are to show
   * @param ignored keys that somebody else has written to
   * @param now the time by the clock that decides what is today
   */
  public static Effects of(
      ReferenceModel model,
      Restriction standing,
      RedisContents contents,
      Predicate<String> ignored,
      Instant now) {
    Tally tally = new Tally(model.rules().maxTrailEntries());
    Moment moment = new Moment(model.rules().zone(), now, null);
    for (String key : model.keys()) {
      KeyEvents events = model.eventsAt(key);
      if (events != null && !events.isContested() && !ignored.test(key)) {
        KeyEvents shown = events.only(event -> standing.applies(event.position(), key));
        tally.count(events, shown, moment, contents.get(key));
      }
    }
    if (model.rules().consoleViews()) {
      for (ConsoleView view : ConsoleViews.of(model, standing).all()) {
        if (!ignored.test(view.key())) {
          tally.sums(view.sums(), contents.get(view.key()));
        }
      }
    }
    return new Effects(tally.expected, tally.lost, tally.doubled);
  }

  private static final class Tally {
    private final int max;
    private long expected;
    private long lost;
    private long doubled;

    Tally(int max) {
      this.max = max;
    }

    void count(KeyEvents events, KeyEvents shown, Moment moment, @Nullable RedisValue found) {
      if (!events.messageTrail().isEmpty()) {
        trail(shown.messageTrail(), FoldedEvent::messageEntry, found);
      } else if (!events.receiverTrail().isEmpty()) {
        if (shown.receiverTrail().stream().noneMatch(moment::isOfFinishedDay)) {
          trail(shown.receiverTrail(), FoldedEvent::receiverEntry, found);
        }
      } else if (!events.callerTrail().isEmpty()) {
        trail(shown.callerTrail(), FoldedEvent::receiverEntry, found);
      } else {
        totals(shown.totals(), found);
      }
    }

    private void trail(
        List<FoldedEvent> events, Function<FoldedEvent, String> entry, @Nullable RedisValue found) {
      List<String> entries = found == null ? List.of() : found.list();
      Map<String, Long> balance = new HashMap<>();
      events.forEach(event -> balance.merge(entry.apply(event), 1L, Long::sum));
      entries.forEach(shown -> balance.merge(shown, -1L, Long::sum));
      long surplus = balance.values().stream().filter(n -> n < 0).mapToLong(n -> -n).sum();
      int wanted = Math.min(events.size(), max);
      expected += wanted;
      doubled += surplus;
      lost += Math.max(0, wanted - (entries.size() - surplus));
    }

    private void totals(List<FoldedEvent> events, @Nullable RedisValue found) {
      Map<String, Long> sums = new HashMap<>();
      for (FoldedEvent event : events) {
        sums.merge(Integer.toString(event.state()), (long) event.receivers(), Long::sum);
      }
      sums(sums, found);
    }

    void sums(Map<String, Long> sums, @Nullable RedisValue found) {
      Map<String, Long> balance = new HashMap<>(sums);
      expected += sums.values().stream().mapToLong(Long::longValue).sum();
      if (found != null) {
        found.hash().forEach((name, n) -> balance.merge(name, -Long.parseLong(n), Long::sum));
      }
      for (long left : balance.values()) {
        lost += Math.max(0, left);
        doubled += Math.max(0, -left);
      }
    }
  }
}
