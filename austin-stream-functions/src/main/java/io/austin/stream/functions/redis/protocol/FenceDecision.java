package io.austin.stream.functions.redis.protocol;

import java.util.Arrays;

/**
 * What to do with a transaction, given what stands in its fences. This is all the judgement of the
 * protocol; it touches no socket, so that it can be walked exhaustively.
 *
 * <p>An {@code EXEC} whose reply was lost leaves the commit <i>in doubt</i>: it has been applied,
 * will be applied, or never will. As long as its fences stand as expected it may be sent again: the
 * first of the two to arrive moves the fences, and the {@code WATCH} of the other refuses it.
 */
enum FenceDecision {
  /** The fences stand as this writer left them: send the transaction. */
  COMMIT,
  /** An earlier attempt whose reply was lost has arrived: go on with the next. */
  COMMITTED,
  /** Somebody else moved the fences: this writer is no longer the one, and stops. */
  ANOTHER_WRITER,
  /** Redis lost acknowledged writes: stop, and say which. */
  REDIS_WENT_BACK;

  /**
   * Judges a commit by its fences, partition by partition.
   *
   * @param expected what this writer last knew to stand in Redis; 0 for none
   * @param target what the transaction sets
   * @param found what stands in Redis; 0 for none
   * @param inDoubt whether an earlier attempt of this transaction may have been applied
   */
  static FenceDecision judge(long[] expected, long[] target, long[] found, boolean inDoubt) {
    if (Arrays.equals(found, expected)) {
      return COMMIT;
    }
    if (inDoubt && Arrays.equals(found, target)) {
      return COMMITTED;
    }
    for (int i = 0; i < found.length; i++) {
      if (found[i] < expected[i]) {
        return REDIS_WENT_BACK;
      }
    }
    return ANOTHER_WRITER;
  }
}
