package io.austin.stream.functions.redis.batch;

import io.austin.stream.functions.redis.views.Expiry;
import io.austin.stream.functions.redis.wire.Command;
import io.austin.stream.functions.redis.wire.RedisChannel;
import io.austin.stream.functions.redis.wire.RedisKey;
import io.austin.stream.functions.redis.wire.RespBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisDataException;

/** Commands that Redis queues and then applies all at once, or not at all. */
public final class MultiExec {
  /**
   * Redis takes no command of more than a million words, and whoever else uses it waits for each.
   */
  private static final int MOST_ARGUMENTS = 10_000;

  private final RespBuffer out;

  /** For each queued command the list it pushes to; {@code null} where it is no push. */
  private final List<@Nullable Trail> pushes = new ArrayList<>();

  private MultiExec(RespBuffer out) {
    this.out = out;
    out.command(1, Command.MULTI);
  }

  /** Begins one behind what the buffer holds. */
  public static MultiExec in(RespBuffer out) {
    return new MultiExec(out);
  }

  /** Queues a command of so many words, its name included. */
  public RespBuffer command(int words, Command name) {
    pushes.add(null);
    return out.command(words, name);
  }

  /** Queues pushes of all that is new. The reply to the last one tells the length. */
  void push(Trail trail) {
    for (int from = 0; from < trail.size(); from += MOST_ARGUMENTS) {
      int to = Math.min(from + MOST_ARGUMENTS, trail.size());
      pushes.add(to == trail.size() ? trail : null);
      trail.writeEntries(trail.writeKey(out.command(to - from + 2, Command.LPUSH)), from, to);
    }
  }

  /** Queues the counting of new elements. */
  void count(KeyUpdate hyperLogLog, Collection<String> elements) {
    Iterator<String> rest = elements.iterator();
    for (int left = elements.size(); left > 0; left -= MOST_ARGUMENTS) {
      int some = Math.min(left, MOST_ARGUMENTS);
      RespBuffer words = hyperLogLog.writeKey(command(some + 2, Command.PFADD));
      for (int i = 0; i < some; i++) {
        words.word(rest.next());
      }
    }
  }

  /** Queues the expiry that a key is to have. */
  public void expire(KeyUpdate writes) {
    writes.writeKey(expiry(writes.expiry())).word(writes.expiry().millis());
  }

  public void expire(RedisKey key, Expiry expiry) {
    expiry(expiry).word(key).word(expiry.millis());
  }

  private RespBuffer expiry(Expiry expiry) {
    return command(3, expiry.absolute() ? Command.PEXPIREAT : Command.PEXPIRE);
  }

  public void execute() {
    out.command(1, Command.EXEC);
  }

  /** How many commands it holds. */
  public int size() {
    return pushes.size();
  }

  /**
   * Reads the replies.
   *
   * @param maxEntries how many entries a trail keeps
   */
  public Outcome outcome(RedisChannel channel, int maxEntries) {
    JedisDataException refusal = null;
    for (int reply = 0; reply < pushes.size() + 1; reply++) {
      if (channel.receive() instanceof JedisDataException error && refusal == null) {
        refusal = error;
      }
    }
    Object executed = channel.receive();
    if (executed instanceof List<?> replies) {
      return applied(replies, maxEntries);
    }
    JedisDataException error = (JedisDataException) executed;
    return Outcome.notApplied(refusal == null ? error : refusal);
  }

  private Outcome applied(List<?> replies, int maxEntries) {
    TrailRepairs repairs = new TrailRepairs();
    List<JedisDataException> errors = new ArrayList<>();
    for (int i = 0; i < replies.size(); i++) {
      Trail trail = pushes.get(i);
      if (replies.get(i) instanceof JedisDataException error) {
        errors.add(error);
      } else if (trail != null && replies.get(i) instanceof Long length) {
        if (length > maxEntries) {
          repairs.cut(trail);
        }
        if (trail.isExpiryExpected() && trail.isNew(length)) {
          repairs.expire(trail);
        }
      }
    }
    return new Outcome(true, null, repairs, errors);
  }

  /**
   * What became of it.
   *
   * @param applied false where Redis applied nothing of it
   * @param error why it did not; {@code null} where a watched key changed
   * @param repairs what lists need that are too long now, or had lost their expiry
   * @param errors what Redis refused of it, command by command
   */
  public record Outcome(
      boolean applied,
      @Nullable JedisDataException error,
      TrailRepairs repairs,
      List<JedisDataException> errors) {
    private static Outcome notApplied(@Nullable JedisDataException error) {
      return new Outcome(false, error, new TrailRepairs(), List.of());
    }
  }
}
