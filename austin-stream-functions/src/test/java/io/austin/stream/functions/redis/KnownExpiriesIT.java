package io.austin.stream.functions.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.austin.stream.common.AnchorInfo;
import io.austin.stream.common.AnchorState;
import io.austin.stream.test.fault.CommandFault;
import io.austin.stream.test.fault.TcpProxy;
import io.austin.stream.test.server.RedisServer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.RedisClient;

/** Expiries that are left out because they stand, of lists that may have gone meanwhile. */
class KnownExpiriesIT extends WriterIT {
  private static final String RECEIVER = "13711112222";
  private static final Pattern PEXPIREAT = Pattern.compile("cmdstat_pexpireat:calls=(\\d+)");
  private static final long SEED = 19;

  private final LocalDate today = LocalDate.now(EventLog.ZONE);
  private final long endOfToday = startOf(today.plusDays(1));
  private final long endOfTomorrow = startOf(today.plusDays(2));

  /** One event in each partition, and more in the first. */
  private final EventLog log = new EventLog(3);

  KnownExpiriesIT() {
    for (int i = 0; i < 100; i++) {
      log.append(0, event(ZonedDateTime.now(EventLog.ZONE)));
    }
  }

  @Test
  void aKnownExpiryIsNotSetAgain() throws Exception {
    RedisPipelineWriter writer = writer(options(1));
    EventLog tomorrow = new EventLog(1);
    for (int i = 0; i < 100; i++) {
      tomorrow.append(0, event(today.plusDays(1).atTime(12, 0).atZone(EventLog.ZONE)));
    }
    tomorrow.write(writer, 0, 1);
    long first = expiriesSet();

    for (int i = 1; i < 100; i++) {
      tomorrow.write(writer, i, i + 1);
    }

    assertThat(first).isPositive();
    assertThat(expiriesSet()).isEqualTo(first);
    assertThat(expiryOf(RECEIVER)).isEqualTo(endOfTomorrow);
    tomorrow.assertStandsIn(redis.client(), options(1));
  }

  private static long expiriesSet() {
    Matcher calls = PEXPIREAT.matcher(redis.client().info("commandstats"));
    return calls.find() ? Long.parseLong(calls.group(1)) : 0;
  }

  @Test
  void aDeletedListGetsItsExpiryAgain() throws Exception {
    RedisPipelineWriter writer = writer(options(16));
    log.write(writer, 0, 1);
    for (int i = 1; i < 20; i++) {
      redis.client().del(RECEIVER);
      log.write(writer, i, i + 1);

      assertThat(redis.client().llen(RECEIVER)).isOne();
      assertThat(expiryOf(RECEIVER)).isEqualTo(endOfToday);
    }
  }

  @ParameterizedTest(name = "reply to {0} lost")
  @ValueSource(strings = {"EXEC", "EVAL"})
  void aDeletedListGetsItsExpiryAgainThoughAReplyIsLost(String command) throws Exception {
    try (TcpProxy proxy = proxy()) {
      RedisPipelineWriter writer = writerThroughWithKnownExpiry(proxy);
      CommandFault lost = proxy.dropReplyTo(command, 1);

      log.write(writer, 1, 2);

      assertThat(lost.hasHappened()).isTrue();
      assertThat(redis.client().llen(RECEIVER)).isOne();
      assertThat(expiryOf(RECEIVER)).isEqualTo(endOfToday);
    }
  }

  @ParameterizedTest(name = "cut before {0}")
  @ValueSource(strings = {"EXEC", "EVAL"})
  void aDeletedListGetsItsExpiryAgainThoughTheConnectionIsCut(String command) throws Exception {
    try (TcpProxy proxy = proxy()) {
      RedisPipelineWriter writer = writerThroughWithKnownExpiry(proxy);
      CommandFault cut = proxy.cutBefore(command, 1);

      log.write(writer, 1, 2);

      assertThat(cut.hasHappened()).isTrue();
      assertThat(redis.client().llen(RECEIVER)).isOne();
      assertThat(expiryOf(RECEIVER)).isEqualTo(endOfToday);
    }
  }

