package io.austin.stream.console.trend;

import io.austin.stream.console.trace.Funnel;

/** Funnels of events in a row of numbers: objects for a month of many templates would be heavy. */
final class Counts {
  private static final int WIDTH = 7;

  private final long[] numbers;

  /** So many funnels, all empty. */
  Counts(int size) {
    numbers = new long[size * WIDTH];
  }

  void set(int index, Funnel funnel) {
    int at = index * WIDTH;
    numbers[at] = funnel.received();
    numbers[at + 1] = funnel.filtered();
    numbers[at + 2] = funnel.held();
    numbers[at + 3] = funnel.sent();
    numbers[at + 4] = funnel.failed();
    numbers[at + 5] = funnel.clicked();
    numbers[at + 6] = funnel.channelErrors();
  }

  /** Adds another's. */
  void add(int index, Counts other, int otherIndex) {
    for (int i = 0; i < WIDTH; i++) {
      numbers[index * WIDTH + i] += other.numbers[otherIndex * WIDTH + i];
    }
  }

  Funnel funnel(int index) {
    int at = index * WIDTH;
    return Funnel.ofEvents(
        numbers[at],
        numbers[at + 1],
        numbers[at + 2],
        numbers[at + 3],
        numbers[at + 4],
        numbers[at + 5],
        numbers[at + 6]);
  }
}
