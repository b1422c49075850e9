package io.austin.stream.functions.redis.wire;

import io.austin.stream.common.AnchorInfo;
import io.austin.stream.common.SimpleAnchorInfo;
import io.austin.stream.common.SimpleAnchorInfoCodec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a batch of events writes, bucket by bucket, for {@link CommitProtocolBenchmark}. */
final class CoalescedBatch {
  static final int PARTITIONS = 4;

  /** A producer's batches go to one partition each. */
  private static final int IN_A_ROW = 100;

  private final int buckets;
  private final Map<Integer, Bucket> byNumber = new TreeMap<>();
  private int events;
  private long bytes;

  private CoalescedBatch(int buckets) {
    this.buckets = buckets;
  }

  /** Batches as the writer makes them while it works off a backlog. */
  static List<CoalescedBatch> of(List<AnchorInfo> events, int buckets) {
    List<CoalescedBatch> batches = new ArrayList<>();
    Set<String> known = new HashSet<>();
    long[] offsets = new long[PARTITIONS];
    CoalescedBatch open = new CoalescedBatch(buckets);
    for (int i = 0; i < events.size(); i++) {
      int partition = i / IN_A_ROW % PARTITIONS;
      open.add(events.get(i), partition, ++offsets[partition], known);
      if (open.events == 20_000 || open.bytes > 8 << 20 || i == events.size() - 1) {
        open.buckets().forEach(bucket -> known.addAll(bucket.writes.keySet()));
        batches.add(open);
        open = new CoalescedBatch(buckets);
      }
    }
    return batches;
  }

  private void add(AnchorInfo event, int partition, long next, Set<String> known) {
    events++;
    byte[] entry = SimpleAnchorInfoCodec.write(SimpleAnchorInfo.forMessageTrail(event));
    String trail = "Austin:MessageId:" + event.getMessageId();
    add(new Write(trail, Kind.PUSH_FOR), partition, next).entries.add(entry);
    bytes += trail.length() + entry.length;
    byte[] longer = SimpleAnchorInfoCodec.write(SimpleAnchorInfo.forReceiverTrail(event));
    for (String receiver : event.getIds()) {
      Kind kind = known.contains(receiver) ? Kind.PUSH_KNOWN : Kind.PUSH_UNTIL;
      add(new Write(receiver, kind), partition, next).entries.add(longer);
      bytes += receiver.length() + longer.length;
    }
    add(new Write(Long.toString(event.getBusinessId()), Kind.INCREMENT), partition, next)
        .sums
        .merge(Integer.toString(event.getState()), (long) event.getIds().size(), Long::sum);
  }

  private Write add(Write write, int partition, long next) {
    int number = RedisKey.of(write.key).bucket(buckets);
    Bucket bucket = byNumber.computeIfAbsent(number, Bucket::new);
    bucket.next.put(partition, next);
    return bucket.writes.computeIfAbsent(write.key, key -> write);
  }

  Collection<Bucket> buckets() {
    return byNumber.values();
  }

  long keys() {
    return buckets().stream().mapToLong(bucket -> bucket.writes.size()).sum();
  }

  /** The buckets that share a commit: up to so many keys. */
  List<List<Bucket>> together(int keys) {
    List<List<Bucket>> together = new ArrayList<>();
    int room = 0;
    for (Bucket bucket : buckets()) {
      if (together.isEmpty() || bucket.writes.size() > room) {
        together.add(new ArrayList<>());
        room = keys;
      }
      together.get(together.size() - 1).add(bucket);
      room -= bucket.writes.size();
    }
    return together;
  }

  /** What is written to one bucket, and by partition the offset behind the last event of it. */
  static final class Bucket {
    final int number;
    final Map<Integer, Long> next = new TreeMap<>();
    final Map<String, Write> writes = new LinkedHashMap<>();

    Bucket(int number) {
      this.number = number;
    }
  }

  /** What is done to a key, as the script counts it. */
  enum Kind {
    NONE,
    PUSH_KNOWN,
    PUSH_UNTIL,
    PUSH_FOR,
    INCREMENT
  }

  /** What is written to one key. */
  static final class Write {
    final String key;
    final Kind kind;
    final List<byte[]> entries = new ArrayList<>();
    final Map<String, Long> sums = new LinkedHashMap<>();

    Write(String key, Kind kind) {
      this.key = key;
      this.kind = kind;
    }
  }
}
