package io.austin.stream.functions.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Commits batches, transaction by transaction, by the fence protocol, over several connections in
 * turn: while Redis applies what came over some, the next are encoded for the others. Used by one
 * thread at a time.
 */
final class BatchCommitter {
  private final Redis redis;
  private final RedisPipelineOptions options;
  private final FenceKeys keys;
  private final CommitQueue queue;
  private final KnownExpiries expiries;
  private final List<RespBuffer> buffers = new ArrayList<>();
  private List<CommitLane> lanes = List.of();

  BatchCommitter(Redis redis, RedisPipelineOptions options, FenceKeys keys, WriterMetrics metrics) {
    this.redis = redis;
    this.options = options;
    this.keys = keys;
    this.queue = new CommitQueue(options, metrics, redis::progressed);
    this.expiries = new KnownExpiries(options.buckets());
  }

  /**
   * Puts the number of buckets down beside the fences, or checks it against what is there. That
   * happens in a transaction, so that a user who may not use any is refused here: later its writes
   * would be done one by one.
   *
   * @throws RedisPipelineException when the group's fences are for another number
   */
  void claimBuckets() throws RedisPipelineException, InterruptedException {
    long found =
        redis.persistently(
            connections -> {
              RespBuffer out = new RespBuffer();
              RedisChannel channel = connections.holding(keys.buckets());
              out.command(1, Command.MULTI);
              out.command(4, Command.SET).word(keys.buckets()).word(options.buckets()).word("NX");
              out.command(2, Command.MGET).word(keys.buckets());
              out.command(1, Command.EXEC);
              channel.send(out);
              for (int reply = 0; reply < 3; reply++) {
                Reply.value(channel.receive());
              }
              List<?> executed = (List<?>) Reply.value(channel.receive());
              return Reply.numbers(Objects.requireNonNull(executed).get(1))[0];
            });
    if (found != options.buckets()) {
      throw RedisFences.otherBuckets(options, found);
    }
  }

  /** Reads the fences of a partition by bucket; 0 for none. */
  long[] fences(PartitionId partition) throws RedisPipelineException, InterruptedException {
    return redis.persistently(
        connections ->
            connections.mixBuckets()
                ? fencesInOne(partition, connections.to(0))
                : oneByOne(
                    connections,
                    options.buckets(),
                    bucket -> bucket,
                    bucket -> keys.fence(partition, bucket)));
  }

  /** Reads of each partition the one fence that was moved last. */
  long[] latestFences(List<PartitionProgress> partitions)
      throws RedisPipelineException, InterruptedException {
    return redis.persistently(
        connections ->
            oneByOne(
                connections,
                partitions.size(),
                i -> partitions.get(i).latest(),
                i -> keys.fence(partitions.get(i).id(), partitions.get(i).latest())));
  }

  private long[] fencesInOne(PartitionId partition, RedisChannel channel) {
    RespBuffer out = new RespBuffer();
    out.command(options.buckets() + 1, Command.MGET);
    for (int bucket = 0; bucket < options.buckets(); bucket++) {
      out.word(keys.fence(partition, bucket));
    }
    channel.send(out);
    return Reply.numbers(channel.receive());
  }

  /** Each is asked for by itself, but all before the first reply is waited for. */
  private static long[] oneByOne(
      Connections connections, int count, IntUnaryOperator bucket, IntFunction<RedisKey> fence) {
    List<RespBuffer> questions =
        Stream.generate(RespBuffer::new).limit(connections.nodes()).toList();
    for (int i = 0; i < count; i++) {
      questions
          .get(connections.node(bucket.applyAsInt(i)))
          .command(2, Command.MGET)
          .word(fence.apply(i));
    }
    for (int node = 0; node < connections.nodes(); node++) {
      connections.to(node).send(questions.get(node));
    }
    long[] found = new long[count];
    for (int i = 0; i < count; i++) {
      int node = connections.node(bucket.applyAsInt(i));
      found[i] = Reply.numbers(connections.to(node).receive())[0];
    }
    return found;
  }

  /**
   * Commits a batch whole; when it returns, every bucket stands in Redis.
   *
   * @throws AnotherWriterException when a fence was moved by somebody else
   * @throws RedisWentBackException when a fence is behind what this writer wrote
   * @throws RedisPipelineException when Redis stays away or refuses for good
   */
  void commit(Batch batch) throws RedisPipelineException, InterruptedException {
    List<BucketWrites> buckets = batch.buckets();
    buckets.forEach(bucket -> queue.mend(bucket.mendings()));
    for (List<BucketWrites> together : transactions(buckets)) {
      queue.add(new Commit(together, keys, expiries));
    }
    redis.persistently(this::resume);
  }

  /**
   * What is written in one transaction: a bucket, or several that hold little. A small batch would
   * take Redis and this writer longer to begin and end its transactions than to do what is in them.
   */
  private List<List<BucketWrites>> transactions(List<BucketWrites> buckets) {
    List<List<BucketWrites>> transactions = new ArrayList<>();
    List<BucketWrites> last = List.of();
    int room = 0;
    for (BucketWrites bucket : buckets) {
      if (bucket.isEmpty()) {
        continue;
      }
      if (transactions.isEmpty() || bucket.keys() > room) {
        last = new ArrayList<>();
        transactions.add(last);
        room = options.maxTransactionKeys();
      }
      last.add(bucket);
      room -= bucket.keys();
    }
    return transactions;
  }

  /** Goes on with what is not known to be committed. */
  private int resume(Connections connections) throws RedisPipelineException {
    lanes.forEach(CommitLane::abandon);
    queue.startOver(connections);
    lanes = lanes(connections);
    int rounds = 0;
    for (boolean busy = true; busy; rounds++) {
      busy = false;
      for (CommitLane lane : lanes) {
        busy |= lane.step();
      }
    }
    queue.throwIfPutOff();
    return rounds;
  }

  private List<CommitLane> lanes(Connections connections) {
    List<RedisChannel> channels = connections.all();
    while (buffers.size() < channels.size()) {
      buffers.add(new RespBuffer());
    }
    return IntStream.range(0, channels.size())
        .mapToObj(
            i ->
                new CommitLane(
                    queue, connections.nodeOfConnection(i), channels.get(i), buffers.get(i)))
        .toList();
  }
}
