package io.austin.stream.functions.redis;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What lists need behind the transactions that pushed to them: a cut to their bound, or the expiry
 * that they have lost. Doing it twice does no harm, so it stands outside of transactions and is
 * repeated after a failure.
 */
final class Mendings {
  /** A script holds everybody up; one of this size takes Redis about a millisecond. */
  private static final int LISTS_A_SCRIPT = 500;

  private final Set<Trail> cuts = new LinkedHashSet<>();
  private final Set<Trail> expiries = new LinkedHashSet<>();

  /** The list may be longer than a trail is to be. */
  void cut(Trail list) {
    cuts.add(list);
  }

  void cut(Collection<Trail> lists) {
    cuts.addAll(lists);
  }

  /** The list may have no expiry. */
  void expire(Trail list) {
    expiries.add(list);
  }

  void add(Mendings more) {
    cuts.addAll(more.cuts);
    expiries.addAll(more.expiries);
  }

  /** Those lists that are chosen; the others go to another. */
  Mendings split(Predicate<Trail> chosen, Mendings others) {
    Mendings mine = new Mendings();
    cuts.forEach(list -> (chosen.test(list) ? mine : others).cut(list));
    expiries.forEach(list -> (chosen.test(list) ? mine : others).expire(list));
    return mine;
  }

  boolean isEmpty() {
    return cuts.isEmpty() && expiries.isEmpty();
  }

  /**
   * Encodes what is to be done.
   *
   * @param maxEntries how many entries a trail keeps
   * @param mixBuckets whether a script may concern the lists of several buckets
   * @return how many commands that are
   */
  int encode(RespBuffer out, int maxEntries, boolean mixBuckets) {
    for (Trail list : cuts) {
      list.writeKey(out.command(4, Command.LTRIM)).word(0).word(maxEntries - 1L);
    }
    int commands = cuts.size();
    Collection<List<Trail>> together =
        mixBuckets
            ? List.of(List.copyOf(expiries))
            : expiries.stream().collect(Collectors.groupingBy(Trail::bucket)).values();
    for (List<Trail> lists : together) {
      for (int from = 0; from < lists.size(); from += LISTS_A_SCRIPT) {
        List<Trail> some = lists.subList(from, Math.min(from + LISTS_A_SCRIPT, lists.size()));
        ExpireNotBefore.encode(out.command(ExpireNotBefore.words(some.size()), Command.EVAL), some);
        commands++;
      }
    }
    return commands;
  }
}
