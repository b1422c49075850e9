package io.austin.stream.functions.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.RedisClient;

/**
 * An {@code OutOfMemoryError} at the steps of the writer's, one run after the other: where a method
 * of its begins, on whichever thread, while it connects, takes events in, encodes, sends, reads and
 * mends. The attempt that goes on from the last checkpoint finds no fence ahead of its data or
 * behind it.
 *
 * <p>Of some thousand steps it takes one in ten, from a printed first one on; all of them with
 * {@code -Dinjection.stride=1}.
 */
@Timeout(600)
class InjectedErrorsIT extends WriterIT {
  private static final int STRIDE = Integer.getInteger("injection.stride", 10);
  private static final int FEW = 2_000;

  @Test
  void anErrorAtAnyStepLeavesTheFencesWithTheData() throws Exception {
    SteppingClasses classes = new SteppingClasses();
    // Untouched: a class whose static parts an error ended is there no more for any attempt.
    assertThat(attempt(classes).test(redis.client(), 0L)).isTrue();
    redis.server().flushAll();
    long first = 1 + new Random().nextInt(STRIDE);
    System.out.printf("InjectedErrorsIT: an error at every %dth step from %d on%n", STRIDE, first);
    long step = first;
    while (attempt(classes).test(redis.client(), step)) {
      redis.server().flushAll();
      step += STRIDE;
    }

    System.out.printf("InjectedErrorsIT: %,d steps%n", step - STRIDE);
    assertThat(step).isGreaterThan(FEW);
  }

  @SuppressWarnings("unchecked") // it is, only loaded anew
  private static BiPredicate<RedisClient, Long> attempt(ClassLoader classes) throws Exception {
    return (BiPredicate<RedisClient, Long>)
        classes
            .loadClass(StruckAttempt.class.getName())
            .getConstructor(String.class)
            .newInstance(redis.uri());
  }
}
