package io.austin.stream.verify.model;

import io.austin.stream.common.AnchorInfo;
import io.austin.stream.common.AnchorState;
import io.austin.stream.common.BusinessId;
import io.austin.stream.common.Retention;
import io.austin.stream.common.SimpleAnchorInfo;
import io.austin.stream.common.SimpleAnchorInfoCodec;
import io.austin.stream.common.TraceKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import redis.clients.jedis.AbstractPipeline;

/** Writes events to Redis one by one, without any guarantee: the contract's section 2 in code. */
public final class PlainWriter {
  private final TraceKeys keys = TraceKeys.unprefixed();
  private final AbstractPipeline redis;
  private final Retention retention;
  private final int maxTrailEntries;

  /** A writer to a Redis. */
  public PlainWriter(AbstractPipeline redis, Clock clock, int maxTrailEntries) {
    this.redis = redis;
    this.retention = Retention.by(clock);
    this.maxTrailEntries = maxTrailEntries;
  }

  /** Writes what an event adds to each view. */
  public void write(AnchorInfo event) {
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
    writeForCaller(event);
    BusinessId.parse(event.getBusinessId()).ifPresent(id -> writeForConsole(event, id.getDay()));
  }

  private void writeForCaller(AnchorInfo event) {
    String caller = event.getBizId();
    if (event.getState() == AnchorState.RECEIVE.getCode()
        && caller != null
        && event.getMessageId() != null
        && !caller.equals(event.getMessageId())) {
      push(keys.callerTrail(caller), SimpleAnchorInfo.forReceiverTrail(event));
      redis.expire(keys.callerTrail(caller), Retention.MESSAGE_TRAIL.toSeconds());
    }
  }

  private void writeForConsole(AnchorInfo event, LocalDate day) {
    int state = event.getState();
    int receivers = event.getIds().size();
    if (state == AnchorState.RECEIVE.getCode()) {
      redis.zincrby(keys.templatesOf(day), receivers, Long.toString(event.getBusinessId()));
      redis.expire(keys.templatesOf(day), Retention.TEMPLATE_TOTALS.toSeconds());
    }
    if (AnchorState.of(state).isPresent()) {
      Instant time = Instant.ofEpochMilli(event.getLogTimestamp());
      Instant start = day.atStartOfDay(retention.zone()).toInstant();
      if (day.equals(time.atZone(retention.zone()).toLocalDate())) {
        String minutes = keys.templateMinutes(event.getBusinessId());
        String field = Duration.between(start, time).toMinutes() + ":" + state;
        redis.hincrBy(minutes, field, receivers);
        redis.expire(minutes, Retention.TEMPLATE_DETAILS.toSeconds());
      }
      String distinct = keys.templateReceivers(event.getBusinessId(), state);
      redis.pfadd(distinct, event.getIds().toArray(String[]::new));
      redis.expire(distinct, Retention.TEMPLATE_DETAILS.toSeconds());
    }
  }

  private void push(String trail, SimpleAnchorInfo entry) {
    redis.lpush(trail, SimpleAnchorInfoCodec.toJson(entry));
    redis.ltrim(trail, 0, maxTrailEntries - 1);
  }
}
