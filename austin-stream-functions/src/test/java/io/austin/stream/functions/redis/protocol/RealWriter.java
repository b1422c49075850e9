package io.austin.stream.functions.redis.protocol;

import io.austin.stream.functions.redis.batch.Batch;
import io.austin.stream.functions.redis.batch.MultiExec;
import io.austin.stream.functions.redis.batch.PartitionId;
import io.austin.stream.functions.redis.batch.PartitionProgress;
import io.austin.stream.functions.redis.batch.Trail;
import io.austin.stream.functions.redis.protocol.ModelWriter.Commit;
import io.austin.stream.functions.redis.protocol.ModelWriter.Memory;
import io.austin.stream.functions.redis.views.Expiry;
import io.austin.stream.functions.redis.views.ViewWriter;
import io.austin.stream.functions.redis.wire.RedisKey;
import io.austin.stream.functions.redis.wire.RespBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The writer's own objects, made to stand as they would in a state of the walk. So it is the code
 * of production that skips what is replayed, chooses the fences, judges them and keeps the doubt.
 */
final class RealWriter {
  private static final Expiry SOON = Expiry.after(Duration.ofDays(1));
  private static final int SMALL = 256;

  /** An entry of one byte as a word of the Redis protocol. */
  private static final String ENTRY = "$1\r\nx\r\n";

  private static final List<String> KEYS =
      IntStream.range(0, TinyTopic.KEYS).mapToObj(RealWriter::keyIn).toList();

  private final TinyTopic topic;
  private final boolean skipReplayed;
  private final int buckets;
  private final Claim claim;
  private final Memory memory;
  private final List<PartitionProgress> partitions = new ArrayList<>();
  private final Batch batch;

  RealWriter(TinyTopic topic, boolean skipReplayed, ModelWriter writer) {
    this.topic = topic;
    this.skipReplayed = skipReplayed;
    this.buckets = writer.buckets();
    this.claim = writer.claim();
    this.memory = writer.memory();
    this.batch = new Batch(buckets);
    for (int partition = 0; partition < TinyTopic.PARTITIONS; partition++) {
      partitions.add(progress(partition));
    }
    topic.places(writer.intake().batch()).forEach(this::add);
  }

  /** A key in the bucket of its own number. */
  static String keyIn(int number) {
    return Stream.iterate(0, i -> i + 1)
        .map(i -> "key" + i)
        .filter(key -> RedisKey.of(key).bucket(TinyTopic.BUCKETS) == number)
        .findFirst()
        .orElseThrow();
  }

  private PartitionProgress progress(int partition) {
    long[] found = memory.found().of(partition, buckets);
    PartitionProgress progress =
        new PartitionProgress(
            new PartitionId("topic", partition), "p", skipReplayed ? found : new long[buckets]);
    for (int bucket = 0; bucket < buckets; bucket++) {
      progress.committed(bucket, memory.written().at(partition, bucket));
    }
    return progress;
  }

  private void add(int place) {
    TinyTopic.Event event = topic.events().get(place);
    PartitionProgress partition = partitions.get(event.partition());
    ViewWriter writes = batch.add(partition, event.offset(), 0);
    for (int key = 0; key < TinyTopic.KEYS; key++) {
      if (event.reaches(key)) {
        int write = Integer.numberOfTrailingZeros(ModelRedis.write(place, key));
        writes.push(KEYS.get(key), new byte[] {(byte) write}, SOON);
      }
    }
  }

  /** The commit of the first bucket from this one on that there is something to commit of. */
  Commit commitFrom(int bucket) {
    return batch.buckets().stream()
        .filter(writes -> writes.bucket() >= bucket && !writes.isEmpty())
        .findFirst()
        .map(writes -> Commit.of(writes.bucket()))
        .orElse(Commit.NONE);
  }

  /** The buckets that there is something to commit of, as a bit mask. */
  int sections() {
    return batch.buckets().stream()
        .filter(writes -> !writes.isEmpty())
        .mapToInt(writes -> 1 << writes.bucket())
        .sum();
  }

  /** The fences of the bucket that is being committed. */
  FenceUpdate fences(Commit commit) {
    FenceUpdate fences = new FenceUpdate(List.of(batch.bucket(commit.bucket())));
    if (commit.inDoubt()) {
      fences.sent();
    }
    return fences;
  }

  /** The transaction of the bucket that is being committed. */
  Exec exec(Commit commit) {
    FenceUpdate fences = fences(commit);
    int watched = 0;
    FenceGrid expected = FenceGrid.NONE;
    FenceGrid targets = FenceGrid.NONE;
    for (int i = 0; i < fences.size(); i++) {
      int partition = fences.partition(i).partition();
      watched |= 1 << partition;
      expected = expected.with(partition, commit.bucket(), fences.expected(i));
      targets = targets.with(partition, commit.bucket(), fences.target(i));
    }
    return new Exec(
        Role.DEAD,
        commit.bucket(),
        writes(commit.bucket()),
        watched,
        expected,
        targets,
        claim.incarnation());
  }

  /** What those fences are in Redis. */
  static long[] found(FenceUpdate fences, int bucket, FenceGrid redis) {
    long[] found = new long[fences.size()];
    Arrays.setAll(found, i -> redis.at(fences.partition(i).partition(), bucket));
    return found;
  }

  private int writes(int bucket) {
    return batch.bucket(bucket).trails().stream()
        .mapToInt(RealWriter::writes)
        .reduce(0, (all, write) -> all | write);
  }

  /** Its push ends with its entries, a word of one byte for each write. */
  private static int writes(Trail trail) {
    RespBuffer out = new RespBuffer(SMALL);
    trail.queueIn(MultiExec.in(out));
    int writes = 0;
    for (int i = 1; i <= trail.size(); i++) {
      writes |= 1 << out.bytes()[out.length() - i * ENTRY.length() + ENTRY.indexOf('x')];
    }
    return writes;
  }

  /** What the writer knows once the bucket's fences are committed. */
  Memory committed(FenceUpdate fences) {
    fences.committed();
    FenceGrid written = memory.written();
    for (PartitionProgress partition : partitions) {
      written = written.with(partition.id().partition(), partition.written());
    }
    return memory.write(written);
  }

  /** What a checkpoint remembers behind these events. */
  FenceGrid writtenSoFar(int delivered) {
    FenceGrid fences = memory.known();
    for (int partition = 0; partition < TinyTopic.PARTITIONS; partition++) {
      if (memory.hasMet(partition)) {
        PartitionProgress progress = progress(partition);
        advance(progress, topic, delivered);
        fences = fences.with(partition, progress.writtenSoFar());
      }
    }
    return fences;
  }

  /** How far a partition has come, to be put down while it is at rest. */
  long soFar(int partition, int delivered) {
    PartitionProgress progress = progress(partition);
    advance(progress, topic, delivered);
    return progress.soFar();
  }

  /** Whether the writer takes a record after others. */
  static boolean takes(TinyTopic topic, int delivered, int place) {
    TinyTopic.Event event = topic.events().get(place);
    PartitionId id = new PartitionId("topic", event.partition());
    PartitionProgress progress = new PartitionProgress(id, "p", new long[TinyTopic.BUCKETS]);
    try {
      advance(progress, topic, delivered);
      progress.advance(event.offset());
      return true;
    } catch (IllegalStateException reordered) {
      return false;
    }
  }

  private static void advance(PartitionProgress progress, TinyTopic topic, int delivered) {
    topic
        .places(delivered)
        .mapToObj(topic.events()::get)
        .filter(event -> event.partition() == progress.id().partition())
        .forEach(event -> progress.advance(event.offset()));
  }
}
