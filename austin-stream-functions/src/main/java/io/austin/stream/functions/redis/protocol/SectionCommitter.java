package io.austin.stream.functions.redis.protocol;

import io.austin.stream.functions.redis.batch.Batch;
import io.austin.stream.functions.redis.batch.BucketBatch;
import io.austin.stream.functions.redis.batch.DistinctElements;
import io.austin.stream.functions.redis.batch.KeyUpdate;
import io.austin.stream.functions.redis.batch.PartitionId;
import io.austin.stream.functions.redis.batch.PartitionProgress;
import io.austin.stream.functions.redis.wire.Command;
import io.austin.stream.functions.redis.wire.Connections;
import io.austin.stream.functions.redis.wire.Redirection;
import io.austin.stream.functions.redis.wire.Redis;
import io.austin.stream.functions.redis.wire.RedisChannel;
import io.austin.stream.functions.redis.wire.RedisError;
import io.austin.stream.functions.redis.wire.RedisKey;
import io.austin.stream.functions.redis.wire.RedisPipelineException;
import io.austin.stream.functions.redis.wire.Reply;
import io.austin.stream.functions.redis.wire.RespBuffer;
import io.austin.stream.functions.redis.wire.Script;
import io.austin.stream.redis.ClusterSlots;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Commits batches to a Redis Cluster, slot by slot, by a script that compares the fences, writes
 * and moves the fences at once; one call does many slots of a node where it may. Several
 * connections take turns: while Redis is at work for some, the next calls are encoded for the
 * others.
 */
final class SectionCommitter implements Committer {
  private static final Script TOUCH =
      new Script("for _, key in ipairs(ARGV) do redis.call('EXISTS', key) end");

  private static final Script CLAIM = Script.beside(SectionCommitter.class, "claim.lua");
  private static final Script FENCES = Script.beside(SectionCommitter.class, "fences.lua");

  /** Whoever else uses a node waits for a call; one that reads so many takes a millisecond. */
  private static final int SLOTS_A_CALL = 200;

  /** As many as a section counts; what is beyond is counted before. */
  private static final int MOST_ELEMENTS = 2_000;

  private static final int ELEMENTS_A_COMMAND = 5_000;

  private final Redis redis;
  private final CommitOptions options;
  private final FenceKeys keys;
  private final SectionQueue queue;
  private final RefusedCommands refused;
  private final @Nullable RedisKey[] hashes = new @Nullable RedisKey[ClusterSlots.COUNT];
  private final List<RespBuffer> buffers = new ArrayList<>();
  private List<SectionLane> lanes = List.of();
  private @Nullable Connections lanesOver;
  private boolean acrossSlots;

  SectionCommitter(Redis redis, FenceKeys keys, CommitOptions options, CommitMetrics metrics) {
    this.redis = redis;
    this.options = options;
    this.keys = keys;
    this.queue = new SectionQueue(options, metrics, redis::progressed);
    this.refused = new RefusedCommands(metrics);
  }

  private RedisKey hash(int slot) {
    RedisKey hash = hashes[slot];
    if (hash == null) {
      hash = keys.fences(slot);
      hashes[slot] = hash;
    }
    return hash;
  }

  @Override
  public String claim(@Nullable String remembered)
      throws RedisPipelineException, InterruptedException {
    acrossSlots = redis.persistently(this::takeScriptsAcrossSlots);
    Claim mine = new Claim(Claim.SLOTS, remembered == null ? "" : remembered);
    Claim found = Claim.of(redis.persistently(connections -> claim(connections, mine)));
    found.check(mine.layout(), remembered, options);
    queue.expect(found.incarnation());
    return found.incarnation();
  }

  /** Whether all nodes let a script touch several slots. */
  private boolean takeScriptsAcrossSlots(Connections connections) {
    for (List<Integer> slots : slotsByNode(connections)) {
      List<Integer> some = slots.subList(0, Math.min(2, slots.size()));
      RespBuffer out = TOUCH.call(new RespBuffer(), false, some.size());
      some.forEach(slot -> out.word(hash(slot)));
      RedisChannel channel = connections.to(connections.node(some.get(0)));
      channel.send(out);
      if (channel.receive() instanceof JedisDataException error) {
        if (RedisError.passes(error) || RedisError.isForbidden(error)) {
          throw error;
        }
        if (Redirection.isOfScript(error)) { // one of them is on its way: that says nothing of all
          throw Redirection.of(some.get(0), error);
        }
        return false;
      }
    }
    return true;
  }

  private static List<List<Integer>> slotsByNode(Connections connections) {
    List<List<Integer>> slots =
        Stream.<List<Integer>>generate(ArrayList::new).limit(connections.nodes()).toList();
    for (int slot = 0; slot < ClusterSlots.COUNT; slot++) {
      slots.get(connections.node(slot)).add(slot);
    }
    return slots;
  }

  private String claim(Connections connections, Claim mine) {
    RedisKey key = keys.buckets();
    RedisChannel channel = connections.holding(key);
    RespBuffer out = CLAIM.call(new RespBuffer(), false, 1, 3);
    channel.send(out.word(key).word(key).word(mine.toString()).word(ClusterSlots.COUNT));
    return Reply.text(Reply.value(channel.receive()));
  }

  @Override
  public long[] fences(PartitionId partition) throws RedisPipelineException, InterruptedException {
    return redis.persistently(connections -> fences(connections, partition));
  }

