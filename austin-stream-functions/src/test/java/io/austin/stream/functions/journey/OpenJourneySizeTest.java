package io.austin.stream.functions.journey;

import static io.austin.stream.functions.journey.JourneyHarness.TAKEN_IN;
import static io.austin.stream.functions.journey.JourneyHarness.fold;
import static io.austin.stream.functions.journey.JourneyHarness.step;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/**
 * What an open journey takes of the heap, measured as what is in use after a full collection, with
 * {@value #JOURNEYS} of them and without.
 */
class OpenJourneySizeTest {
  private static final int JOURNEYS = 200_000;
  private static final int BOUND = 300;

  @Test
  void oneToOneReceiverTakesAtMost300BytesItsTimerIncluded() throws Exception {
    try (var fold = fold().open()) {
      long before = used();
      for (int i = 0; i < JOURNEYS; i++) {
        // 21 characters as austin makes them; text of its own, as one that came over the network
        String messageId = "V1StGXR8_Z5jd%08d".formatted(i);
        String receiver = "137%08d".formatted(i);
        fold.process(step(messageId, TAKEN_IN + i, 10, receiver));
        fold.process(step(messageId, TAKEN_IN + i + 20, 24, receiver));
        fold.takeOutputs();
      }
      long bytes = (used() - before) / JOURNEYS;
      System.out.println("an open journey of two steps takes " + bytes + " bytes on the heap");
      assertThat(bytes).isBetween(100L, (long) BOUND);
    }
  }

  private static long used() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
