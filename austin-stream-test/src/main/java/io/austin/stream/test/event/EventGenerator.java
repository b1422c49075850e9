package io.austin.stream.test.event;

import io.austin.stream.common.AnchorInfo;
import java.time.Clock;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Realistic traffic from a seed: many messages at a time, each on its way from being received to
 * its end, their steps interleaved as austin's threads interleave them. The same seed, receivers
 * and clock give the same events. Never ends; not thread-safe.
 */
public final class EventGenerator {
  private static final int MESSAGES_AT_A_TIME = 256;

  private final SplittableRandom random;
  private final MessageFactory messages;
  private final Clock clock;
  private final @Nullable Message[] underway = new @Nullable Message[MESSAGES_AT_A_TIME];

  private EventGenerator(SplittableRandom random, ReceiverCount receivers, Clock clock) {
    this.random = random;
    this.messages = new MessageFactory(random, receivers, clock.getZone());
    this.clock = clock;
  }

  /**
   * A generator that starts afresh.
   *
   * @param receivers how many receivers messages have; see {@link Workload}
   * @param clock says the events' time; its zone says the day in their business id
   */
  public static EventGenerator seeded(long seed, ReceiverCount receivers, Clock clock) {
    return new EventGenerator(new SplittableRandom(seed), receivers, clock);
  }

  /** The next event: the first step of a new message, or the next one of a message underway. */
  public AnchorInfo next() {
    long now = clock.millis();
    int slot = random.nextInt(MESSAGES_AT_A_TIME);
    Message message = underway[slot];
    if (message == null) {
      message = messages.create(now);
      underway[slot] = message;
    }
    AnchorInfo event = message.nextStep(now);
    if (message.isOver()) {
      underway[slot] = null;
    }
    return event;
  }
}
