package io.austin.stream.bench.result;

/** What a part of the benchmark found. */
public interface Result {
  /** Whether Redis held after every run what the reference model says, and nothing failed. */
  boolean isExact();
}
