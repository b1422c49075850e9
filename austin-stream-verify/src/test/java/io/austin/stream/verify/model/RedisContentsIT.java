package io.austin.stream.verify.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.common.AnchorInfo;
import io.austin.stream.test.event.EventGenerator;
import io.austin.stream.test.event.Events;
import io.austin.stream.test.event.Workload;
import io.austin.stream.test.server.RedisExtension;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.RedisClient;

/** Contents as a real Redis holds them. */
class RedisContentsIT {
  private static final int EVENTS = 5_000;
  private static final int EVENTS_AT_A_TIME = 1_000;
  private static final int MAX_TRAIL_ENTRIES = 50;
  private static final int LONG_NAME = 1_200_000;

  @RegisterExtension static final RedisExtension server = new RedisExtension();

  private final RedisClient redis = server.client();

  @Test
  void readsEveryTypeAndExactExpiries() {
    long expiry = System.currentTimeMillis() + 12_345_678;
    redis.rpush("list", "a", "b", "a");
    redis.pexpireAt("list", expiry);
    redis.hset("hash", Map.of("f", "1"));
    redis.set("string", "消息 \"x\" \uD83D\uDE80");
    redis.sadd("set", "x");
    redis.zadd("zset", Map.of("a", 3.0, "b", 9_007_199_254_740_991.0, "c", 0.5));
    redis.pfadd("Austin:Stream:Receivers:1:10", "x", "y", "x");
    redis.set("Austin:Stream:Receivers:no", "x");

    RedisContents contents = RedisContents.read(redis);

    assertThat(contents.keys())
        .containsExactlyInAnyOrder(
            "list",
            "hash",
            "string",
            "set",
            "zset",
            "Austin:Stream:Receivers:1:10",
            "Austin:Stream:Receivers:no");
    assertThat(contents.get("list").list()).containsExactly("a", "b", "a");
    assertThat(contents.get("list").expiresAt()).isEqualTo(expiry);
    assertThat(contents.get("hash").hash()).containsExactly(Map.entry("f", "1"));
    assertThat(contents.get("hash").expiresAt()).isEqualTo(RedisValue.NEVER);
    assertThat(contents.get("string").text()).isEqualTo("消息 \"x\" \uD83D\uDE80");
    assertThat(contents.get("set").type()).isEqualTo("set");
    assertThat(contents.get("zset").type()).isEqualTo(RedisValue.SORTED_SET);
    assertThat(contents.get("zset").hash())
        .isEqualTo(Map.of("a", "3", "b", "9007199254740991", "c", "0.5"));
    assertThat(contents.get("Austin:Stream:Receivers:1:10").type())
        .isEqualTo(RedisValue.HYPER_LOG_LOG);
    assertThat(contents.get("Austin:Stream:Receivers:1:10").text()).isEqualTo("2");
    assertThat(contents.get("Austin:Stream:Receivers:no").type()).isEqualTo("string");
  }

  @Test
  void readsAKeyWhoseNameTakesRedisLongerThanAMillisecond() {
    String name = "x".repeat(LONG_NAME);
    redis.setex(name, 1_000, "somebody's");

    RedisValue value = RedisContents.read(redis).get(name);

    assertThat(value.text()).isEqualTo("somebody's");
    assertThat(value.expiresAt() - System.currentTimeMillis()).isBetween(900_000L, 1_000_000L);
  }

  @Test
  void readsAnEmptyDatabase() {
    assertThat(RedisContents.read(redis).keys()).isEmpty();
  }

  @Test
  void plainWritesOfRealisticTrafficAreWhatTheModelExpects() {
    Clock clock = Clock.tick(Clock.system(Events.ZONE), Duration.ofMillis(1));
    Instant start = clock.instant();
    ModelOfRecords records =
        new ModelOfRecords(
            ModelRules.in(Events.ZONE)
                .withMaxTrailEntries(MAX_TRAIL_ENTRIES)
                .withConsoleViews(true));
    write(records, clock);
    Comparison comparison = Comparison.with(records.model()).exclusive().since(start);

    comparison.of(RedisContents.read(redis), clock.instant()).assertNone();

    String totals = someTotals();
    redis.hincrBy(totals, "10", 1);
    assertThat(comparison.of(RedisContents.read(redis), clock.instant()).first())
        .extracting(Difference::key)
        .containsExactly(totals);
  }

  private void write(ModelOfRecords records, Clock clock) {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    EventGenerator generator = EventGenerator.seeded(seed, Workload.MIXED, clock);
    for (int done = 0; done < EVENTS; done += EVENTS_AT_A_TIME) {
      try (AbstractPipeline pipeline = redis.pipelined()) {
        PlainWriter writer = new PlainWriter(pipeline, clock, MAX_TRAIL_ENTRIES);
        for (int i = 0; i < EVENTS_AT_A_TIME; i++) {
          AnchorInfo event = generator.next();
          records.fold(event);
          writer.write(event);
        }
      }
    }
  }

  private String someTotals() {
    Iterator<String> totals =
        RedisContents.read(redis).keys().stream().filter(it -> it.matches("[0-9]{16}")).iterator();
    return totals.next();
  }
}