  @Test
  void aDeletedListGetsItsExpiryAgainThoughRedisTakesNoWritesAtThatMoment() throws Exception {
    try (RedisServer server = RedisServer.start()) {
      AtomicBoolean armed = new AtomicBoolean();
      RecordedMetrics refusing =
          new RecordedMetrics() {
            @Override
            public void transactionApplied(int commands) {
              if (armed.get()) {
                server.client().configSet("min-replicas-to-write", "1");
              }
            }

            @Override
            public void retry() {
              super.retry();
              server.client().configSet("min-replicas-to-write", "0");
            }
          };
      RedisPipelineWriter writer = writer(options(1).withUri(server.uri()), refusing, List.of());
      log.write(writer, 0, 1);
      server.client().del(RECEIVER);
      armed.set(true);

      log.write(writer, 1, 2);

      assertThat(refusing.retries).hasValue(1);
      assertThat(refusing.refused).hasValue(0);
      assertThat(server.client().llen(RECEIVER)).isOne();
      assertThat(server.client().pttl(RECEIVER)).isPositive();
    }
  }

  /** All keys are in one bucket, so that there is one transaction to be hit. */
  private RedisPipelineWriter writerThroughWithKnownExpiry(TcpProxy proxy) throws Exception {
    RedisPipelineWriter writer = writer(options(1).withUri("redis://" + proxy.address() + "/0"));
    log.write(writer, 0, 1);
    redis.client().del(RECEIVER);
    return writer;
  }

  @Test
  void aDeletedListGetsItsExpiryAgainByTheReplayWhereDeathCameBefore() throws Exception {
    RedisPipelineWriter dying =
        writer(options(1), new Death(() -> redis.client().pttl(RECEIVER) == -1), List.of());
    log.write(dying, 0, 1);
    redis.client().del(RECEIVER);
    assertThatThrownBy(() -> log.write(dying, 1, 2)).hasRootCauseMessage("killed");
    assertThat(redis.client().pttl(RECEIVER)).isEqualTo(-1);

    log.write(writer(options(1)), 1, 2);

    assertThat(redis.client().llen(RECEIVER)).isOne();
    assertThat(expiryOf(RECEIVER)).isEqualTo(endOfToday);
  }

  /**
   * The push is encoded before midnight and applied after it, and what was to follow is lost, by
   * death here. What is of a day that is over is not written again, so no replay would follow.
   */
  @Test
  void aListThatExpiresUnderACommitIsNotLeftWithoutAnExpiry() throws Exception {
    Instant midnight = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(5);
    ZoneOffset zone = whereADayEndsAt(midnight);
    try (RedisServer server = RedisServer.start()) {
      RedisPipelineWriter dying =
          writer(
              options(1).withUri(server.uri()).withZone(zone).withTimeout(Duration.ofSeconds(30)),
              new Death(() -> server.client().pttl(RECEIVER) == -1),
              List.of());
      log.write(dying, 0, 1);
      assertThat(server.client().pttl(RECEIVER)).isPositive();

      server.suspend();
      Future<?> writing = Executors.newSingleThreadExecutor().submit(() -> writeSecond(dying));
      await().until(() -> Instant.now().isAfter(midnight.plusMillis(100)));
      server.resume();
      await().until(writing::isDone);

      assertThat(listsThatNeverExpire(server.client())).isEmpty();
    }
  }

  private Void writeSecond(RedisPipelineWriter writer) throws Exception {
    log.write(writer, 1, 2);
    return null;
  }

  private static ZoneOffset whereADayEndsAt(Instant midnight) {
    int day = (int) Duration.ofDays(1).toSeconds();
    int late = (int) Math.floorMod(midnight.getEpochSecond(), (long) day);
    return ZoneOffset.ofTotalSeconds(late > day / 2 ? day - late : -late);
  }

