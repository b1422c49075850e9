package io.austin.stream.functions.redis;

import org.jspecify.annotations.Nullable;

/**
 * The commits on their way over one connection. One round trip carries a transaction and the
 * question for the fences of the next, which is encoded meanwhile.
 */
final class CommitLane {
  private final CommitQueue queue;
  private final RedisChannel channel;
  private final RespBuffer out;
  private Mendings mendings = new Mendings();
  private int mendingCommands;
  private @Nullable Commit sent;
  private @Nullable Commit asked;

  /**
   * A lane with nothing on its way.
   *
   * @param out for this lane alone, as long as it is in use
   */
  CommitLane(CommitQueue queue, RedisChannel channel, RespBuffer out) {
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
    mendings = queue.takeMendings();
    mendingCommands = mendings.encode(out, queue.maxTrailEntries());
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
    for (int command = 0; command < mendingCommands; command++) {
      queue.mended(channel.receive());
    }
    mendings = new Mendings();
  }

  private void receiveOutcome(Commit commit) throws RedisPipelineException {
    queue.replied(commit, commit.outcome(channel, queue.maxTrailEntries()));
  }

  private boolean isReady(Commit commit) throws RedisPipelineException {
    return queue.isReady(commit, commit.judge(channel));
  }

  /** Gives up: what was not answered is still to do. */
  void abandon() {
    queue.mend(mendings);
  }
}
