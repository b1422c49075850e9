package io.austin.stream.torture.fault;

import io.austin.stream.functions.redis.RedisFences;
import io.austin.stream.proof.Patience;
import io.austin.stream.test.server.RedisServer;
import io.austin.stream.torture.site.SiteJob;
import io.austin.stream.torture.site.SiteRedis;
import io.austin.stream.torture.site.StandingFences;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.RedisClient;

/** What operators do to the job's fences, under the job that runs or with it stopped. */
final class OperatorFaults {
  private static final int MOST_BUCKETS = 64;

  private static final Duration SOON = Duration.ZERO;
  private static final Duration LATE = Duration.ofSeconds(4);

  static final Fault RESET =
      new Fault(
          "fences-reset",
          "the fences are reset while the job runs, the views emptied, and the job starts anew",
          OperatorFaults::reset);

  private OperatorFaults() {}

  /** In a Redis Cluster there is nothing to convert. */
  static List<Fault> all() {
    return List.of(
        new Fault(
            "fences-convert",
            "the fences are converted to another number of buckets, while the job runs or is stopped",
            OperatorFaults::convert),
        RESET);
  }

  private static void convert(Victim victim, Random random) throws Exception {
    SiteJob job = victim.job();
    if (random.nextBoolean()) {
      Optional<String> savepoint = job.stop();
      convert(job, 1 + random.nextInt(MOST_BUCKETS), true);
      job.goOn(savepoint);
      return;
    }
    job.awaitCheckpoint();
    int twice = 2 * job.buckets();
    if (twice <= MOST_BUCKETS) {
      convert(job, twice, false);
    } else {
      convert(job, 1 + random.nextInt(MOST_BUCKETS), true); // a lie, that the job was stopped
    }
    Victim.linger(random, SOON, LATE);
    job.goOn(job.abandon());
  }

  /** Refused where it would not be exact; the job keeps the number that it had then. */
  private static void convert(SiteJob job, int to, boolean stoppedWithSavepoint) {
    Patience.insist(
        "convert the fences",
        () -> {
          try (RedisFences fences = job.fences()) {
            if (fences.buckets() != to) {
              fences.convert(to, stoppedWithSavepoint);
            }
            job.setBuckets(to);
          } catch (IllegalArgumentException refused) {
            return;
          }
        });
  }

  /** Its checkpoints are of the progress that was forgotten: none of them is gone on from. */
  private static void reset(Victim victim, Random random) throws Exception {
    SiteJob job = victim.job();
    job.awaitCheckpoint();
    victim
        .ledger()
        .startOver(
            () -> {
              Patience.insist("reset the fences", () -> reset(job));
              Victim.linger(random, SOON, LATE);
              if (random.nextBoolean()) {
                job.goOn(job.abandon()); // by mistake, and in vain
                Victim.linger(random, SOON, LATE);
              }
              job.cancel();
              Patience.insist("empty the views", () -> emptyViews(victim.site().redis()));
            });
    job.goOn(Optional.empty());
  }

  private static void reset(SiteJob job) {
    try (RedisFences fences = job.fences()) {
      fences.reset();
    }
  }

  /** Redis writes each command to the disk before it answers, but many in one go. */
  private static void emptyViews(SiteRedis redis) {
    for (RedisServer master : redis.masters()) {
      RedisClient client = master.client();
      Set<String> keys = client.keys("*");
      try (AbstractPipeline pipeline = client.pipelined()) {
        keys.stream().filter(key -> !StandingFences.isOne(key)).forEach(pipeline::unlink);
      }
    }
  }
}
