package io.austin.stream.functions.redis.wire;

import io.austin.stream.common.AnchorInfo;
import io.austin.stream.functions.redis.wire.CoalescedBatch.Bucket;
import io.austin.stream.functions.redis.wire.CoalescedBatch.Kind;
import io.austin.stream.functions.redis.wire.CoalescedBatch.Write;
import io.austin.stream.test.event.EventGenerator;
import io.austin.stream.test.event.Workload;
import io.austin.stream.test.server.RedisServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import redis.clients.jedis.Protocol;

/**
 * What a commit costs Redis' main thread per key, as a transaction and as a script, on one server
 * and on a node of a Redis Cluster, where a bucket is a slot. Prints a table.
 */
public final class CommitProtocolBenchmark {
  private static final int EVENTS = 100_000;
  private static final int RUNS = 3;
  private static final int KEYS_TOGETHER = 128;
  private static final int CONNECTIONS = 2;
  private static final int MAX_ENTRIES = 1_000;
  private static final long THREE_DAYS = 259_200_000;
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final String FENCE = "Austin:Stream:Fence:austinLogGroup:";
  private static final String TOPIC = "kT7VtKkvQ0-1mZx8g5mXyA:";

  private enum Way {
    /** Neither fence nor transaction: the least that there is to do. */
    PLAIN,
    /** {@code WATCH}, {@code MULTI}, {@code EXEC}; in a cluster one for each slot. */
    TRANSACTION,
    /** A script for several buckets, each fence a key. */
    SCRIPT,
    /** A script for several buckets, a bucket's fences one hash. */
    SCRIPT_AND_HASH
  }

  private final boolean cluster;
  private final Way way;
  private final long endOfDay =
      LocalDate.now(ZONE).plusDays(1).atStartOfDay(ZONE).toInstant().toEpochMilli();
  private final Map<String, Long> written = new HashMap<>();
  private String script = "";

  private CommitProtocolBenchmark(boolean cluster, Way way) {
    this.cluster = cluster;
    this.way = way;
  }

  /** Measures everything in turns. */
  public static void main(String[] args) throws Exception {
    System.out.printf("workload  buckets  keys/bucket  us of Redis per key, %d runs%n", RUNS);
    for (Workload workload : List.of(Workload.MIXED, Workload.SINGLE)) {
      EventGenerator generator = EventGenerator.seeded(1, workload, Clock.system(ZONE));
      List<AnchorInfo> events = Stream.generate(generator::next).limit(EVENTS).toList();
      for (int buckets : new int[] {128, 16_384}) {
        List<CoalescedBatch> batches = CoalescedBatch.of(events, buckets);
        Map<Way, List<String>> figures = new HashMap<>();
        for (int run = 0; run < RUNS; run++) {
          for (Way way : Way.values()) {
            double micros = new CommitProtocolBenchmark(buckets > 128, way).run(batches);
            figures.computeIfAbsent(way, key -> new ArrayList<>()).add("%.1f".formatted(micros));
          }
        }
        long inBuckets = batches.stream().mapToLong(batch -> batch.buckets().size()).sum();
        double keys = batches.stream().mapToLong(CoalescedBatch::keys).sum();
        for (Way way : Way.values()) {
          System.out.printf(
              "%-9s %7d %12.1f  %-16s %s%n",
              workload, buckets, keys / inBuckets, way, String.join(" ", figures.get(way)));
        }
      }
    }
  }

