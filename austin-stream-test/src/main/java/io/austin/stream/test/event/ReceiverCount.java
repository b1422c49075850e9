package io.austin.stream.test.event;

import java.util.SplittableRandom;

/** How many receivers a new message has. */
@FunctionalInterface
public interface ReceiverCount {
  /** The number for the next message, at least one. */
  int draw(SplittableRandom random);

  /** Always this many. */
  static ReceiverCount of(int receivers) {
    return random -> receivers;
  }
}
