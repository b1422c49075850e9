package io.austin.stream.functions.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.austin.stream.common.AnchorInfo;
import io.austin.stream.common.AnchorState;
import io.austin.stream.redis.RedisClients;
import io.austin.stream.test.event.Events;
import io.austin.stream.test.server.RedisCluster;
import io.austin.stream.test.server.RedisExecutable;
import io.austin.stream.test.server.RedisServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.UnifiedJedis;

/** A slot that is on its way between two nodes when a section comes. */
@Timeout(180)
@ParameterizedClass(name = "{0}")
@MethodSource("io.austin.stream.test.server.RedisExecutable#standardAndInstalled")
class MovingSlotIT extends WriterIT {
  /** Both lie in the slot of what stands between the braces. */
  private static final String MESSAGE = "m{tag}";

  private static final String RECEIVER = "r{tag}";

  private static final Pattern CALLS = Pattern.compile("cmdstat_eval(?:sha)?:calls=(\\d+)");

  @Parameter RedisExecutable executable;

  private RedisCluster cluster;
  private RedisPipelineOptions options;
  private UnifiedJedis client;
  private RedisServer from;
  private RedisServer to;
  private int slot;

  @BeforeEach
  void startCluster() {
    cluster = RedisCluster.start(executable);
    options = options(1).withUri(cluster.uri()).withRetryFor(Duration.ofMillis(500));
    client = RedisClients.open(options.endpoint(), options.timeout());
    slot = cluster.slotOf(RECEIVER);
    from = cluster.owner(slot);
    to = from.equals(cluster.node(1)) ? cluster.node(2) : cluster.node(1);
  }

  @AfterEach
  void stopCluster() {
    client.close();
    cluster.close();
  }

  @Test
  void aSectionIsNotBegunThatCannotBeEnded() throws Exception {
    EventLog log = new EventLog(1);
    log.append(0, received(MESSAGE, "other{tag}"));
    log.append(0, received(MESSAGE, RECEIVER));
    RedisPipelineWriter writer = writer(options);
    log.write(writer, 0, 1);
    cluster.beginMove(slot, from, to);

    // The message's trail is there and could be written to, the receiver's is not.
    assertThatThrownBy(() -> log.write(writer, 1, 2))
        .message()
        .containsAnyOf("slot " + slot, "ASK " + slot, "TRYAGAIN");

    assertThat(from.client().llen("Austin:MessageId:" + MESSAGE)).isOne();
    cluster.move(slot, slot + 1, from, to);
    log.write(writer(options));
    assertThat(client.llen("Austin:MessageId:" + MESSAGE)).isEqualTo(2);
    assertThat(client.llen(RECEIVER)).isOne();
    assertThat(client.llen("other{tag}")).isOne();
  }

  @Test
  void aSectionOfOneWriteIsNotDoneEither() throws Exception {
    EventLog log = new EventLog(1);
    log.append(0, received(MESSAGE, "elsewhere"));
    log.append(0, received("another{tag}", "elsewhere"));
    RedisPipelineWriter writer = writer(options);
    log.write(writer, 0, 1);
    cluster.beginMove(slot, from, to);

    assertThatThrownBy(() -> log.write(writer, 1, 2))
        .message()
        .containsAnyOf("slot " + slot, "ASK " + slot, "TRYAGAIN");

    cluster.move(slot, slot + 1, from, to);
    log.write(writer(options));
    assertThat(client.llen("Austin:MessageId:another{tag}")).isOne();
    assertThat(client.llen("elsewhere")).isEqualTo(2);
  }

  @Test
  void aSlotThatHasMovedIsAskedForWhereItIs() throws Exception {
    EventLog log = new EventLog(1);
    for (int i = 0; i < 10; i++) {
      log.append(0, received(MESSAGE, RECEIVER));
    }
    RedisPipelineWriter writer = writer(options.withRetryFor(Duration.ofSeconds(20)));
    for (int i = 0; i < 10; i++) {
      log.write(writer, i, i + 1);
      cluster.move(slot, slot + 1, cluster.owner(slot), i % 2 == 0 ? to : from);
    }

    assertThat(client.llen("Austin:MessageId:" + MESSAGE)).isEqualTo(10);
    assertThat(client.llen(RECEIVER)).isEqualTo(10);
  }

