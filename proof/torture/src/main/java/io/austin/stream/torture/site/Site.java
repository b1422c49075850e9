package io.austin.stream.torture.site;

import io.austin.stream.proof.JobJar;
import io.austin.stream.proof.Patience;
import io.austin.stream.proof.Probe;
import io.austin.stream.test.cluster.FlinkCluster;
import io.austin.stream.test.fault.TcpProxy;
import io.austin.stream.test.server.FreePort;
import io.austin.stream.test.server.KafkaServer;
import io.austin.stream.test.server.Opened;
import io.austin.stream.test.server.RedisServer;
import java.nio.file.Path;
import redis.clients.jedis.Protocol.Command;

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
  private final RedisServer redis;
  private final TcpProxy redisProxy;
  private final AppendOnlyFile appendOnlyFile;
  private final FlinkCluster flink;

  /** Starts everything, with its data and logs in an empty directory. */
  public static Site start(Path directory) {
    return Opened.whole(opened -> new Site(directory, opened));
  }

  private Site(Path directory, Opened opened) {
    this.opened = opened;
    int kafkaPort = FreePort.next();
    Path redisDirectory = directory.resolve("redis");
    kafkaProxy = opened.add(TcpProxy.to(HOST, kafkaPort));
    kafka =
        opened.add(
            KafkaServer.builder()
                .port(kafkaPort)
                .advertisedPort(kafkaProxy.port())
                .dataDirectory(directory.resolve("kafka"))
                .start());
    redis =
        opened.add(
            RedisServer.builder()
                .appendOnly()
                .setting("appendfsync", "always")
                // A rewritten file cannot be cut to an older length.
                .setting("auto-aof-rewrite-percentage", "0")
                .dataDirectory(redisDirectory)
                .start());
    redisProxy = opened.add(TcpProxy.to(HOST, redis.port()));
    appendOnlyFile = new AppendOnlyFile(redisDirectory);
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

  /** Redis, which keeps every acknowledged write over a kill. */
  public RedisServer redis() {
    return redis;
  }

  /** Empties Redis, its append-only file too: a restart reads all of that. */
  public void emptyRedis() {
    redis.flushAll();
    redis.client().sendCommand(Command.BGREWRITEAOF);
    Patience.until(
        "Redis has rewritten its append-only file",
        () -> redis.client().info("persistence").contains("aof_rewrite_in_progress:0"));
  }

  /** Writes a probe to a round's topic; returns when Kafka has it. */
  public Probe probe(Topics topics) {
    return Probe.send(kafka, redis, topics.events(), Topics.PARTITIONS);
  }

  /** What stands between the job and Redis. */
  public TcpProxy redisProxy() {
    return redisProxy;
  }

  /** What Redis keeps its writes in. */
  public AppendOnlyFile appendOnlyFile() {
    return appendOnlyFile;
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
