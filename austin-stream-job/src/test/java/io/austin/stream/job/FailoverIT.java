package io.austin.stream.job;

import static org.awaitility.Awaitility.await;

import io.austin.stream.test.fault.CommandFault;
import io.austin.stream.test.fault.TcpProxy;
import io.austin.stream.test.server.RedisExtension;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.apache.flink.core.execution.JobClient;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The real job dies again and again, at random records and between the commits of two buckets, is
 * stopped with savepoints and goes on with another parallelism; in the end Redis holds what the
 * model says. The seed is printed; {@code -Dfailover.seed=N} repeats it.
 */
class FailoverIT extends RunningJobIT {
  private static final int DEATHS_PER_STAGE = 6;
  private static final int[] PARALLELISM_BY_STAGE = {1, 4, 2};

  @RegisterExtension static final RedisExtension redis = new RedisExtension();

  private final long seed = Long.getLong("failover.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @ParameterizedTest(name = "{0} buckets")
  @ValueSource(ints = {1, 16})
  void deathAndRescalingChangeNothing(int buckets, @TempDir Path savepoints) throws Exception {
    System.out.println("FailoverIT: -Dfailover.seed=" + seed);
    try (TcpProxy proxy = TcpProxy.to("127.0.0.1", redis.server().port())) {
      String savepoint = null;
      try (Traffic traffic = Traffic.start(kafka.server(), TOPIC, PARTITIONS, seed, ZONE)) {
        for (int parallelism : PARALLELISM_BY_STAGE) {
          JobClient job = start(options(buckets, parallelism, proxy), savepoint);
          for (int death = 0; death < DEATHS_PER_STAGE; death++) {
            die(proxy);
          }
          savepoint = stop(job, savepoints);
        }
      }
      JobClient job = start(options(buckets, 3, proxy), savepoint);
      awaitEverythingCommitted();
      stop(job, savepoints);
    }
    assertHoldsWhatTheModelSays(redis.client());
  }

  /** One death of the job at a random point; returns when it has happened. */
  private void die(TcpProxy proxy) {
    switch (random.nextInt(3)) {
      case 0 -> {
        MortalFunction.dieAtEvent(1 + random.nextInt(4_000));
        await().atMost(PATIENCE).until(() -> !MortalFunction.isAlive());
      }
      case 1 -> awaitHappened(proxy.cutBefore("EXEC", 1 + random.nextInt(100)));
      default -> awaitHappened(proxy.dropReplyTo("EXEC", 1 + random.nextInt(100)));
    }
  }

  private static void awaitHappened(CommandFault fault) {
    await().atMost(PATIENCE).until(fault::hasHappened);
  }

  private static Map<String, String> options(int buckets, int parallelism, TcpProxy proxy) {
    return Map.of(
        "redis.uri",
        "redis://" + proxy.address() + "/0",
        "redis.buckets",
        Integer.toString(buckets),
        "redis.retry.for",
        "0ms", // a lost connection is a death
        "parallelism",
        Integer.toString(parallelism));
  }
}
