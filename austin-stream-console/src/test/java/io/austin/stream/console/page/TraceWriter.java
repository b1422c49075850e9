package io.austin.stream.console.page;

import io.austin.stream.common.BusinessId;
import io.austin.stream.common.ProgressReport;
import io.austin.stream.common.Retention;
import io.austin.stream.common.SimpleAnchorInfo;
import io.austin.stream.common.SimpleAnchorInfoCodec;
import io.austin.stream.common.TraceKeys;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import redis.clients.jedis.RedisClient;

/** Writes to Redis what the job writes for an event. */
final class TraceWriter {
  static final ProgressReport.Partition ALL_READ = ProgressReport.Partition.of(0, 100, 100);

  private static final String GROUP = "group";
  private static final String TOPIC = "austinLog";
  private static final String TOPIC_ID = "topic";

  private final RedisClient redis;
  private final ZoneId zone;
  private final TraceKeys keys = TraceKeys.unprefixed();

  TraceWriter(RedisClient redis, ZoneId zone) {
    this.redis = redis;
    this.zone = zone;
  }

  /** One event. */
  void step(int state, long at, long businessId, String messageId, String... receivers) {
    SimpleAnchorInfo entry = SimpleAnchorInfo.of(businessId, state, at, null);
    redis.lpush(keys.messageTrail(messageId), SimpleAnchorInfoCodec.toJson(entry));
    SimpleAnchorInfo own = SimpleAnchorInfo.of(businessId, state, at, messageId);
    for (String receiver : receivers) {
      redis.lpush(keys.receiverTrail(receiver), SimpleAnchorInfoCodec.toJson(own));
      redis.pfadd(keys.templateReceivers(businessId, state), receiver);
    }
    count(businessId, state, minuteOf(at), receivers.length);
  }

  /** What the first event of a message adds for which the caller gave an id. */
  void takenInFor(String caller, long at, long businessId, String messageId) {
    SimpleAnchorInfo own = SimpleAnchorInfo.of(businessId, 10, at, messageId);
    redis.lpush(keys.callerTrail(caller), SimpleAnchorInfoCodec.toJson(own));
  }

  /** Receivers of a template in a state and a minute, without trails. */
  void count(long businessId, int state, int minute, long receivers) {
    redis.hincrBy(keys.templateTotals(businessId), Integer.toString(state), receivers);
    redis.hincrBy(keys.templateMinutes(businessId), minute + ":" + state, receivers);
    LocalDate day = BusinessId.parse(businessId).orElseThrow().getDay();
    double received = state == 10 ? receivers : 0;
    redis.zincrby(keys.templatesOf(day), received, Long.toString(businessId));
  }

  /** A template's whole day, by minute and state as {@code 615:60}, in one go. */
  void counts(long businessId, Map<String, Long> byMinuteAndState) {
    Map<String, Long> totals = new HashMap<>();
    Map<String, String> minutes = new HashMap<>();
    byMinuteAndState.forEach(
        (field, count) -> {
          totals.merge(field.substring(field.indexOf(':') + 1), count, Long::sum);
          minutes.put(field, count.toString());
        });
    totals.forEach((state, count) -> redis.hincrBy(keys.templateTotals(businessId), state, count));
    redis.hset(keys.templateMinutes(businessId), minutes);
    LocalDate day = BusinessId.parse(businessId).orElseThrow().getDay();
    redis.zincrby(keys.templatesOf(day), totals.getOrDefault("10", 0L), Long.toString(businessId));
  }

  /** Distinct receivers of a template in a state. */
  void receivers(long businessId, int state, long distinct) {
    String[] names = LongStream.range(0, distinct).mapToObj(Long::toString).toArray(String[]::new);
    redis.pfadd(keys.templateReceivers(businessId, state), names);
  }

  /** How far the stream has come, and that a job has read all there is. */
  void newest(long at) {
    long now = System.currentTimeMillis();
    redis.hset(keys.newestEvents(), GROUP + ":" + TOPIC_ID + ":0", at + " " + now);
    report(now, ALL_READ.withCurrentAt(now).withMovedAt(now));
  }

  /**
   * What a job has said of the partitions at a time by its own clock, and by that of Redis just
   * now.
   */
  void report(long at, ProgressReport.Partition... partitions) {
    report(at, System.currentTimeMillis(), partitions);
  }

  private void report(long at, long redisAt, ProgressReport.Partition... partitions) {
    ProgressReport report =
        ProgressReport.of(TOPIC, TOPIC_ID, at, ProgressReport.UNKNOWN, List.of(partitions))
            .withRedisAt(redisAt);
    redis.hset(keys.progress(), GROUP + ":" + TOPIC, report.toText());
    redis.pexpire(keys.progress(), Retention.TEMPLATE_DETAILS.toMillis());
  }

  /** The same a while ago, also by the clock of Redis. */
  void reportAgo(long millis, ProgressReport.Partition... partitions) {
    long then = System.currentTimeMillis() - millis;
    report(then, then, partitions);
  }

  /** As if no job had ever told how far it is. */
  void noReport() {
    redis.del(keys.progress());
  }

  int minuteOf(long at) {
    ZonedDateTime moment = Instant.ofEpochMilli(at).atZone(zone);
    return moment.get(ChronoField.MINUTE_OF_DAY);
  }
}
