package io.austin.stream.test.fault;

import java.util.function.BooleanSupplier;

/** What all bytes pass through, and wait at while it is closed. */
final class Gate {
  private boolean closed;

  synchronized void close() {
    closed = true;
  }

  synchronized void open() {
    closed = false;
    notifyAll();
  }

  /** Lets those who wait see whether they still want to. */
  synchronized void wakeUp() {
    notifyAll();
  }

  /** Waits for the gate to open; false if it was given up meanwhile. */
  synchronized boolean pass(BooleanSupplier givenUp) {
    try {
      while (closed && !givenUp.getAsBoolean()) {
        wait();
      }
      return !givenUp.getAsBoolean();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
