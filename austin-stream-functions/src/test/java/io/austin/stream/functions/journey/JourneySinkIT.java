package io.austin.stream.functions.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.austin.stream.common.JourneyKeys;
import io.austin.stream.common.TraceKeys;
import io.austin.stream.redis.RedisEndpoint;
import io.austin.stream.test.fault.CommandFault;
import io.austin.stream.test.fault.HeldCommand;
import io.austin.stream.test.fault.TcpProxy;
import io.austin.stream.test.harness.SinkHarness;
import io.austin.stream.test.server.RedisExtension;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.Protocol;

/** What is shown of journeys in a real Redis, and what becomes of it when something fails. */
@Timeout(60)
class JourneySinkIT {
  private static final long CLOCK = 1_671_864_869_000L;
  private static final JourneyKeys KEYS = JourneyKeys.among(TraceKeys.unprefixed());

  @RegisterExtension static final RedisExtension redis = new RedisExtension();

  @Test
  void valuesStandWithTheNextWatermark() throws Exception {
    try (var sink = SinkHarness.open(sink(redis.uri()))) {
      sink.invoke(outcomes(true, Map.of("SENT", 3L, "FAILED", 1L)))
          .invoke(outcomes(false, Map.of("SENT", 4L, "FAILED", ShownValues.GONE)))
          .invoke(ShownValues.sortedSet("Slowest:7", Map.of("1:ma", 900L, "1:mb", 30L)))
          .watermark(CLOCK);

      assertThat(redis.client().hgetAll(KEYS.outcomes(7))).isEqualTo(Map.of("SENT", "4"));
      assertThat(redis.client().zrange(KEYS.slowest(7), 0, -1)).isEqualTo(List.of("1:mb", "1:ma"));
      assertThat(redis.client().hget(KEYS.progress(), "clock")).isEqualTo("" + CLOCK);
      assertThat(redis.client().keys("*"))
          .allSatisfy(key -> assertThat(redis.client().pttl(key)).isPositive());

      sink.invoke(outcomes(false, Map.of("SENT", 5L))).checkpoint();
      assertThat(redis.client().hgetAll(KEYS.outcomes(7))).isEqualTo(Map.of("SENT", "5"));
      sink.invoke(ShownValues.sortedSet("Slowest:7", Map.of())).watermark(CLOCK + 1);
      assertThat(redis.client().exists(KEYS.slowest(7))).isFalse();
    }
  }

  @Test
  void untilAnAttemptHasToldAllItIsKnownWhenItBegan() throws Exception {
    ShownValues stuck = new ShownValues("StuckTemplates", true, false, Map.of("7", 2L));
    try (var older = SinkHarness.open(sink(redis.uri()))) {
      older.invoke(stuck).invoke(ShownValues.sortedSet("OpenIncidents", Map.of("{}", 1L)));
      older.invoke(ShownValues.hash("Incidents", true, Map.of("critical", 1L))).watermark(CLOCK);
      assertThat(redis.client().zcard(KEYS.openIncidents())).isEqualTo(1);
      long before = System.currentTimeMillis();
      try (var newer = SinkHarness.open(sink(redis.uri()))) {
        assertThat(
                redis
                    .client()
                    .exists(KEYS.stuckTemplates(), KEYS.incidents(), KEYS.openIncidents()))
            .isZero();
        assertThat(Long.parseLong(redis.client().hget(KEYS.progress(), "begun")))
            .isGreaterThanOrEqualTo(before);
        newer.invoke(stuck).watermark(CLOCK);
        assertThat(redis.client().hget(KEYS.progress(), "begun")).isNotNull();
      }
    }
  }

  @Test
  void manyValuesAreManyScripts() throws Exception {
    Map<String, Long> many = new HashMap<>();
    for (long i = 0; i < 12_000; i++) {
      many.put("f" + i, i);
    }
    try (var sink = SinkHarness.open(sink(redis.uri()))) {
      sink.invoke(outcomes(true, many));
      assertThat(redis.client().hlen(KEYS.outcomes(7))).isEqualTo(12_000);
    }
  }

  @Test
  void anOlderAttemptIsRefused() throws Exception {
    try (var older = SinkHarness.open(sink(redis.uri()));
        var newer = SinkHarness.open(sink(redis.uri()))) {
      newer.invoke(outcomes(true, Map.of("SENT", 2L))).watermark(CLOCK);
      older.invoke(outcomes(true, Map.of("SENT", 1L)));

      assertThatThrownBy(() -> older.watermark(CLOCK)).isInstanceOf(IncarnationLostException.class);
      assertThat(redis.client().hgetAll(KEYS.outcomes(7))).isEqualTo(Map.of("SENT", "2"));
    }
  }

  @Test
  void aRedisThatWasEmptiedIsNoticedAtTheNextWrite() throws Exception {
    try (var sink = SinkHarness.open(sink(redis.uri()))) {
      sink.invoke(outcomes(true, Map.of("SENT", 1L))).watermark(CLOCK);
      redis.server().flushAll();
      sink.invoke(outcomes(false, Map.of("SENT", 2L)));

      assertThatThrownBy(() -> sink.watermark(CLOCK + 1))
          .isInstanceOf(IncarnationLostException.class)
          .hasMessageContaining("lost what this job wrote");
    }
  }

  @Test
  void aRedisThatWentBackIsNoticedAtTheNextWrite() throws Exception {
    try (var sink = SinkHarness.open(sink(redis.uri()))) {
      sink.invoke(outcomes(true, Map.of("SENT", 1L))).watermark(CLOCK);
      String before = redis.client().get(KEYS.incarnation());
      sink.invoke(outcomes(false, Map.of("SENT", 2L))).watermark(CLOCK + 1);
      redis.client().set(KEYS.incarnation(), before);
      sink.invoke(outcomes(false, Map.of("SENT", 3L)));

      assertThatThrownBy(() -> sink.watermark(CLOCK + 2))
          .isInstanceOf(IncarnationLostException.class);
    }
  }

