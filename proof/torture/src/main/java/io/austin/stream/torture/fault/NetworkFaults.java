package io.austin.stream.torture.fault;

import io.austin.stream.proof.Patience;
import io.austin.stream.test.fault.CommandFault;
import io.austin.stream.test.fault.HeldCommand;
import io.austin.stream.test.fault.TcpProxy;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Faults of the network between the job and its ends. */
final class NetworkFaults {
  private static final String COMMIT = "EXEC";
  private static final int WITHIN_COMMITS = 200;

  private NetworkFaults() {}

  static List<Fault> all() {
    return List.of(
        new Fault(
            "network-reset",
            "all connections of the job to Redis or to Kafka are reset, several times",
            NetworkFaults::reset),
        new Fault(
            "network-stall",
            "no byte passes between the job and Redis or Kafka for a while",
            NetworkFaults::stall),
        new Fault(
            "lost-reply",
            "Redis executes a transaction, and its reply is lost",
            (victim, random) -> await(redis(victim).dropReplyTo(COMMIT, some(random)))),
        new Fault(
            "lost-commit",
            "the connection breaks before a transaction's EXEC reaches Redis",
            (victim, random) -> await(redis(victim).cutBefore(COMMIT, some(random)))),
        new Fault(
            "late-commit",
            "an EXEC is held up on its way and reaches Redis when its writer has long gone on",
            NetworkFaults::late));
  }

  private static TcpProxy redis(Victim victim) {
    return victim.site().redisProxy();
  }

  private static TcpProxy either(Victim victim, Random random) {
    return random.nextBoolean() ? redis(victim) : victim.site().kafkaProxy();
  }

  private static int some(Random random) {
    return 1 + random.nextInt(WITHIN_COMMITS);
  }

  private static void await(CommandFault fault) {
    Patience.until(fault.toString(), fault::hasHappened);
  }

  private static void reset(Victim victim, Random random) throws Exception {
    TcpProxy proxy = either(victim, random);
    for (int reset = 0; reset < 3; reset++) {
      proxy.reset();
      Victim.linger(random, Duration.ZERO, Duration.ofSeconds(1));
    }
  }

  private static void stall(Victim victim, Random random) throws Exception {
    TcpProxy proxy = either(victim, random);
    proxy.stall();
    try {
      Victim.linger(random, Duration.ofSeconds(1), Duration.ofSeconds(7));
    } finally {
      proxy.resume();
    }
  }

  private static void late(Victim victim, Random random) throws Exception {
    HeldCommand held = redis(victim).holdBack(COMMIT, some(random));
    await(held);
    Victim.linger(random, Duration.ZERO, Duration.ofSeconds(4));
    held.release();
  }
}
