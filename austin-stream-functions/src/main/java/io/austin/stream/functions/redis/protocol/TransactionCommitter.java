package io.austin.stream.functions.redis.protocol;

import io.austin.stream.functions.redis.batch.Batch;
import io.austin.stream.functions.redis.batch.BucketBatch;
import io.austin.stream.functions.redis.batch.KnownExpiries;
import io.austin.stream.functions.redis.batch.PartitionId;
import io.austin.stream.functions.redis.batch.PartitionProgress;
import io.austin.stream.functions.redis.wire.Command;
import io.austin.stream.functions.redis.wire.Connections;
import io.austin.stream.functions.redis.wire.Redis;
import io.austin.stream.functions.redis.wire.RedisChannel;
import io.austin.stream.functions.redis.wire.RedisKey;
import io.austin.stream.functions.redis.wire.RedisPipelineException;
import io.austin.stream.functions.redis.wire.Reply;
import io.austin.stream.functions.redis.wire.RespBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Commits batches to one server, transaction by transaction, over several connections in turn:
 * while Redis applies what came over some, the next are encoded for the others.
 */
final class TransactionCommitter implements Committer {
  private static final int PARTITIONS_A_SCRIPT = 1_000;

  private static final String REST =
      """
      if redis.call('GET', KEYS[1]) == ARGV[1] then
        redis.call('HSET', KEYS[2], unpack(ARGV, 2))
      end
      """;

  private final Redis redis;
  private final CommitOptions options;
  private final FenceKeys keys;
  private final TransactionQueue queue;
  private final KnownExpiries expiries;
  private final List<RespBuffer> buffers = new ArrayList<>();
  private List<TransactionLane> lanes = List.of();

  TransactionCommitter(Redis redis, FenceKeys keys, CommitOptions options, CommitMetrics metrics) {
    this.redis = redis;
    this.options = options;
    this.keys = keys;
    this.queue = new TransactionQueue(options, metrics, redis::progressed);
    this.expiries = new KnownExpiries(options.buckets());
  }

  /**
   * The claim is written in a transaction, so that a user who may not use any is refused here:
   * later its writes would be done one by one.
   */
  @Override
  public String claim(@Nullable String remembered)
      throws RedisPipelineException, InterruptedException {
    String layout = Integer.toString(options.buckets());
    Claim mine = new Claim(layout, remembered == null ? "" : remembered);
    Claim found = redis.persistently(connections -> claim(connections.to(0), mine));
    found.check(layout, remembered, options);
    queue.expect(found);
    return found.incarnation();
  }

  private Claim claim(RedisChannel channel, Claim mine) {
    RespBuffer out = new RespBuffer();
    out.command(2, Command.WATCH).word(keys.buckets());
    out.command(2, Command.MGET).word(keys.buckets());
    channel.send(out);
    Object watched = channel.receive();
    Object read = channel.receive();
    Reply.value(watched);
    Claim found = Claim.of(Reply.text(Reply.list(read).get(0)));
    Claim claim = found.or(mine);
    out.command(1, Command.MULTI);
    if (claim.equals(found)) {
      out.command(2, Command.MGET).word(keys.buckets()); // whoever watches it is not to be refused
    } else {
      out.command(3, Command.SET).word(keys.buckets()).word(claim.toString());
    }
    out.command(1, Command.EXEC);
    channel.send(out);
    for (int reply = 0; reply < 2; reply++) {
      Reply.value(channel.receive());
    }
    if (Reply.value(channel.receive()) == null) {
      throw new JedisDataException("BUSY somebody else puts down how fences are laid out");
    }
    return claim;
  }

  @Override
  public long[] fences(PartitionId partition) throws RedisPipelineException, InterruptedException {
    return read(options.buckets(), bucket -> keys.fence(partition, bucket));
  }

  @Override
  public long[] latestFences(List<PartitionProgress> partitions)
      throws RedisPipelineException, InterruptedException {
    return read(
        partitions.size(), i -> keys.fence(partitions.get(i).id(), partitions.get(i).latest()));
  }

  /** Fences that somebody has converted or reset are no loss: so the claim is read with them. */
  private long[] read(int count, IntFunction<RedisKey> fence)
      throws RedisPipelineException, InterruptedException {
    return redis.persistently(
        connections -> {
          RespBuffer out = new RespBuffer();
          out.command(count + 2, Command.MGET);
          for (int i = 0; i < count; i++) {
            out.word(fence.apply(i));
          }
          out.word(keys.buckets());
          connections.to(0).send(out);
          List<?> found = Reply.list(connections.to(0).receive());
          queue.claim().requireStill(Claim.of(Reply.text(found.get(count))), options);
          return Reply.numbers(found.subList(0, count));
        });
  }

  @Override
  public void rest(List<PartitionProgress> partitions)
      throws RedisPipelineException, InterruptedException {
    for (int from = 0; from < partitions.size(); from += PARTITIONS_A_SCRIPT) {
      List<PartitionProgress> some =
          partitions.subList(from, Math.min(from + PARTITIONS_A_SCRIPT, partitions.size()));
      if (!redis.once(connections -> rest(connections.to(0), some))) {
        return;
      }
    }
  }

  private boolean rest(RedisChannel channel, List<PartitionProgress> partitions) {
    RespBuffer out = new RespBuffer();
    out.command(6 + 2 * partitions.size(), Command.EVAL).word(REST).word(2);
    out.word(keys.buckets()).word(keys.rest()).word(queue.claim().toString());
    for (PartitionProgress partition : partitions) {
      out.word(FenceKeys.field(partition.id())).word(partition.soFar());
    }
    channel.send(out);
    Reply.value(channel.receive());
    return true;
  }

  @Override
  public void commit(Batch batch) throws RedisPipelineException, InterruptedException {
    List<BucketBatch> buckets = batch.buckets();
    buckets.forEach(bucket -> queue.repair(bucket.repairs()));
    for (List<BucketBatch> together : transactions(buckets)) {
      queue.add(new Transaction(together, keys, expiries));
    }
    redis.persistently(this::resume);
  }

  /**
   * What is written in one transaction: a bucket, or several that hold little. A small batch would
   * take Redis and this writer longer to begin and end its transactions than to do what is in them.
   */
  private List<List<BucketBatch>> transactions(List<BucketBatch> buckets) {
    List<List<BucketBatch>> transactions = new ArrayList<>();
    List<BucketBatch> last = List.of();
    int room = 0;
    for (BucketBatch bucket : buckets) {
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
    lanes.forEach(TransactionLane::abandon);
    queue.startOver();
    lanes = lanes(connections);
    int rounds = 0;
    for (boolean busy = true; busy; rounds++) {
      busy = false;
      for (TransactionLane lane : lanes) {
        busy |= lane.step();
      }
    }
    return rounds;
  }

  private List<TransactionLane> lanes(Connections connections) {
    List<RedisChannel> channels = connections.all();
    while (buffers.size() < channels.size()) {
      buffers.add(new RespBuffer());
    }
    return IntStream.range(0, channels.size())
        .mapToObj(i -> new TransactionLane(queue, channels.get(i), buffers.get(i)))
        .toList();
  }
}
