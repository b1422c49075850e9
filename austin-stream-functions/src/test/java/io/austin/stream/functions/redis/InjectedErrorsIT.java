package io.austin.stream.functions.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.test.server.RedisCluster;
import io.austin.stream.test.server.RedisExecutable;
import io.austin.stream.test.server.RedisServer;
import java.util.Random;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.RedisClient;

/**
 * An {@code OutOfMemoryError} at the steps of the writer's, one run after the other: where a method
 * of its begins, on whichever thread, while it connects, takes events in, encodes, sends, reads and
 * mends, and where the reader of lost events is given one. The attempt that goes on from the last
 * checkpoint finds no fence ahead of its data or behind it.
 *
 * <p>Of some thousand steps it takes few, from a printed first one on; all of them with {@code
 * -Dinjection.stride=1}.
 */
@Timeout(3_600)
class InjectedErrorsIT {
  private static final int FEW = 2_000;

  /** One that takes a call for many slots, where there is one. */
  private static final RedisExecutable EXECUTABLE =
      RedisExecutable.installed().orElseGet(RedisExecutable::standard);

  private static RedisServer server;
  private static RedisServer node;

  @BeforeAll
  static void start() {
    server = RedisServer.start();
    node = RedisCluster.startOneNode(EXECUTABLE, port -> port);
  }

  @AfterAll
  static void stop() {
    server.close();
    node.close();
  }

  @ParameterizedTest(name = "in a cluster: {0}, after a loss: {1}")
  @CsvSource({"false, false, 25", "false, true, 50", "true, false, 300", "true, true, 400"})
  void anErrorAtAnyStepLeavesTheFencesWithTheData(boolean cluster, boolean afterLoss, int usual)
      throws Exception {
    RedisServer redis = cluster ? node : server;
    String uri = cluster ? "redis+cluster://127.0.0.1:" + node.port() : server.uri();
    String way = (cluster ? "scripts" : "transactions") + (afterLoss ? " after a loss" : "");
    int stride = Integer.getInteger("injection.stride", usual);
    SteppingClasses classes = new SteppingClasses();
    redis.flushAll();
    // Untouched: a class whose static parts an error ended is there no more for any attempt.
    assertThat(attempt(classes, uri, afterLoss).test(redis.client(), 0L)).isTrue();
    long step = 1 + new Random().nextInt(stride);
    System.out.printf(
        "InjectedErrorsIT: %s, an error at every %dth step from %d on%n", way, stride, step);
    redis.flushAll();
    while (attempt(classes, uri, afterLoss).test(redis.client(), step)) {
      redis.flushAll();
      step += stride;
    }

    System.out.printf("InjectedErrorsIT: %s, %,d steps%n", way, step - stride);
    assertThat(step).isGreaterThan(FEW);
  }

  @SuppressWarnings("unchecked") // it is, only loaded anew
  private static BiPredicate<RedisClient, Long> attempt(
      ClassLoader classes, String uri, boolean afterLoss) throws Exception {
    return (BiPredicate<RedisClient, Long>)
        classes
            .loadClass(StruckAttempt.class.getName())
            .getConstructor(String.class, Boolean.class)
            .newInstance(uri, afterLoss);
  }
}
