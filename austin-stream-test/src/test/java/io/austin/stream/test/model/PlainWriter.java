package io.austin.stream.test.model;

import io.austin.stream.common.AnchorInfo;
import io.austin.stream.common.Retention;
import io.austin.stream.common.SimpleAnchorInfo;
import io.austin.stream.common.SimpleAnchorInfoCodec;
import io.austin.stream.common.TraceKeys;
import java.time.Clock;
import redis.clients.jedis.AbstractPipeline;

/** Writes events to Redis one by one, without any guarantee: the contract's section 2 in code. */
final class PlainWriter {
  private final TraceKeys keys = TraceKeys.unprefixed();
  private final AbstractPipeline redis;
  private final Retention retention;
  private final int maxTrailEntries;

  PlainWriter(AbstractPipeline redis, Clock clock, int maxTrailEntries) {
    this.redis = redis;
    this.retention = Retention.by(clock);
    this.maxTrailEntries = maxTrailEntries;
  }

  void write(AnchorInfo event) {
    String messageId = event.getMessageId();
    if (messageId != null) {
      String trail = keys.messageTrail(messageId);
      push(trail, SimpleAnchorInfo.forMessageTrail(event));
      redis.expire(trail, Retention.MESSAGE_TRAIL.toSeconds());
    }
    if (event.getLogTimestamp() >= retention.startOfToday()) {
      for (String receiver : event.getIds()) {
        push(keys.receiverTrail(receiver), SimpleAnchorInfo.forReceiverTrail(event));
        redis.pexpireAt(
            keys.receiverTrail(receiver), retention.receiverTrailExpiry(event.getLogTimestamp()));
      }
    }
    String totals = keys.templateTotals(event.getBusinessId());
    redis.hincrBy(totals, Integer.toString(event.getState()), event.getIds().size());
    redis.expire(totals, Retention.TEMPLATE_TOTALS.toSeconds());
  }

  private void push(String trail, SimpleAnchorInfo entry) {
    redis.lpush(trail, SimpleAnchorInfoCodec.toJson(entry));
    redis.ltrim(trail, 0, maxTrailEntries - 1);
  }
}
