package io.austin.stream.functions.redis;

import org.jspecify.annotations.Nullable;

/**
 * The commits on their way over one connection. One round trip carries the transaction of a bucket
 * and the question for the fences of the next.
 */
final class CommitLane {
  private final CommitQueue queue;
  private final RedisChannel channel;
  private final RespBuffer out;
  private Mendings mendings = new Mendings();
  private int mendingCommands;
  private @Nullable BucketCommit sent;
  private @Nullable BucketCommit asked;

  /**
   * A lane with nothing on its way.
   *
   * @param out for this lane alone, as long as it is in use
   */
  CommitLane(CommitQueue queue, RedisChannel channel, RespBuffer out) {
    this.queue = queue;
    this.channel = channel;
    this.out = out;
  }

  /**
   * Takes the replies to what was sent last, and sends what follows from them.
   *
   * @return false when there is nothing left to do
   */
  boolean step() throws RedisPipelineException {
    boolean ready = receive();
    out.clear();
    mendings = queue.takeMendings();
    mendingCommands = mendings.encode(out, queue.maxTrailEntries());
    sent = ready ? asked : null;
    if (sent != null) {
      sent.encode(out);
    }
    asked = queue.next();
    if (asked != null) {
      asked.watch(out);
    }
    if (out.isEmpty()) {
      return false;
    }
    channel.send(out);
    return true;
  }

  /** Whether the commit whose fences were asked for may be sent. */
  private boolean receive() throws RedisPipelineException {
    for (int command = 0; command < mendingCommands; command++) {
      queue.mended(channel.receive());
    }
    mendings = new Mendings();
    if (sent != null) {
      queue.replied(sent, sent.outcome(channel, queue.maxTrailEntries()));
    }
    return asked != null && queue.isReady(asked, asked.judge(channel));
  }

  /** Gives up: what was not answered is still to do. */
  void abandon() {
    queue.mend(mendings);
  }
}
