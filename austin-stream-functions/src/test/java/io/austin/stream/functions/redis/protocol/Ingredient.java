package io.austin.stream.functions.redis.protocol;

/** What the protocol is made of, each to be left out of the {@link FenceModel} on trial. */
enum Ingredient {
  /** Redis refuses a transaction whose fences changed since they were read. */
  WATCH,
  /** After an unknown outcome the fences are read again before anything is sent again. */
  REREAD_AFTER_UNKNOWN_OUTCOME,
  /** The writer remembers that a transaction of its own may have been applied. */
  IN_DOUBT,
  /** A bucket's writes and its fences stand in one transaction. */
  FENCE_WITH_DATA,
  /** Writes whose offset is below the fence that was found at the first record are left out. */
  SKIP_REPLAYED,
  /** A checkpoint completes only when everything before it is committed. */
  FLUSH_BEFORE_CHECKPOINT,
  /** A checkpoint remembers the fences, and a restored writer compares them with Redis. */
  FENCES_IN_CHECKPOINT,
  /** The fences in a checkpoint end where its records end. */
  FENCES_OF_RECORDS_SO_FAR,
  /** The records of a partition reach the writer in their order. */
  CHAINING,
  /** A commit is taken only under the claim that its writer began under. */
  CLAIM_WITH_COMMIT,
  /** Fences are read together with the claim that says how to read them. */
  CLAIM_WITH_FENCES,
  /** Fences are converted that were read after the claim was replaced. */
  CLAIM_BEFORE_CONVERSION,
  /** What a tool changes it changes only under its own claim. */
  CLAIM_OF_TOOL,
  /** To a number that is no multiple only what has come to rest is converted. */
  REST,
  /** Fences that were reset are of another incarnation. */
  INCARNATION,
  /** A checkpoint remembers the incarnation, and a restored writer compares it with Redis'. */
  INCARNATION_IN_CHECKPOINT
}
