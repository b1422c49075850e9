package io.austin.stream.functions.redis.batch;

/** What is done to a key, as {@code sections.lua} knows it. */
public enum UpdateKind {
  /** Push; the list's expiry stands, unless the list turns out to be new. */
  PUSH_KNOWN,
  /** Push; the list is to expire at a moment, not before. */
  PUSH_UNTIL,
  /** Push; the list is to expire a while after. */
  PUSH_FOR,
  /** Add to fields of a hash. */
  ADD_TO_HASH,
  /** Add to scores of a sorted set. */
  ADD_TO_SORTED_SET,
  /** Add to a HyperLogLog. */
  COUNT;

  /** The kind's number. */
  public int code() {
    return ordinal() + 1;
  }
}
