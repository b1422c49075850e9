package io.austin.stream.functions.redis.protocol;

/**
 * {@code fences convert} or {@code fences reset} at work, or given up with a command under way. One
 * that does not go on is one that was stopped in the middle.
 *
 * @param resets whether it resets; it converts otherwise
 * @param to for how many buckets it converts
 * @param before the claim that it found
 * @param mine the claim that it puts down
 * @param read the fences that it found
 * @param slots in a cluster, the buckets that are still to be reset, as a bit mask
 */
record Tool(
    boolean resets, int to, Phase phase, Claim before, Claim mine, FenceGrid read, int slots) {
  /** How far it has come. */
  enum Phase {
    /** The claim is to be replaced, though the fences were read. */
    CLAIM_LATE,
    /** The claim is replaced, the fences are to be read. */
    READ,
    /** What it changes is under way. */
    CHANGE,
    /** In a cluster: what it changes in each slot is under way. */
    SLOTS,
    /** In a cluster: the claim is to be put down. */
    END
  }

  Tool to(Phase next) {
    return new Tool(resets, to, next, before, mine, read, slots);
  }

  Tool read(FenceGrid fences) {
    return new Tool(resets, to, Phase.CHANGE, before, mine, fences, slots);
  }

  Tool did(int bucket) {
    int rest = slots & ~(1 << bucket);
    return new Tool(resets, to, rest == 0 ? Phase.END : Phase.SLOTS, before, mine, read, rest);
  }

  @Override
  public String toString() {
    return resets ? "a reset" : "a conversion to " + to;
  }
}
