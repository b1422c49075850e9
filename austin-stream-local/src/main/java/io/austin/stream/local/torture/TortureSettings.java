package io.austin.stream.local.torture;

import io.austin.stream.local.platform.StopRequest;
import io.austin.stream.local.torture.fault.Fault;
import java.time.Duration;
import java.util.List;

/**
 * What a torture shall be like.
 *
 * @param rounds how many rounds
 * @param roundLength for how long faults are done in a round
 * @param leastFaults how many faults are done in a round at least, however long it takes
 * @param seed decides the faults and their moments
 * @param faults what may happen
 * @param eventsPerSecond how much is produced meanwhile
 * @param stop ends it after the round that is going on
 */
public record TortureSettings(
    int rounds,
    Duration roundLength,
    int leastFaults,
    long seed,
    List<Fault> faults,
    int eventsPerSecond,
    StopRequest stop) {

  /** The seed of a round, under which it can be repeated as the only one. */
  long seedOf(int round) {
    return seed + round - 1;
  }
}
