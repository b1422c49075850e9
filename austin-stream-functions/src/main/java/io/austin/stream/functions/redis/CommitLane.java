package io.austin.stream.functions.redis;

import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * The commits on their way over one connection. One round trip carries a transaction and the
 * question for the fences of the next, which is encoded meanwhile.
 */
final class CommitLane {
  private final CommitQueue queue;
  private final int node;
  private final RedisChannel channel;
  private final RespBuffer out;
  private Mendings mendings = new Mendings();
  private int mendingCommands;
  private @Nullable Commit sent;
  private @Nullable Commit asked;

  /**
   * A lane with nothing on its way.
   *
   * @param node where the channel leads
   * @param out for this lane alone, as long as it is in use
   */
  CommitLane(CommitQueue queue, int node, RedisChannel channel, RespBuffer out) {
    this.queue = queue;
    this.node = node;
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
    asked = queue.next(node);
    if (asked != null) {
      asked.watch(out);
    }
    mendings = queue.takeMendings(node);
    mendingCommands = mendings.encode(out, queue.maxTrailEntries(), queue.mixesBuckets());
    if (out.isEmpty()) {
      return false;
    }
    channel.send(out);
    if (asked != null) {
      asked.encode(out);
    }
    return true;
  }

  /** Whether the commit whose fences were asked for may be sent. */
  private boolean receive() throws RedisPipelineException {
    if (sent != null) {
      receiveOutcome(sent);
    }
    boolean ready = asked != null && isReady(asked);
    receiveMendings();
    return ready;
  }

  private void receiveMendings() {
    JedisDataException redirection = null;
    for (int command = 0; command < mendingCommands; command++) {
      Object reply = channel.receive();
      if (Redirection.is(reply)) {
        redirection = (JedisDataException) reply;
      } else {
        queue.mended(reply);
      }
    }
    if (redirection != null) {
      queue.putOff(mendings, redirection);
    }
    mendings = new Mendings();
  }

  private void receiveOutcome(Commit commit) throws RedisPipelineException {
    Transaction.Outcome outcome;
    try {
      outcome = commit.outcome(channel, queue.maxTrailEntries());
    } catch (JedisDataException refused) {
      putOffIfRedirected(commit, refused);
      return;
    }
    queue.replied(commit, outcome);
  }

  private boolean isReady(Commit commit) throws RedisPipelineException {
    FenceDecision decision;
    try {
      decision = commit.judge(channel);
    } catch (JedisDataException refused) {
      putOffIfRedirected(commit, refused);
      return false;
    }
    return queue.isReady(commit, decision);
  }

  private void putOffIfRedirected(Commit commit, JedisDataException refused) {
    if (!Redirection.is(refused)) {
      throw refused;
    }
    queue.putOff(commit, refused);
  }

  /** Gives up: what was not answered is still to do. */
  void abandon() {
    queue.mend(mendings);
  }
}
