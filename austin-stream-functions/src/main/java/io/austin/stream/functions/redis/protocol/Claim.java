package io.austin.stream.functions.redis.protocol;

import io.austin.stream.functions.redis.wire.RedisPipelineException;
import io.austin.stream.redis.ClusterSlots;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * What stands beside a group's fences and says how to read them.
 *
 * @param layout the number of buckets they are for, or {@link #SLOTS}; other words say that they
 *     are nobody's to move at the moment
 * @param incarnation another one since each reset of the fences; empty before the first. A commit
 *     or a checkpoint of another incarnation is of a progress that was forgotten on purpose
 */
public record Claim(String layout, String incarnation) {
  /** A hash for each slot of a Redis Cluster. */
  static final String SLOTS = "slots";

  /** The fences were reset, and no job has begun since. */
  public static final String NONE = "none";

  /** Somebody is at work on the fences, or was stopped in the middle of it: to reset them. */
  private static final String RESETTING = "resetting";

  /**
   * The same, to convert them; behind it stand the number of buckets they are for, and what tells
   * one conversion from another.
   */
  static final String CONVERTING = "converting:";

  /** What a text says that stands beside fences; empty where none does. */
  public static Claim of(String text) {
    String[] words = text.split(" ", 2);
    return new Claim(words[0], words.length == 1 ? "" : words[1]);
  }

  /** For how many buckets the fences are; 0 where there are none. */
  public int buckets() {
    if (layout.equals(SLOTS)) {
      return ClusterSlots.COUNT;
    }
    String number = layout.startsWith(CONVERTING) ? layout.split(":")[1] : layout;
    return number.matches("\\d+") ? Integer.parseInt(number) : 0;
  }

  /** What stands there while the fences are converted: nobody may move them. */
  public Claim converting() {
    return new Claim(CONVERTING + buckets() + ":" + another(), incarnation);
  }

  /** What stands there while the fences are reset, and from when on no earlier commit is taken. */
  public static Claim resetting() {
    return new Claim(RESETTING, another());
  }

  private static String another() {
    return Long.toHexString(new SecureRandom().nextLong());
  }

  /** The same with another layout. */
  public Claim to(String other) {
    return new Claim(other, incarnation);
  }

  /** What stands there once a writer has begun whose own claim this is. */
  Claim or(Claim mine) {
    if (layout.isEmpty()) {
      return mine;
    }
    return layout.equals(NONE) ? to(mine.layout()) : this;
  }

  /**
   * Checks that a writer may move the fences.
   *
   * @param wanted the layout that it moves
   * @param remembered the incarnation in its checkpoint; {@code null} where it has none
   */
  void check(String wanted, @Nullable String remembered, CommitOptions options)
      throws RedisPipelineException {
    if (layout.equals(RESETTING) || layout.startsWith(CONVERTING)) {
      throw new RedisPipelineException(
          ("somebody is %s the fences of group %s, or was stopped in the middle of it: stop this job,"
                  + " and do it again")
              .formatted(layout.equals(RESETTING) ? layout : "converting", options.groupId()));
    }
    if (remembered != null && !remembered.equals(incarnation)) {
      throw ResetException.of(options.groupId());
    }
    if (!layout.equals(wanted)) {
      throw otherBuckets(options, layout);
    }
  }

  /**
   * Checks what was found beside fences, of a writer whose claim this is. Where nothing stands
   * there Redis has lost it, and fences with it.
   */
  void requireStill(Claim found, CommitOptions options) throws RedisPipelineException {
    if (!found.layout.isEmpty() && !found.equals(this)) {
      found.check(layout, incarnation, options);
    }
  }

  /** Says that the fences are laid out for another number of buckets. */
  public static RedisPipelineException otherBuckets(CommitOptions options, String found) {
    return new RedisPipelineException(
        "The fences of group %s in Redis are for %s buckets, not %d: set redis.buckets=%s, or stop"
                .formatted(options.groupId(), found, options.buckets(), found)
            + " the job and convert them: bin/austin-stream fences convert --to "
            + options.buckets());
  }

  /** As it stands in Redis. */
  @Override
  public String toString() {
    return incarnation.isEmpty() ? layout : layout + " " + incarnation;
  }
}
