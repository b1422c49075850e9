package io.austin.stream.functions.redis.protocol;

/** What commits tell of their work. Calls must return at once. */
public interface CommitMetrics {
  /** One transaction was applied. */
  void transactionApplied(int commands);

  /** Redis refused a command for one key, as for a key of another type. */
  void commandRefused();
}
