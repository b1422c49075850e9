package io.austin.stream.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.austin.stream.test.server.Certificates;
import io.austin.stream.test.server.RedisSentinels;
import io.austin.stream.test.server.RedisServer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.core.execution.JobClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Protocol.Command;

/**
 * The master is killed while the job writes, and Sentinels make its replica the master: the job
 * goes on there, and what the replica had not received is written again from Kafka.
 */
class SentinelFailoverIT extends RunningJobIT {
  private static final long SEED = 6;
  private static final String FENCES = "Austin:Stream:Fence:austinLogGroup:*:*:*";

  @Test
  void theJobGoesOnAtTheNewMaster(@TempDir Path data) throws Exception {
    try (RedisSentinels redis = RedisSentinels.start()) {
      failOver(redis, Map.of("redis.uri", redis.uri()), false, data);
    }
  }

  @Test
  void overTlsAsAnAclUserAtAReplicaThatLags(@TempDir Path data) throws Exception {
    Certificates certificates = Certificates.in(data);
    try (RedisSentinels redis = RedisSentinels.startSecured(certificates, userWith("+role"))) {
      String uri = redis.uri().replace("://", "://" + LOGIN + "@");
      String authority = certificates.authority().toString();
      failOver(redis, Map.of("redis.uri", uri, "redis.tls.ca", authority), true, data);
    }
  }

  private static void failOver(
      RedisSentinels redis, Map<String, String> address, boolean lagging, Path data)
      throws Exception {
    Map<String, String> options = new HashMap<>(address);
    options.put("redis.sentinel.password", RedisSentinels.PASSWORD);
    options.put("parallelism", "2");
    JobClient job;
    try (Traffic traffic = Traffic.start(kafka.server(), TOPIC, PARTITIONS, SEED, ZONE)) {
      job = start(options, null);
      awaitCommitted(2_000);
      if (lagging) {
        cutOff(redis.replica());
        awaitCommittedFromNow(4_000);
        assertThat(fences(redis.replica())).isLessThan(fences(redis.master()));
      }
      redis.master().kill();
      await().atMost(PATIENCE).until(redis::isFailedOver);
      awaitCommitted(committed() + 4_000);
    }
    awaitEverythingCommitted();
    stop(job, data);
    assertHoldsWhatTheModelSays(redis.replica().client());
  }

  /** Leaves the replica with what it has: its master is where nobody listens. */
  private static void cutOff(RedisServer replica) {
    replica.client().sendCommand(Command.REPLICAOF, "127.0.0.1", "1");
  }

  /** How far the job has come there, summed over its fences. */
  private static long fences(RedisServer server) {
    return server.client().keys(FENCES).stream()
        .mapToLong(key -> Long.parseLong(server.client().get(key)))
        .sum();
  }
}