  @Test
  void aListThatOthersKeepLongerIsLeftToThem() throws Exception {
    RedisPipelineWriter today = writer(options(4));
    RedisPipelineWriter ahead = writer(options(4));
    RedisPipelineWriter newcomer = writer(options(4));
    log.append(1, event(this.today.plusDays(1).atTime(12, 0).atZone(EventLog.ZONE)));
    log.append(2, event(ZonedDateTime.now(EventLog.ZONE)));

    log.write(today, 0, 1);
    log.write(ahead, 100, 101);
    assertThat(expiryOf(RECEIVER)).isEqualTo(endOfTomorrow);
    log.write(today, 1, 2);
    log.write(newcomer, 101, 102);
    log.write(today, 2, 100);

    assertThat(expiryOf(RECEIVER)).isEqualTo(endOfTomorrow);
    log.assertStandsIn(redis.client(), options(4));
  }

  @Test
  void aListThatCameBackIsKeptAsLongAsTheLatestToWriteItSays() throws Exception {
    RedisPipelineWriter today = writer(options(4));
    RedisPipelineWriter ahead = writer(options(4));
    ZonedDateTime tomorrow = this.today.plusDays(1).atTime(12, 0).atZone(EventLog.ZONE);
    log.append(1, event(tomorrow)).append(1, event(tomorrow));
    log.write(today, 0, 1);
    log.write(ahead, 100, 101);

    redis.client().del(RECEIVER);
    log.write(today, 1, 2);
    assertThat(expiryOf(RECEIVER)).isEqualTo(endOfToday);
    redis.client().del(RECEIVER);
    log.write(ahead, 101, 102);
    log.write(today, 2, 3);

    assertThat(expiryOf(RECEIVER)).isEqualTo(endOfTomorrow);
  }

  @Test
  void noListIsLeftWithoutAnExpiryWhileOthersDelete() throws Exception {
    EventLog traffic = EventLog.generated(SEED, 3, 2_000);
    AtomicBoolean over = new AtomicBoolean();
    RedisPipelineWriter writer = writer(options(16));
    CompletableFuture<Void> deleting =
        CompletableFuture.runAsync(
            () -> {
              Random random = new Random(SEED);
              while (!over.get()) {
                redis.client().del(someReceiver(traffic, random));
              }
            });

    traffic.writeInBatches(writer, 0, traffic.size());
    over.set(true);
    deleting.join();

    assertThat(listsThatNeverExpire(redis.client())).isEmpty();
  }

  private static String someReceiver(EventLog traffic, Random random) {
    return traffic.all().get(random.nextInt(traffic.size())).event().getIds().iterator().next();
  }

  @Test
  void noListIsLeftWithoutAnExpiryWhileRedisEvicts() throws Exception {
    EventLog traffic = EventLog.generated(SEED, 3, 3_000);
    try (RedisServer server =
        RedisServer.builder().setting("maxmemory-policy", "volatile-random").start()) {
      RedisPipelineWriter writer = writer(options(4).withUri(server.uri()));
      traffic.writeInBatches(writer, 0, 1_500);
      String used = number("used_memory", server.client().info("memory"));
      server.client().configSet("maxmemory", used);

      traffic.writeInBatches(writer, 1_500, traffic.size());

      assertThat(number("evicted_keys", server.client().info("stats"))).isNotEqualTo("0");
      assertThat(listsThatNeverExpire(server.client())).isEmpty();
    }
  }

  private static String number(String field, String info) {
    Matcher matcher = Pattern.compile("(?m)^" + field + ":(\\d+)").matcher(info);
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  private static List<String> listsThatNeverExpire(RedisClient client) {
    return client.keys("*").stream()
        .filter(key -> client.type(key).equals("list") && client.pttl(key) == -1)
        .toList();
  }

  private static AnchorInfo event(ZonedDateTime time) {
    return AnchorInfo.builder()
        .businessId(2000000320221224L)
        .ids(RECEIVER)
        .state(AnchorState.SEND_SUCCESS)
        .logTimestamp(time.toInstant().toEpochMilli())
        .build();
  }

  private static TcpProxy proxy() {
    return TcpProxy.to("127.0.0.1", redis.server().port());
  }

  private static long startOf(LocalDate day) {
    return day.atStartOfDay(EventLog.ZONE).toInstant().toEpochMilli();
  }

  /** The moment at which a key expires; all of them are whole minutes. */
  private static long expiryOf(String key) {
    long left = redis.client().pttl(key);
    assertThat(left).isPositive();
    return Math.round((System.currentTimeMillis() + left) / 60_000.0) * 60_000;
  }
}
