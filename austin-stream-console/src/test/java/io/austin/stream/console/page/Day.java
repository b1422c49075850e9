package io.austin.stream.console.page;

import io.austin.stream.common.BusinessId;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import redis.clients.jedis.RedisClient;

/** A day of traces that has everything the pages show: each outcome, each kind of step. */
final class Day {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  /** Just after midnight the steps of the last minutes would be yesterday's: then further east. */
  static final ZoneId ZONE =
      LocalTime.now(SHANGHAI).getHour() == 0 ? ZoneId.of("Asia/Tokyo") : SHANGHAI;

  static final String RECEIVER = "13711112222";
  static final String MASKED = "137****2222";
  static final String FILTERED_MESSAGE = "V1StGXR8_Z5jdHi6B-myT";
  static final String PROGRESSING_MESSAGE = "p0OiU8yTr6-Ew4_QaZ2sX";
  static final String FREQUENT_MESSAGE = "9sKd2_LmNf4QpV7a-TgHj";
  static final String CLICKED_MESSAGE = "kq3-Xw1b0ZsT9_dLr7PfA";

  /** The channel logged a code of its own before it failed. */
  static final String FAILED_MESSAGE = "Zt5cHq0-1uXo_8RwYvB3e";

  static final String HELD_MESSAGE = "G_7hTfR4eDs2WqA1-zXcB";

  /** Of the same template as the filtered one, sent shortly before it. */
  static final String SENT_BEFORE = "Hq5_yNc8KwVe2-LsXo0Tm";

  /** What the caller gave when it asked for the message that was sent and the one that failed. */
  static final String ORDER = "order-4711-b";

  /** austin's night is until eight, and what it holds goes out at nine. */
  private static final LocalTime NIGHT = LocalTime.of(7, 12);

  private static final LocalTime MORNING = LocalTime.of(9, 0);

  /** Who got one of the messages too, and nothing else. */
  static final String OTHER = "ou_7d8a6e6df7621556ce0d21922b676706";

  private final TraceWriter writer;
  private final LocalDate today;
  private final long now;

  private Day(long now, RedisClient redis) {
    this.now = now;
    writer = new TraceWriter(redis, ZONE);
    today = LocalDate.now(ZONE);
  }

  /** Writes the day up to now. */
  static Day write(RedisClient redis) {
    return writeAt(System.currentTimeMillis(), redis);
  }

  /** Writes the day up to a moment just now. */
  static Day writeAt(long now, RedisClient redis) {
    Day day = new Day(now, redis);
    day.messages();
    day.writer.newest(day.ago(1));
    return day;
  }

  /** A day on which a job has read everything, and there was nothing. */
  static Day nothing(RedisClient redis) {
    Day day = new Day(System.currentTimeMillis(), redis);
    day.writer.newest(day.ago(1));
    return day;
  }

  /** The business id of a real-time template of today. */
  static long template(long id) {
    return BusinessId.of(20, id, LocalDate.now(ZONE)).toLong();
  }

  /** Goes on with what was held at night, as austin does, if it is past nine. */
  void sendWhatWasHeld() {
    if (at(MORNING) < now) {
      writer.step(60, at(MORNING), template(6), HELD_MESSAGE, RECEIVER);
    }
  }

  TraceWriter writer() {
    return writer;
  }

  /** A moment before now. */
  long ago(long seconds) {
    return now - seconds * 1000;
  }

  private long at(LocalTime time) {
    return today.atTime(time).atZone(ZONE).toInstant().toEpochMilli();
  }

  private void messages() {
    message(PROGRESSING_MESSAGE, 7, 30, 10);
    message(FILTERED_MESSAGE, 1, 95, 10, 30);
    message(SENT_BEFORE, 1, 150, 10, 60);
    message(CLICKED_MESSAGE, 2, 190, 10, 60, 64);
    message(FAILED_MESSAGE, 3, 400, 10, 40003, 70);
    message(FREQUENT_MESSAGE, 4, 620, 10, 40);
    message("bWx6Ey1Uo3Ir5Pz8-CnMv", 5, 900, 10, 60);
    message(HELD_MESSAGE, 6, Math.max(1200, (now - at(NIGHT)) / 1000), 10, 24);
    writer.takenInFor(ORDER, ago(400), template(3), FAILED_MESSAGE);
    writer.takenInFor(ORDER, ago(150), template(1), SENT_BEFORE);
    writer.step(10, ago(96), template(1), FILTERED_MESSAGE, OTHER);
    writer.step(60, ago(94), template(1), FILTERED_MESSAGE, OTHER);
  }

  private void message(String id, long template, long secondsAgo, int... states) {
    long at = ago(secondsAgo);
    for (int state : states) {
      writer.step(state, at, template(template), id, RECEIVER);
      at += state == 60 ? 83_000 : 420;
    }
  }
}
