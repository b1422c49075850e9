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
            "Redis does a commit, and its reply is lost",
            (victim, random) ->
                await(redis(victim, random).dropReplyTo(commit(victim), some(random)))),
        new Fault(
            "lost-commit",
            "the connection breaks before a commit reaches Redis",
            (victim, random) ->
                await(redis(victim, random).cutBefore(commit(victim), some(random)))),
        new Fault(
            "late-commit",
            "a commit is held up on its way and reaches Redis when its writer has long gone on",
            NetworkFaults::late));
  }

  /** The way to a server that is written to. */
  private static TcpProxy redis(Victim victim, Random random) {
    List<TcpProxy> proxies = victim.site().redis().proxiesOfMasters();
    return proxies.get(random.nextInt(proxies.size()));
  }

  private static String commit(Victim victim) {
    return victim.site().redis().commit();
  }

  private static List<TcpProxy> either(Victim victim, Random random) {
    return random.nextBoolean()
        ? victim.site().redis().proxies()
        : List.of(victim.site().kafkaProxy());
  }

  private static int some(Random random) {
    return 1 + random.nextInt(WITHIN_COMMITS);
  }

  private static void await(CommandFault fault) {
    Patience.until(fault.toString(), fault::hasHappened);
  }

  private static void reset(Victim victim, Random random) throws Exception {
    List<TcpProxy> proxies = either(victim, random);
    for (int reset = 0; reset < 3; reset++) {
      proxies.forEach(TcpProxy::reset);
      Victim.linger(random, Duration.ZERO, Duration.ofSeconds(1));
    }
  }

  private static void stall(Victim victim, Random random) throws Exception {
    List<TcpProxy> proxies = either(victim, random);
    proxies.forEach(TcpProxy::stall);
    try {
      Victim.linger(random, Duration.ofSeconds(1), Duration.ofSeconds(7));
    } finally {
      proxies.forEach(TcpProxy::resume);
    }
  }

  private static void late(Victim victim, Random random) throws Exception {
    HeldCommand held = redis(victim, random).holdBack(commit(victim), some(random));
    await(held);
    Victim.linger(random, Duration.ZERO, Duration.ofSeconds(4));
    held.release();
  }
}
