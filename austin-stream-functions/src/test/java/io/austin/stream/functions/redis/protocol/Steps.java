package io.austin.stream.functions.redis.protocol;

import java.util.function.Supplier;

/** Takes the steps that lead on from a state. */
@FunctionalInterface
interface Steps {
  /**
   * One step.
   *
   * @param words what happens, for a trace
   */
  void to(World next, Supplier<String> words);
}
