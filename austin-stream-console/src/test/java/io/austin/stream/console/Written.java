package io.austin.stream.console;

import io.austin.stream.common.AnchorState;
import io.austin.stream.common.BusinessId;
import io.austin.stream.common.ProgressReport;
import io.austin.stream.common.Retention;
import io.austin.stream.common.SimpleAnchorInfo;
import io.austin.stream.common.SimpleAnchorInfoCodec;
import io.austin.stream.common.TraceKeys;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;

/** What the job has written to a Redis, as a test wants it. */
final class Written {
  static final LocalDate TODAY = LocalDate.now(ZoneId.of(RunningConsole.ZONE));
  static final long NOON =
      TODAY.atTime(12, 0).atZone(ZoneId.of(RunningConsole.ZONE)).toInstant().toEpochMilli();

  private final UnifiedJedis redis;
  private final TraceKeys keys = TraceKeys.unprefixed();

  Written(UnifiedJedis redis) {
    this.redis = redis;
  }

  static long businessId(long template) {
    return BusinessId.of(20, template, TODAY).toLong();
  }

  /** Steps of a message that one receiver got, a second apart. */
  Written message(
      String receiver, @Nullable String messageId, long businessId, long began, int... states) {
    long at = began;
    for (int state : states) {
      redis.lpush(
          keys.receiverTrail(receiver),
          SimpleAnchorInfoCodec.toJson(SimpleAnchorInfo.of(businessId, state, at, messageId)));
      if (messageId != null) {
        redis.lpush(
            keys.messageTrail(messageId),
            SimpleAnchorInfoCodec.toJson(SimpleAnchorInfo.of(businessId, state, at, null)));
      }
      at += 1000;
    }
    return this;
  }

  /** What the job writes where a message with a caller's id is taken in. */
  Written takenInFor(String caller, String messageId, long businessId, long at) {
    redis.lpush(
        keys.callerTrail(caller),
        SimpleAnchorInfoCodec.toJson(SimpleAnchorInfo.of(businessId, 10, at, messageId)));
    return this;
  }

  Written totals(long businessId, Map<Integer, Integer> totals) {
    totals.forEach(
        (state, count) -> redis.hincrBy(keys.templateTotals(businessId), state.toString(), count));
    redis.zincrby(
        keys.templatesOf(BusinessId.parse(businessId).orElseThrow().getDay()),
        totals.getOrDefault(AnchorState.RECEIVE.getCode(), 0),
        String.valueOf(businessId));
    return this;
  }

  Written minute(long businessId, int minute, int state, int count) {
    redis.hincrBy(keys.templateMinutes(businessId), minute + ":" + state, count);
    return this;
  }

  Written distinct(long businessId, int state, String... receivers) {
    redis.pfadd(keys.templateReceivers(businessId, state), receivers);
    return this;
  }

  /** What the job of a group says of its topic {@code log}. */
  Written reported(String group, ProgressReport report) {
    redis.hset(keys.progress(), group + ":" + report.getTopic(), report.toText());
    redis.pexpire(keys.progress(), Retention.TEMPLATE_DETAILS.toMillis());
    return this;
  }

  Written newest(long eventAt, long appliedAt) {
    redis.hset(keys.newestEvents(), "group:topic:0", eventAt + " " + appliedAt);
    return this;
  }
}
