package io.austin.stream.torture.fault;

import io.austin.stream.test.cluster.ClusterJob;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** What operators do to the job, on purpose and by mistake. */
final class JobFaults {
  private JobFaults() {}

  static List<Fault> all() {
    return List.of(
        new Fault(
            "rescale",
            "the job is stopped with a savepoint and goes on with another parallelism",
            (victim, random) -> victim.job().rescale(next(victim.job().parallelism()))),
        new Fault(
            "two-jobs",
            "a second job of the same group works against the first; one of them is cancelled",
            JobFaults::twoJobs));
  }

  private static int next(int parallelism) {
    return parallelism == 4 ? 1 : 2 * parallelism;
  }

  private static void twoJobs(Victim victim, Random random) throws Exception {
    ClusterJob second = victim.job().startSecond();
    Victim.linger(random, Duration.ofSeconds(4), Duration.ofSeconds(10));
    if (random.nextBoolean()) {
      victim.job().giveWayTo(second);
    } else {
      victim.job().cancel(second);
    }
  }
}