  @Test
  void aMoveIsNoTroubleAndLeavesOtherNodesConnections() throws Exception {
    EventLog log = new EventLog(3);
    for (int i = 0; i < 5; i++) {
      log.append(i / 2, received(MESSAGE, RECEIVER)); // a partition's first asks for all slots
    }
    RedisPipelineWriter writer = writer(options.withRetryFor(Duration.ofSeconds(20)));
    log.write(writer, 0, 1);
    RedisServer other =
        cluster.masters().stream()
            .filter(it -> !it.equals(from) && !it.equals(to))
            .findAny()
            .orElseThrow();
    Set<String> before = connections(other);

    for (int i = 1; i < 5; i++) {
      cluster.move(slot, slot + 1, cluster.owner(slot), i % 2 == 0 ? from : to);
      log.write(writer, i, i + 1);
    }

    assertThat(connections(other)).containsAll(before);
    assertThat(metrics.retries).hasValue(0);
    assertThat(client.llen(RECEIVER)).isEqualTo(5);
  }

  private static Set<String> connections(RedisServer node) {
    Object clients = node.client().sendCommand(Protocol.Command.CLIENT, "LIST", "TYPE", "normal");
    return new String((byte[]) clients, StandardCharsets.US_ASCII)
        .lines()
        .map(line -> line.substring(0, line.indexOf(' '))) // id=...
        .collect(Collectors.toSet());
  }

  @Test
  void aSlotThatStaysHalfWayIsTrouble() throws Exception {
    EventLog log = new EventLog(1);
    log.append(0, received(MESSAGE, RECEIVER));
    log.append(0, received(MESSAGE, "other{tag}"));
    RedisPipelineWriter writer =
        writer(options.withTimeout(Duration.ofMillis(500)).withRetryFor(Duration.ofMillis(1_500)));
    log.write(writer, 0, 1);
    cluster.beginMove(slot, from, to);

    assertThatThrownBy(() -> log.write(writer, 1, 2)).hasMessageContaining("a slot is stuck");

    assertThat(metrics.retries).hasPositiveValue();
  }

  @Test
  void aSlotThatIsOnItsWayWhenAWriterBeginsDoesNotMakeItAskSlotBySlot() throws Exception {
    EventLog log = new EventLog(2);
    log.append(0, received(MESSAGE, RECEIVER));
    log.append(1, received(MESSAGE, RECEIVER)); // a partition's first asks for all slots
    RedisPipelineOptions patient =
        options.withTimeout(Duration.ofMillis(500)).withRetryFor(Duration.ofSeconds(20));
    RedisPipelineWriter usual = writer(patient);
    log.write(usual, 0, 1);
    long calls = calls();
    log.write(usual, 1, 2);
    long callsOfUsual = calls() - calls;
    RedisServer owner = cluster.owner(0);
    RedisServer next = owner.equals(cluster.node(1)) ? cluster.node(2) : cluster.node(1);
    cluster.beginMove(0, owner, next);
    CompletableFuture<Void> arrival =
        CompletableFuture.runAsync(
            () -> {
              await().until(() -> metrics.retries.get() > 0);
              cluster.move(0, 1, owner, next);
            });

    RedisPipelineWriter begunMeanwhile = writer(patient);
    log.write(begunMeanwhile, 0, 1);
    arrival.join();
    calls = calls();
    log.write(begunMeanwhile, 1, 2);

    assertThat(calls() - calls).isCloseTo(callsOfUsual, within(10L));
  }

  /** How many calls of scripts the nodes have counted. */
  private long calls() {
    return cluster.masters().stream()
        .map(it -> it.client().info("commandstats"))
        .flatMap(it -> CALLS.matcher(it).results())
        .mapToLong(it -> Long.parseLong(it.group(1)))
        .sum();
  }

  private static AnchorInfo received(String messageId, String receiver) {
    return Events.step(AnchorState.RECEIVE, messageId, receiver)
        .logTimestamp(System.currentTimeMillis())
        .build();
  }
}
