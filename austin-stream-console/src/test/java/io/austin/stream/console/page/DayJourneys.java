package io.austin.stream.console.page;

import io.austin.stream.common.AnchorInfo;
import io.austin.stream.common.JourneyKeys;
import io.austin.stream.common.TraceKeys;
import io.austin.stream.functions.alert.Incident;
import io.austin.stream.functions.journey.JourneyRules;
import io.austin.stream.functions.journey.WrittenJourneys;
import io.austin.stream.test.server.RedisExtension;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import redis.clients.jedis.RedisClient;

/**
 * What the job that follows messages writes of a day: the real functions, told steps one by one.
 */
final class DayJourneys implements AutoCloseable {
  private static final JourneyKeys KEYS = JourneyKeys.among(TraceKeys.unprefixed());
  private static final JourneyRules RULES =
      new JourneyRules(Duration.ofMinutes(5), LocalTime.of(9, 30), Day.ZONE, Duration.ofDays(3));
  private static final long MINUTE = 60;
  private static final long SEED = 20221224;

  private final long now = System.currentTimeMillis();
  private final RedisClient redis;
  private final WrittenJourneys journeys;
  private final List<AnchorInfo> steps = new ArrayList<>();

  private DayJourneys(RedisExtension redis) throws Exception {
    this.redis = redis.client();
    journeys = WrittenJourneys.to(redis.uri(), RULES);
  }

  /** A job that has followed no message yet. */
  static DayJourneys in(RedisExtension redis) throws Exception {
    return new DayJourneys(redis);
  }

  /** Three stuck messages of two templates, and forty that took longer and longer. */
  DayJourneys ofADay() {
    step(1, "stuck-1", 20 * MINUTE, 10, Day.RECEIVER, Day.OTHER);
    step(2, "stuck-2", 130 * MINUTE, 10, Day.RECEIVER);
    for (int i = 1; i <= 40; i++) {
      message(1 + i % 2, "sent-" + i, (i % 4) * 39 * MINUTE + 10, i);
    }
    return this;
  }

  /** A message that was sent so many seconds after it was taken in. */
  DayJourneys message(long template, String id, long secondsAgo, long took) {
    step(template, id, secondsAgo + took, 10, Day.RECEIVER);
    return step(template, id, secondsAgo, 60, Day.RECEIVER);
  }

  DayJourneys step(long template, String id, long secondsAgo, int state, String... receivers) {
    return stepAt(template, id, secondsAgo * 1000, state, receivers);
  }

  /** Some hours of several templates, and what got stuck when a channel was slow. */
  DayJourneys ofABusyDay() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 900; i++) {
      long template = 1 + Math.min(random.nextInt(9), random.nextInt(9));
      long ago = 60_000 + random.nextLong(30 * 3_600_000L);
      boolean slow = Math.abs(ago - 5 * 3_600_000L) < 3_000_000;
      long took = Math.round(Math.exp(random.nextDouble(4, 7.5) + (slow ? 3 : 0)));
      stepAt(template, "m-" + i, ago + took, 10, Day.RECEIVER);
      stepAt(template, "m-" + i, ago, 60, Day.RECEIVER);
    }
    for (int i = 0; i < 23; i++) {
      long ago = 420_000 + random.nextLong((1 + i) * 1_200_000L);
      stepAt(i % 3 == 0 ? 2 : 4, "Ja8_" + i + "kLq0VwXe3-Rt", ago, 10, "1380013800" + i % 10);
    }
    return this;
  }

  /** Rules are evaluated, and found these. */
  DayJourneys found(Incident... incidents) throws Exception {
    journeys.found(incidents);
    return this;
  }

  private DayJourneys stepAt(
      long template, String id, long millisAgo, int state, String... receivers) {
    steps.add(
        AnchorInfo.builder()
            .businessId(Day.template(template))
            .ids(receivers)
            .state(state)
            .logTimestamp(now - millisAgo)
            .messageId(id)
            .build());
    return this;
  }

  /** Writes, as a job that has told everything since it began a while ago. */
  DayJourneys write() throws Exception {
    journeys.take(steps).clock(System.currentTimeMillis());
    steps.clear();
    long before = System.currentTimeMillis() - 20_000;
    redis.hset(KEYS.progress(), "begun", Long.toString(before));
    return this;
  }

  /** As if it had said nothing since then. */
  void silentFor(Duration time) {
    String then = Long.toString(System.currentTimeMillis() - time.toMillis());
    redis.hset(KEYS.progress(), "written", then);
    redis.hset(KEYS.progress(), "begun", "1");
  }

  @Override
  public void close() throws Exception {
    journeys.close();
  }
}