  /** Microseconds of Redis' main thread per key, over the second half of the batches. */
  private double run(List<CoalescedBatch> batches) throws Exception {
    try (RedisServer server = start()) {
      script = server.client().scriptLoad(Files.readString(scriptFile()));
      List<Socket> sockets = new ArrayList<>();
      List<RespReader> readers = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        sockets.add(new Socket("127.0.0.1", server.port()));
        readers.add(new RespReader(sockets.get(i).getInputStream()));
      }
      long before = 0;
      long keys = 0;
      for (int i = 0; i < batches.size(); i++) {
        if (i == batches.size() / 2) {
          before = nanosOnCpu(server.pid());
          keys = 0;
        }
        keys += batches.get(i).keys();
        send(encode(batches.get(i)), sockets, readers);
      }
      double nanos = nanosOnCpu(server.pid()) - before;
      for (Socket socket : sockets) {
        socket.close();
      }
      return nanos / 1_000 / keys;
    }
  }

  private static Path scriptFile() throws Exception {
    return Path.of(CommitProtocolBenchmark.class.getResource("commit-benchmark.lua").toURI());
  }

  private RedisServer start() throws InterruptedException {
    if (!cluster) {
      return RedisServer.start();
    }
    RedisServer node = RedisServer.builder().setting("cluster-enabled", "yes").port(21_007).start();
    node.client()
        .sendCommand(
            Protocol.Command.CLUSTER,
            Stream.concat(
                    Stream.of("ADDSLOTS"), IntStream.range(0, 16_384).mapToObj(Integer::toString))
                .toArray(String[]::new));
    while (!node.client().info("cluster").contains("cluster_enabled:1")
        || !Reply.text(node.client().sendCommand(Protocol.Command.CLUSTER, "INFO"))
            .contains("cluster_state:ok")) {
      Thread.sleep(20);
    }
    return node;
  }

  /** What the kernel counts for the thread that has the process's own number. */
  private static long nanosOnCpu(long pid) throws IOException {
    Path counts = Path.of("/proc/%d/task/%d/schedstat".formatted(pid, pid));
    return Long.parseLong(Files.readString(counts).split(" ")[0]);
  }

  /** One piece at a time is under way over each connection. */
  private static void send(List<Words> pieces, List<Socket> sockets, List<RespReader> readers)
      throws IOException {
    for (int i = 0; i < pieces.size() + CONNECTIONS; i++) {
      if (i >= CONNECTIONS) {
        receive(readers.get(i % CONNECTIONS), pieces.get(i - CONNECTIONS).commands);
      }
      if (i < pieces.size()) {
        sockets.get(i % CONNECTIONS).getOutputStream().write(pieces.get(i).bytes());
      }
    }
  }

  private static void receive(RespReader reader, int replies) throws IOException {
    for (int i = 0; i < replies; i++) {
      Object reply = Reply.value(reader.read());
      if (reply instanceof List<?> sections && sections.size() > 1) {
        sections.stream()
            .filter(List.class::isInstance)
            .findFirst()
            .ifPresent(CommitProtocolBenchmark::fail);
      }
    }
  }

  private static void fail(Object section) {
    throw new IllegalStateException(
        ((List<?>) section).stream().map(Reply::text).toList().toString());
  }

  private List<Words> encode(CoalescedBatch batch) {
    int keys = cluster && way == Way.TRANSACTION ? 0 : KEYS_TOGETHER;
    List<Words> pieces = new ArrayList<>();
    for (List<Bucket> together : batch.together(keys)) {
      Words piece = new Words();
      switch (way) {
        case PLAIN -> together.forEach(bucket -> writes(bucket, piece));
        case TRANSACTION -> transaction(together, pieces, piece);
        case SCRIPT, SCRIPT_AND_HASH -> script(together, piece);
      }
      pieces.add(piece);
    }
    return pieces;
  }

  private void writes(Bucket bucket, Words out) {
    for (Write write : bucket.writes.values()) {
      if (write.kind == Kind.INCREMENT) {
        write.sums.forEach((field, by) -> out.command("HINCRBY", write.key, field, by));
      } else {
        out.word("LPUSH").word(write.key);
        write.entries.forEach(out::word);
        out.end();
      }
      if (write.kind == Kind.PUSH_UNTIL) {
        out.command("PEXPIREAT", write.key, endOfDay);
      } else if (write.kind != Kind.PUSH_KNOWN) {
        out.command("PEXPIRE", write.key, THREE_DAYS);
      }
    }
  }

  /** The question for its fences goes with the transaction before it on the connection. */
  private void transaction(List<Bucket> together, List<Words> before, Words out) {
    int questions = before.size() - CONNECTIONS;
    Words question = questions < 0 ? out : before.get(questions);
    for (String command : List.of("WATCH", "MGET")) {
      question.word(command);
      together.forEach(bucket -> fences(bucket).forEach((fence, next) -> question.word(fence)));
      question.end();
    }
    out.command("MULTI");
    together.forEach(bucket -> writes(bucket, out));
    out.word("MSET");
    together.forEach(bucket -> fences(bucket).forEach((fence, next) -> out.word(fence).word(next)));
    out.end();
    out.command("EXEC");
  }

  private Map<String, Long> fences(Bucket bucket) {
    Map<String, Long> fences = new HashMap<>();
    bucket.next.forEach(
        (partition, next) -> fences.put(FENCE + TOPIC + partition + ":" + tag(bucket), next));
    return fences;
  }

  private String tag(Bucket bucket) {
    return cluster ? HashTags.of(bucket.number) : Integer.toString(bucket.number);
  }

  /** On one server all buckets are one section, since they need not be told apart. */
  private void script(List<Bucket> together, Words out) {
    boolean hash = way == Way.SCRIPT_AND_HASH;
    boolean apart = cluster || hash;
    out.word("EVALSHA").word(script).word(0L).word(hash ? 1L : 0L).word((long) MAX_ENTRIES);
    out.word(apart ? together.size() : 1L);
    List<List<Bucket>> sections =
        apart ? together.stream().map(List::of).toList() : List.of(together);
    sections.forEach(section -> section(section, hash, out));
    out.end();
  }

  private void section(List<Bucket> section, boolean hash, Words out) {
    List<Write> writes = section.stream().flatMap(it -> it.writes.values().stream()).toList();
    Map<String, Long> fences = new HashMap<>();
    section.forEach(bucket -> fences.putAll(fences(bucket)));
    ByteArrayOutputStream plan = new ByteArrayOutputStream();
    plan.write(fences.size() >> 8);
    plan.write(fences.size());
    plan.write(writes.size() >> 8);
    plan.write(writes.size());
    for (Write write : writes) {
      int arguments = write.entries.size() + 2 * write.sums.size();
      plan.write(write.kind.ordinal());
      plan.write(arguments >> 8);
      plan.write(arguments);
    }
    out.word(plan.toByteArray());
    if (hash) {
      out.word(FENCE + tag(section.get(0)));
    }
    fences.forEach((fence, next) -> out.word(hash ? field(fence) : fence).word(next));
    fences.forEach(
        (fence, next) -> {
          Long expected = written.put(fence, next);
          out.word(expected == null ? "" : expected.toString());
        });
    for (Write write : writes) {
      out.word(write.key);
      write.entries.forEach(out::word);
      write.sums.forEach((field, by) -> out.word(field).word(by));
      boolean moment = write.kind == Kind.PUSH_KNOWN || write.kind == Kind.PUSH_UNTIL;
      out.word(moment ? endOfDay : THREE_DAYS);
    }
  }

  private static String field(String fence) {
    return fence.substring(FENCE.length(), fence.lastIndexOf(':'));
  }

  /** Commands as they are sent. */
  private static final class Words {
    private final ByteArrayOutputStream all = new ByteArrayOutputStream();
    private final ByteArrayOutputStream command = new ByteArrayOutputStream();
    private int words;
    private int commands;

    void command(Object... words) {
      for (Object word : words) {
        word(word.toString());
      }
      end();
    }

    Words word(long number) {
      return word(Long.toString(number));
    }

    Words word(String word) {
      return word(word.getBytes(StandardCharsets.UTF_8));
    }

    Words word(byte[] word) {
      command.writeBytes(("$" + word.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
      command.writeBytes(word);
      command.write('\r');
      command.write('\n');
      words++;
      return this;
    }

    void end() {
      all.writeBytes(("*" + words + "\r\n").getBytes(StandardCharsets.US_ASCII));
      all.writeBytes(command.toByteArray());
      command.reset();
      words = 0;
      commands++;
    }

    byte[] bytes() {
      return all.toByteArray();
    }
  }
}