  @Test
  void lostRepliesAndCutConnectionsChangeNothing() throws Exception {
    try (TcpProxy proxy = TcpProxy.to("127.0.0.1", redis.server().port());
        var sink = SinkHarness.open(sink(redis.server().uriOnPort(proxy.port())))) {
      for (int i = 1; i <= 3; i++) {
        CommandFault lost = proxy.dropReplyTo("EVAL", 1 + i % 2);
        sink.invoke(outcomes(i == 1, Map.of("SENT", (long) i))).watermark(CLOCK + i);
        sink.invoke(outcomes(false, Map.of("FAILED", (long) i))).watermark(CLOCK + 10 + i);
        lost.await(Duration.ofSeconds(5));
        assertThat(redis.client().hgetAll(KEYS.outcomes(7)))
            .isEqualTo(Map.of("SENT", "" + i, "FAILED", "" + i));
      }
      proxy.cutBefore("EVAL", 1);
      sink.invoke(outcomes(false, Map.of("SENT", 9L))).watermark(CLOCK + 30);
      assertThat(redis.client().hget(KEYS.outcomes(7), "SENT")).isEqualTo("9");
    }
  }

  @Test
  @Timeout(30)
  void whatRedisRefusesForGoodIsNotTriedAgain() throws Exception {
    redis.client().sendCommand(Protocol.Command.ACL, "SETUSER", "j", "on", ">p", "~*", "+eval");
    String known = "redis://j:p@127.0.0.1:" + redis.server().port() + "/0";
    assertThatThrownBy(() -> SinkHarness.open(patient(known)))
        .isInstanceOf(IOException.class)
        .hasMessageMatching("(?s).*(NOPERM|can't run this command).*"); // 7 and 6.2
    String unknown = "redis://j:q@127.0.0.1:" + redis.server().port() + "/0";
    assertThatThrownBy(() -> SinkHarness.open(patient(unknown)))
        .hasStackTraceContaining("WRONGPASS");
  }

  @Test
  void aRedisThatIsFullIsWaitedFor() throws Exception {
    try (var sink = SinkHarness.open(sink(redis.uri()))) {
      sink.invoke(outcomes(true, Map.of("SENT", 1L))).watermark(CLOCK);
      long before = scripts();
      redis.client().configSet("maxmemory", "1");
      Thread roomLater =
          new Thread(
              () -> {
                await().until(() -> scripts() > before);
                redis.client().configSet("maxmemory", "0");
              });
      roomLater.start();
      sink.invoke(outcomes(false, Map.of("SENT", 2L))).watermark(CLOCK + 1);
      roomLater.join();
    } finally {
      redis.client().configSet("maxmemory", "0");
    }
    assertThat(redis.client().hgetAll(KEYS.outcomes(7))).isEqualTo(Map.of("SENT", "2"));
  }

  @Test
  void aConnectionThatRedisClosedWhileNothingCameIsNoTrouble() throws Exception {
    try (var sink = SinkHarness.open(sink(redis.uri(), Duration.ZERO))) {
      sink.invoke(outcomes(true, Map.of("SENT", 1L))).watermark(CLOCK);
      await()
          .pollDelay(Duration.ofMillis(1_100))
          .until(() -> true); // as long as Redis takes at least
      redis
          .client()
          .sendCommand(Protocol.Command.CLIENT, "KILL", "TYPE", "normal", "SKIPME", "yes");

      sink.invoke(outcomes(false, Map.of("SENT", 2L))).watermark(CLOCK + 1);
    }
    assertThat(redis.client().hgetAll(KEYS.outcomes(7))).isEqualTo(Map.of("SENT", "2"));
  }

  /** Of {@code cmdstat_eval:calls=21,usec=175,...} the 21. */
  private static long scripts() {
    return redis
        .client()
        .info("commandstats")
        .lines()
        .filter(line -> line.startsWith("cmdstat_eval:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D*(\\d+).*", "$1")))
        .sum();
  }

  @Test
  void aWriteThatArrivesAfterItWasGivenUpIsRefused() throws Exception {
    try (TcpProxy proxy = TcpProxy.to("127.0.0.1", redis.server().port());
        var sink = SinkHarness.open(sink(redis.server().uriOnPort(proxy.port())))) {
      sink.invoke(outcomes(true, Map.of("SENT", 1L))).watermark(CLOCK);
      HeldCommand held = proxy.holdBack("EVAL");
      sink.invoke(outcomes(false, Map.of("SENT", 2L))).watermark(CLOCK + 1);
      sink.invoke(outcomes(false, Map.of("SENT", 3L))).watermark(CLOCK + 2);
      held.release();
      sink.invoke(outcomes(false, Map.of("FAILED", 1L))).watermark(CLOCK + 3);

      assertThat(redis.client().hgetAll(KEYS.outcomes(7)))
          .isEqualTo(Map.of("SENT", "3", "FAILED", "1"));
    }
  }

  private static ShownValues outcomes(boolean whole, Map<String, Long> values) {
    return ShownValues.hash("Outcomes:7", whole, values);
  }

  private static JourneySink sink(String uri) {
    return sink(uri, Duration.ofSeconds(10));
  }

  /** Tries for longer than a test takes. */
  private static JourneySink patient(String uri) {
    return sink(uri, Duration.ofHours(1));
  }

  private static JourneySink sink(String uri, Duration retryFor) {
    return new JourneySink(
        new JourneyOptions(
            RedisEndpoint.parse(uri), "", Duration.ofDays(3), Duration.ofSeconds(1), retryFor));
  }
}
