package io.austin.stream.functions.redis.batch;

import io.austin.stream.functions.redis.wire.Command;
import io.austin.stream.functions.redis.wire.RespBuffer;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What lists need behind the transactions that pushed to them: a cut to their bound, or the expiry
 * that they have lost. Doing it twice does no harm, so it stands outside of transactions and is
 * repeated after a failure.
 */
public final class TrailRepairs {
  /** A script holds everybody up; one of this size takes Redis about a millisecond. */
  private static final int LISTS_A_SCRIPT = 500;

  private final Set<Trail> cuts = new LinkedHashSet<>();
  private final Set<Trail> expiries = new LinkedHashSet<>();

  /** The list may be longer than a trail is to be. */
  public void cut(Trail list) {
    cuts.add(list);
  }

  public void cut(Collection<Trail> lists) {
    cuts.addAll(lists);
  }

  /** The list may have no expiry. */
  public void expire(Trail list) {
    expiries.add(list);
  }

  public void add(TrailRepairs more) {
    cuts.addAll(more.cuts);
    expiries.addAll(more.expiries);
  }

  boolean isEmpty() {
    return cuts.isEmpty() && expiries.isEmpty();
  }

  /**
   * Encodes what is to be done.
   *
   * @param maxEntries how many entries a trail keeps
   * @return how many commands that are
   */
  public int encode(RespBuffer out, int maxEntries) {
    for (Trail list : cuts) {
      list.writeKey(out.command(4, Command.LTRIM)).word(0).word(maxEntries - 1L);
    }
    int commands = cuts.size();
    List<Trail> lists = List.copyOf(expiries);
    for (int from = 0; from < lists.size(); from += LISTS_A_SCRIPT) {
      List<Trail> some = lists.subList(from, Math.min(from + LISTS_A_SCRIPT, lists.size()));
      ExpireNotBefore.encode(out.command(ExpireNotBefore.words(some.size()), Command.EVAL), some);
      commands++;
    }
    return commands;
  }
}