  /** All is asked for before the first answer is waited for. */
  private long[] fences(Connections connections, PartitionId partition)
      throws RedisPipelineException {
    List<List<Integer>> slots = slotsByNode(connections);
    int atATime = acrossSlots ? SLOTS_A_CALL : 1;
    for (List<Integer> ofNode : slots) {
      RespBuffer out = new RespBuffer();
      for (int from = 0; from < ofNode.size(); from += atATime) {
        ask(
            partition,
            ofNode.subList(from, Math.min(from + atATime, ofNode.size())),
            out,
            from > 0);
      }
      connections.to(connections.node(ofNode.get(0))).send(out);
    }
    long[] found = new long[ClusterSlots.COUNT];
    for (List<Integer> ofNode : slots) {
      RedisChannel channel = connections.to(connections.node(ofNode.get(0)));
      for (int from = 0; from < ofNode.size(); from += atATime) {
        int slot = ofNode.get(from);
        long[] some = found(channel.receive(), slot);
        for (int i = 0; i < some.length; i++) {
          found[ofNode.get(from + i)] = some[i];
        }
      }
    }
    return found;
  }

  private void ask(PartitionId partition, List<Integer> slots, RespBuffer out, boolean known) {
    int arguments = 2 + 3 * slots.size();
    if (acrossSlots) {
      FENCES.call(out, known, arguments);
    } else {
      FENCES.call(out, known, 3, arguments);
      writeKeys(partition, slots.get(0), out);
    }
    out.word(queue.incarnation()).word(FenceKeys.field(partition));
    slots.forEach(slot -> writeKeys(partition, slot, out));
  }

  private void writeKeys(PartitionId partition, int slot, RespBuffer out) {
    out.word(hash(slot)).word(keys.fence(partition, slot)).word(keys.latestExpiry(slot));
  }

  private long[] found(@Nullable Object reply, int slot) throws RedisPipelineException {
    if (reply instanceof JedisDataException error) {
      if (RedisError.isOfAnotherIncarnation(error)) {
        throw ResetException.of(options.groupId());
      }
      throw Redirection.isOfScript(error) ? Redirection.of(slot, error) : error;
    }
    return Reply.numbers(reply);
  }

  @Override
  public long[] latestFences(List<PartitionProgress> partitions)
      throws RedisPipelineException, InterruptedException {
    return redis.persistently(connections -> latestFences(connections, partitions));
  }

  private long[] latestFences(Connections connections, List<PartitionProgress> partitions)
      throws RedisPipelineException {
    List<RespBuffer> questions =
        Stream.generate(RespBuffer::new).limit(connections.nodes()).toList();
    for (PartitionProgress partition : partitions) {
      questions
          .get(connections.node(partition.latest()))
          .command(4, Command.HMGET)
          .word(hash(partition.latest()))
          .word(FenceKeys.field(partition.id()))
          .word(FenceKeys.INCARNATION);
    }
    for (int node = 0; node < connections.nodes(); node++) {
      connections.to(node).send(questions.get(node));
    }
    long[] found = new long[partitions.size()];
    for (int i = 0; i < found.length; i++) {
      int node = connections.node(partitions.get(i).latest());
      List<?> values = Reply.list(connections.to(node).receive());
      queue.requireIncarnation(values.get(1));
      found[i] = Reply.numbers(values.subList(0, 1))[0];
    }
    return found;
  }

  /** Of use to those who convert the number of buckets, which in a cluster is given. */
  @Override
  public void rest(List<PartitionProgress> partitions) {}

  @Override
  public void commit(Batch batch) throws RedisPipelineException, InterruptedException {
    for (BucketBatch bucket : batch.buckets()) {
      if (!bucket.isEmpty()) {
        countWhatIsBeyond(bucket);
        queue.add(new Section(bucket, hash(bucket.bucket()), options.maxTrailEntries()));
      }
    }
    redis.persistently(this::resume);
  }

  /**
   * A call takes no more than a million words. To count an element twice does no harm, so what is
   * too much is counted ahead.
   */
  private void countWhatIsBeyond(BucketBatch bucket)
      throws RedisPipelineException, InterruptedException {
    for (KeyUpdate writes : bucket.others()) {
      if (writes instanceof DistinctElements elements) {
        List<String> beyond = elements.takeBeyond(MOST_ELEMENTS);
        for (int from = 0; from < beyond.size(); from += ELEMENTS_A_COMMAND) {
          List<String> some =
              beyond.subList(from, Math.min(from + ELEMENTS_A_COMMAND, beyond.size()));
          redis.persistently(connections -> count(connections, elements, some));
        }
      }
    }
  }

  private boolean count(Connections connections, DistinctElements elements, List<String> some) {
    RedisChannel channel = connections.to(connections.node(elements.bucket()));
    RespBuffer out = new RespBuffer();
    elements.writeKey(out.command(2 + some.size(), Command.PFADD));
    some.forEach(out::word);
    channel.send(out);
    Object reply = channel.receive();
    if (reply instanceof JedisDataException error && !RedisError.isFinalForItsKey(error)) {
      throw error;
    }
    return refused.note(reply);
  }

  /** Goes on with what is not known to be committed. */
  private int resume(Connections connections) throws RedisPipelineException {
    queue.startOver(connections);
    if (connections != lanesOver) {
      lanes = lanes(connections);
      lanesOver = connections;
    }
    int rounds = 0;
    for (boolean busy = true; busy; rounds++) {
      busy = false;
      for (SectionLane lane : lanes) {
        busy |= lane.step();
      }
    }
    queue.throwIfPutOff();
    return rounds;
  }

  private List<SectionLane> lanes(Connections connections) {
    List<RedisChannel> channels = connections.all();
    while (buffers.size() < channels.size()) {
      buffers.add(new RespBuffer());
    }
    return IntStream.range(0, channels.size())
        .mapToObj(
            i ->
                new SectionLane(
                    queue,
                    connections.nodeOfConnection(i),
                    channels.get(i),
                    buffers.get(i),
                    acrossSlots))
        .toList();
  }
}
