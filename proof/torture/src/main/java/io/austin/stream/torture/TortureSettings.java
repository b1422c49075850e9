package io.austin.stream.torture;

import io.austin.stream.cli.platform.StopRequest;
import io.austin.stream.torture.fault.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * What a torture shall be like.
 *
 * @param rounds how many rounds
 * @param firstRound the number of the first one: a later one can be repeated alone
 * @param roundLength for how long faults are done in a round
 * @param leastFaults how many faults are done in a round at least, however long it takes; all of
 *     them come in turn, over the rounds
 * @param seed decides the faults and their moments
 * @param faults what may happen
 * @param eventsPerSecond how much is produced meanwhile
 * @param onCluster whether Redis is a cluster
 * @param stop ends it after the round that is going on
 */
public record TortureSettings(
    int rounds,
    int firstRound,
    Duration roundLength,
    int leastFaults,
    long seed,
    List<Fault> faults,
    int eventsPerSecond,
    boolean onCluster,
    StopRequest stop) {

  /** The faults whose turn it is in a round. */
  List<Fault> turn(int round) {
    List<Fault> order = new ArrayList<>(faults);
    Collections.shuffle(order, new Random(seed));
    return IntStream.range(0, Math.min(leastFaults, order.size()))
        .mapToObj(i -> order.get(((round - 1) * leastFaults + i) % order.size()))
        .toList();
  }

  /** The seed of a round. */
  long seedOf(int round) {
    return seed + round - 1;
  }
}
