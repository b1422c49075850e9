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
  CHAINING
}
