package io.austin.stream.console.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.austin.stream.common.BusinessId;
import io.austin.stream.common.Retention;
import io.austin.stream.common.TraceKeys;
import io.austin.stream.console.redis.DayReader;
import io.austin.stream.console.redis.RedisConnections;
import io.austin.stream.console.redis.RedisUnavailableException;
import io.austin.stream.console.redis.TotalsReader;
import io.austin.stream.redis.RedisEndpoint;
import io.austin.stream.template.TemplateCatalog;
import io.austin.stream.test.server.RedisExtension;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** When days are read, and when again. */
@Timeout(60)
class TrendDaysIT {
  @RegisterExtension static final RedisExtension redis = new RedisExtension();

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final LocalDate TODAY = LocalDate.of(2022, 12, 24);
  private static final LocalDate YESTERDAY = TODAY.minusDays(1);
  private static final LocalDate EARLIER = TODAY.minusDays(5);
  private static final long TEMPLATE = 3;

  private final TraceKeys keys = TraceKeys.unprefixed();
  private final MovedClock clock = new MovedClock();
  private RedisConnections connections;
  private TrendDays days;

  @BeforeEach
  void open() {
    for (LocalDate day : List.of(TODAY, YESTERDAY, EARLIER)) {
      count(day, 10);
    }
    connections = connections(redis.uri());
    days = over(connections);
  }

  @AfterEach
  void close() {
    connections.close();
  }

  @Test
  void nobodyWaitsAndEachDayIsReadOnce() {
    assertThat(days.of(List.of(EARLIER, TODAY)).days()).isEmpty();
    assertThat(taken(EARLIER)).isEqualTo(10);
    assertThat(taken(TODAY)).isEqualTo(10);

    count(EARLIER, 1);
    clock.move(Duration.ofMinutes(59));
    days.of(List.of(EARLIER));
    awaitReadOf(YESTERDAY);
    assertThat(taken(EARLIER)).isEqualTo(10);
  }

  @Test
  void aDayIsNotReadOnceMoreForThoseWhoAskMeanwhile() {
    int batches = 15;
    for (int id = 0; id < batches * 100; id++) {
      redis.client().zadd(keys.templatesOf(EARLIER), 1, "" + BusinessId.of(20, id, EARLIER));
    }
    long before = calls("zrevrange");
    awaitReadOf(EARLIER);
    awaitReadOf(TODAY);
    assertThat(calls("zrevrange") - before).isEqualTo(2);
  }

  private static long calls(String command) {
    String name = "cmdstat_" + command + ":calls=";
    return redis
        .client()
        .info("commandstats")
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.substring(name.length(), line.indexOf(','))))
        .sum();
  }

  @Test
  void todayIsReadAgainEveryMinuteAndADayThatIsOverEveryHour() {
    awaitReadOf(TODAY);
    awaitReadOf(EARLIER);
    count(TODAY, 1);
    count(EARLIER, 1);

    clock.move(Duration.ofMinutes(1));
    days.of(List.of(TODAY, EARLIER));
    Awaitility.await().until(() -> taken(TODAY), it -> it == 11);
    assertThat(taken(EARLIER)).isEqualTo(10);

    clock.move(Duration.ofMinutes(59));
    days.of(List.of(TODAY, EARLIER));
    Awaitility.await().until(() -> taken(EARLIER), it -> it == 11);
  }

  @Test
  void yesterdayIsReadLikeTodayUntilTheMorning() {
    clock.at(TODAY.atTime(5, 58).atZone(ZONE).toInstant());
    awaitReadOf(YESTERDAY);
    count(YESTERDAY, 1);
    clock.move(Duration.ofMinutes(1));
    Awaitility.await().until(() -> taken(YESTERDAY), it -> it == 11);

    clock.at(TODAY.atTime(6, 0).atZone(ZONE).toInstant());
    count(YESTERDAY, 1);
    clock.move(Duration.ofMinutes(30));
    assertThat(days.isRead(days.of(List.of(YESTERDAY)), YESTERDAY)).isTrue();
    awaitReadOf(EARLIER);
    assertThat(taken(YESTERDAY)).isEqualTo(11);
  }

  @Test
  void whatWasReadLongAgoIsAsIfItNeverWas() {
    awaitReadOf(TODAY);
    awaitReadOf(EARLIER);
    clock.move(Duration.ofMinutes(6));
    TrendTable then = days.of(List.of());
    assertThat(days.isRead(then, TODAY)).isFalse();
    assertThat(days.isRead(then, EARLIER)).isTrue();
    clock.move(Duration.ofHours(2));
    assertThat(days.isRead(days.of(List.of()), EARLIER)).isFalse();
  }

  @Test
  void daysThatAreNoLongerKeptAreForgotten() {
    awaitReadOf(EARLIER);
    clock.move(Duration.ofDays(days.kept() - 5));
    LocalDate today = LocalDate.now(clock);
    awaitReadOf(today);
    assertThat(days.of(List.of(EARLIER)).day(EARLIER)).isEmpty();
    assertThat(days.first()).isEqualTo(EARLIER.plusDays(1));
  }

  @Test
  void whoAsksForADayThatCannotBeReadIsTold() {
    try (RedisConnections nowhere = connections("redis://127.0.0.1:1/0")) {
      TrendDays away = over(nowhere);
      away.of(List.of(TODAY));
      Awaitility.await()
          .untilAsserted(
              () ->
                  assertThatThrownBy(() -> away.of(List.of(TODAY)))
                      .isInstanceOf(RedisUnavailableException.class));
      assertThat(away.of(List.of()).days()).isEmpty();
    }
  }

  private void awaitReadOf(LocalDate day) {
    Awaitility.await().until(() -> days.isRead(days.of(List.of(day)), day));
  }

  private long taken(LocalDate day) {
    awaitReadOf(day);
    TrendTable table = days.of(List.of(day));
    int[] one = new int[table.size()];
    return table.sum(List.of(day), one, 1).byGroup().get(0).received();
  }

  private void count(LocalDate day, long received) {
    long id = BusinessId.of(20, TEMPLATE, day).toLong();
    redis.client().hincrBy(keys.templateTotals(id), "10", received);
    redis.client().zincrby(keys.templatesOf(day), received, String.valueOf(id));
  }

  private TrendDays over(RedisConnections from) {
    return new TrendDays(
        new DayReader(from, keys),
        new TotalsReader(from, keys),
        TemplateCatalog.none(),
        clock,
        Retention.by(clock));
  }

  private static RedisConnections connections(String uri) {
    return new RedisConnections(RedisEndpoint.parse(uri), Duration.ofSeconds(2));
  }

  /** A clock that a test moves. */
  private static final class MovedClock extends Clock {
    private volatile Instant now = TODAY.atTime(12, 0).atZone(ZONE).toInstant();

    void at(Instant instant) {
      now = instant;
    }

    void move(Duration duration) {
      now = now.plus(duration);
    }

    @Override
    public ZoneId getZone() {
      return ZONE;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
