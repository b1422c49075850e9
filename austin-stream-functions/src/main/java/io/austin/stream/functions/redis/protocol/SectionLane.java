package io.austin.stream.functions.redis.protocol;

import io.austin.stream.functions.redis.wire.Redirection;
import io.austin.stream.functions.redis.wire.RedisChannel;
import io.austin.stream.functions.redis.wire.RedisError;
import io.austin.stream.functions.redis.wire.RedisPipelineException;
import io.austin.stream.functions.redis.wire.Reply;
import io.austin.stream.functions.redis.wire.RespBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * The calls on their way over one connection to a node of a Redis Cluster. While Redis is at work
 * on some, the next are encoded.
 */
final class SectionLane {
  private final SectionQueue queue;
  private final int node;
  private final RedisChannel channel;
  private final RespBuffer out;
  private final boolean acrossSlots;
  private final Queue<SectionCall> sent = new ArrayDeque<>();

  /** Whether the node should know the script: it forgets it when it is told to. */
  private boolean known;

  /**
   * A lane with nothing on its way.
   *
   * @param node where the channel leads
   * @param out for this lane alone, as long as it is in use
   * @param acrossSlots whether the node lets a call touch several slots
   */
  SectionLane(
      SectionQueue queue, int node, RedisChannel channel, RespBuffer out, boolean acrossSlots) {
    this.queue = queue;
    this.node = node;
    this.channel = channel;
    this.out = out;
    this.acrossSlots = acrossSlots;
    out.clear();
  }

  /**
   * Encodes the next calls, takes the answers to those before, and sends the next.
   *
   * @return false when there is nothing left to do
   */
  boolean step() throws RedisPipelineException {
    List<SectionCall> next = calls(queue.next(node));
    for (SectionCall call : next) {
      encode(call);
    }
    boolean wasBusy = !sent.isEmpty();
    while (!sent.isEmpty()) {
      receive(sent.remove());
    }
    if (next.isEmpty()) {
      return wasBusy; // what was refused waits again
    }
    for (SectionCall call : next) {
      call.sections().forEach(section -> section.fences().sent());
      sent.add(call);
    }
    channel.send(out);
    return true;
  }

  private List<SectionCall> calls(List<Section> sections) {
    if (sections.isEmpty()) {
      return List.of();
    }
    return acrossSlots
        ? List.of(new SectionCall(sections))
        : sections.stream().map(section -> new SectionCall(List.of(section))).toList();
  }

  private void encode(SectionCall call) {
    call.encode(
        out, acrossSlots, known, queue.maxTrailEntries(), queue.incarnation(), queue.standing());
    known = true;
  }

  private void receive(SectionCall call) throws RedisPipelineException {
    Object reply = channel.receive();
    if (reply instanceof JedisDataException error) {
      refused(call, error);
    } else {
      queue.answered(call, Reply.list(reply));
    }
  }

  private void refused(SectionCall call, JedisDataException error) {
    if (RedisError.isUnknownScript(error)) {
      known = false;
      queue.again(call);
    } else if (Redirection.is(error)) {
      for (Section section : call.sections()) {
        queue.putOff(section, Redirection.named(error, section.slot()));
      }
    } else {
      throw error;
    }
  }
}
