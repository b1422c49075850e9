package io.austin.stream.functions.redis.protocol;

import io.austin.stream.functions.redis.batch.TrailRepairs;
import io.austin.stream.functions.redis.wire.RedisChannel;
import io.austin.stream.functions.redis.wire.RedisPipelineException;
import io.austin.stream.functions.redis.wire.RespBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The transactions on their way over one connection. One round trip carries a transaction and the
 * question for the fences of the next, which is encoded meanwhile.
 */
final class TransactionLane {
  private final TransactionQueue queue;
  private final RedisChannel channel;
  private final RespBuffer out;
  private TrailRepairs repairs = new TrailRepairs();
  private int repairCommands;
  private @Nullable Transaction sent;
  private @Nullable Transaction asked;

  /**
   * A lane with nothing on its way.
   *
   * @param out for this lane alone, as long as it is in use
   */
  TransactionLane(TransactionQueue queue, RedisChannel channel, RespBuffer out) {
    this.queue = queue;
    this.channel = channel;
    this.out = out;
    out.clear();
  }

  /**
   * Takes the replies to what was sent last, and sends what follows from them.
   *
   * @return false when there is nothing left to do
   */
  boolean step() throws RedisPipelineException {
    sent = receive() ? asked : null;
    if (sent == null) {
      out.clear();
    } else {
      if (sent.isOutdated()) {
        out.clear();
        sent.encode(out);
      }
      sent.fences().sent();
    }
    asked = queue.next();
    if (asked != null) {
      asked.watch(out);
    }
    repairs = queue.takeRepairs();
    repairCommands = repairs.encode(out, queue.maxTrailEntries());
    if (out.isEmpty()) {
      return false;
    }
    channel.send(out);
    if (asked != null) {
      asked.encode(out);
    }
    return true;
  }

  /** Whether the transaction whose fences were asked for may be sent. */
  private boolean receive() throws RedisPipelineException {
    if (sent != null) {
      receiveOutcome(sent);
    }
    boolean ready = asked != null && isReady(asked);
    receiveRepairs();
    return ready;
  }

  private void receiveRepairs() {
    for (int command = 0; command < repairCommands; command++) {
      queue.repaired(channel.receive());
    }
    repairs = new TrailRepairs();
  }

  private void receiveOutcome(Transaction transaction) throws RedisPipelineException {
    queue.replied(transaction, transaction.outcome(channel, queue.maxTrailEntries()));
  }

  private boolean isReady(Transaction transaction) throws RedisPipelineException {
    return queue.isReady(transaction, transaction.judge(channel));
  }

  /** Gives up: what was not answered is still to do. */
  void abandon() {
    queue.repair(repairs);
  }
}
