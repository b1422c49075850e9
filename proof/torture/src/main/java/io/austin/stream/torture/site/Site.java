package io.austin.stream.torture.site;

import io.austin.stream.proof.JobJar;
import io.austin.stream.proof.Probe;
import io.austin.stream.test.cluster.FlinkCluster;
import io.austin.stream.test.fault.TcpProxy;
import io.austin.stream.test.server.FreePort;
import io.austin.stream.test.server.KafkaServer;
import io.austin.stream.test.server.Opened;
import io.austin.stream.test.server.RedisExecutable;
import java.nio.file.Path;

/**
 * The platform that is tortured: Kafka, Redis and a Flink of one JobManager and two TaskManagers,
 * each a process of its own; the job reaches Kafka and Redis through proxies, the checks do not.
 */
public final class Site implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final int TASK_MANAGERS = 2;

  /** Two jobs at the largest parallelism fit, and one of them on one TaskManager. */
  private static final int SLOTS = 4;

  private final Opened opened;
  private final TcpProxy kafkaProxy;
  private final KafkaServer kafka;
  private final SiteRedis redis;
  private final FlinkCluster flink;

  /** Starts everything, with its data and logs in an empty directory. */
  public static Site start(Path directory) {
    return Opened.whole(
        opened -> new Site(directory, opened, OneRedis.start(directory.resolve("redis"))));
  }

  /** The same with a Redis Cluster of this program. */
  public static Site withCluster(Path directory, RedisExecutable executable) {
    return Opened.whole(opened -> new Site(directory, opened, ClusterRedis.start(executable)));
  }

  private Site(Path directory, Opened opened, SiteRedis redis) {
    this.opened = opened;
    this.redis = opened.add(redis);
    int kafkaPort = FreePort.next();
    kafkaProxy = opened.add(TcpProxy.to(HOST, kafkaPort));
    kafka =
        opened.add(
            KafkaServer.builder()
                .port(kafkaPort)
                .advertisedPort(kafkaProxy.port())
                .dataDirectory(directory.resolve("kafka"))
                .start());
    flink =
        opened.add(
            FlinkCluster.in(directory.resolve("flink"))
                .taskManagers(TASK_MANAGERS)
                .slots(SLOTS)
                .without(JobJar::replaces)
                .start());
  }

  /** The broker, which keeps its data over a kill. */
  public KafkaServer kafka() {
    return kafka;
  }

  /** What stands between the job and the broker. */
  public TcpProxy kafkaProxy() {
    return kafkaProxy;
  }

  /** What the job writes to. */
  public SiteRedis redis() {
    return redis;
  }

  /** That, where it is one Redis. */
  public OneRedis oneRedis() {
    return (OneRedis) redis;
  }

  /** That, where it is a Redis Cluster. */
  public ClusterRedis redisCluster() {
    return (ClusterRedis) redis;
  }

  /** Writes a probe to a round's topic; returns when Kafka has it. */
  public Probe probe(Topics topics) {
    return Probe.send(
        kafka, key -> redis.holding(key).client().exists(key), topics.events(), Topics.PARTITIONS);
  }

  /** The cluster. */
  public FlinkCluster flink() {
    return flink;
  }

  /** What the job said in its logs so far. */
  public JobLogs jobLogs() {
    return new JobLogs(flink.logs());
  }

  @Override
  public void close() {
    opened.close();
  }
}
