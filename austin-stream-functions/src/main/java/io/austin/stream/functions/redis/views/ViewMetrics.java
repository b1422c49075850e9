package io.austin.stream.functions.redis.views;

/** What the views leave out. Calls must return at once. */
public interface ViewMetrics {
  /** An event's day is over: it is in no receiver's trail. */
  void staleForReceiverTrail();

  /** A receiver is named like keys that are none's, and has no trail. */
  void receiverReserved();
}
