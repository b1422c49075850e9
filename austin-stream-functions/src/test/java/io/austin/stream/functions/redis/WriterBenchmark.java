package io.austin.stream.functions.redis;

import io.austin.stream.test.event.EventGenerator;
import io.austin.stream.test.event.Workload;
import io.austin.stream.test.server.RedisCluster;
import io.austin.stream.test.server.RedisExecutable;
import io.austin.stream.test.server.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;

/**
 * What the writer makes of a backlog, and what that costs Redis' main threads, against one server
 * and against the three masters of a Redis Cluster, in turns. Nothing but the writer and Redis is
 * at work. Arguments: events, runs, and the sizes of batches to try in the cluster.
 */
public final class WriterBenchmark {
  private static final int EVENTS = Integer.getInteger("events", 200_000);
  private static final int RUNS = Integer.getInteger("runs", 2);
  private static final List<Integer> BATCHES = List.of(20_000, 60_000);
  private static final int PARTITIONS = 4;
  private static final int IN_A_ROW = 500;
  private static final int MASTERS = 3;
  private static final int BYTES_OF_AN_EVENT = 420;

  private WriterBenchmark() {}

  /** Prints a line for each run. */
  public static void main(String[] args) throws Exception {
    RedisExecutable redis = RedisExecutable.installed().orElseGet(RedisExecutable::standard);
    System.out.println(redis);
    for (Workload workload : List.of(Workload.SINGLE, Workload.MIXED)) {
      EventLog log = new EventLog(PARTITIONS);
      EventGenerator generator = EventGenerator.seeded(1, workload, Clock.system(EventLog.ZONE));
      for (int i = 0; i < EVENTS; i++) {
        log.append(i / IN_A_ROW % PARTITIONS, generator.next());
      }
      for (int run = 0; run < RUNS; run++) {
        try (RedisServer one = RedisServer.builder().executable(redis).start()) {
          measure(workload + " one server", log, to(one.uri(), 20_000), List.of(one));
        }
        for (int batch : BATCHES) {
          try (RedisCluster cluster = RedisCluster.start(redis)) {
            List<RedisServer> masters = List.of(cluster.node(0), cluster.node(1), cluster.node(2));
            cluster.node(MASTERS).kill();
            String subject = "%s cluster, batches of %,d".formatted(workload, batch);
            measure(subject, log, to(cluster.uri(), batch), masters);
          }
        }
      }
    }
  }

  private static RedisPipelineOptions to(String uri, int batch) {
    return RedisPipelineOptions.to(uri, "group")
        .withZone(EventLog.ZONE)
        .withMaxBatchEvents(batch)
        .withMaxBatchBytes(Math.max(8 << 20, batch * BYTES_OF_AN_EVENT));
  }

  private static void measure(
      String subject, EventLog log, RedisPipelineOptions options, List<RedisServer> servers)
      throws Exception {
    RecordedMetrics metrics = new RecordedMetrics();
    try (RedisPipelineWriter writer =
        RedisPipelineWriter.open(
            options, null, List.of(), null, Clock.system(EventLog.ZONE), metrics)) {
      int warm = log.size() / 4;
      log.write(writer, 0, warm);
      Neighbour neighbour = new Neighbour(servers.get(0));
      long calls = metrics.transactions.get();
      long cpu = nanosOnCpu(servers);
      long start = System.nanoTime();
      log.write(writer, warm, log.size());
      double seconds = (System.nanoTime() - start) / 1e9;
      int events = log.size() - warm;
      System.out.printf(
          "%-32s %,9.0f events/s  %6.2f us of Redis per event  %5.2f commits per 1,000 events"
              + "  PING 99 %% %.1f ms%n",
          subject,
          events / seconds,
          (nanosOnCpu(servers) - cpu) / 1e3 / events,
          1e3 * (metrics.transactions.get() - calls) / events,
          neighbour.stop());
    }
  }

  /** What the kernel counts for the threads that have the processes' own numbers. */
  private static long nanosOnCpu(List<RedisServer> servers) throws IOException {
    long nanos = 0;
    for (RedisServer server : servers) {
      Path counts = Path.of("/proc/%d/task/%d/schedstat".formatted(server.pid(), server.pid()));
      nanos += Long.parseLong(Files.readString(counts).split(" ")[0]);
    }
    return nanos;
  }

  /** Somebody else who uses Redis. */
  private static final class Neighbour {
    private final List<Long> waits = new ArrayList<>();
    private final Thread thread;
    private volatile boolean stopped;

    Neighbour(RedisServer server) {
      thread = new Thread(() -> ask(server));
      thread.start();
    }

    private void ask(RedisServer server) {
      try (Jedis jedis = new Jedis("127.0.0.1", server.port())) {
        while (!stopped) {
          long asked = System.nanoTime();
          jedis.sendCommand(Protocol.Command.PING);
          waits.add(System.nanoTime() - asked);
          Thread.sleep(2);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    /** What 99 % waited at most, in milliseconds. */
    double stop() throws InterruptedException {
      stopped = true;
      thread.join();
      Collections.sort(waits);
      return waits.get(waits.size() * 99 / 100) / 1e6;
    }
  }
}
