package io.austin.stream.test.traffic;

import java.time.Duration;

/** Somebody's wish that traffic should end. */
@FunctionalInterface
public interface Stop {
  /** Waits until it is wished, or for so long; says whether it is. */
  boolean await(Duration atMost) throws InterruptedException;
}
