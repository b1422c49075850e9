package io.austin.stream.functions.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.austin.stream.functions.redis.wire.RedisPipelineException;
import io.austin.stream.test.event.Events;
import io.austin.stream.test.fault.TcpProxy;
import io.austin.stream.test.server.RedisCluster;
import io.austin.stream.test.server.RedisExecutable;
import io.austin.stream.test.server.RedisServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import redis.clients.jedis.Protocol;

/** A Redis that is away, full or stalled, and comes back with all it had. */
class RedisAwayIT extends FaultyRedis {
  @Test
  void whatRedisAcknowledgedSurvivesItsDeathWithAnAppendOnlyFile() throws Exception {
    try (RedisServer server =
        RedisServer.builder().appendOnly().setting("appendfsync", "always").start()) {
      RedisPipelineOptions options = options(16, server);
      RedisPipelineWriter writer = writer(options);
      log.write(writer, 0, 500);
      server.kill();
      CompletableFuture<Void> rest = CompletableFuture.runAsync(server::restart);

      log.write(writer, 500, 2_000);

      rest.join();
      log.assertStandsIn(server.client(), options);
    }
  }

  @Test
  void aFullRedisIsWaitedFor() throws Exception {
    try (RedisServer server =
        RedisServer.builder().setting("maxmemory-policy", "noeviction").start()) {
      RedisPipelineOptions options = options(16, server);
      RedisPipelineWriter writer = writer(options);
      log.write(writer, 0, 500);
      server.client().configSet("maxmemory", "1mb");
      CompletableFuture<Void> rest =
          CompletableFuture.runAsync(
              () -> {
                await().until(() -> metrics.retries.get() > 2);
                server.client().configSet("maxmemory", "0");
              });

      log.write(writer, 500, 2_000);

      rest.join();
      log.assertStandsIn(server.client(), options);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.austin.stream.test.server.RedisExecutable#standardAndInstalled")
  void aRedisThatCannotSaveIsWaitedForUntilItCan(RedisExecutable executable) throws Exception {
    try (RedisServer server = RedisServer.builder().executable(executable).start()) {
      RedisPipelineOptions options = options(16, server);
      AtomicReference<UnwritableSnapshot> snapshot = new AtomicReference<>();
      RecordedMetrics refusing =
          new RecordedMetrics() {
            @Override
            public void retry() {
              super.retry();
              log.assertStandsBelowFencesIn(snapshot.get().client(), options);
              if (retries.get() == 3) {
                snapshot.get().remove();
              }
            }
          };
      RedisPipelineWriter writer = writer(options, refusing, List.of());
      log.write(writer, 0, 500);
      snapshot.set(UnwritableSnapshot.of(server));

      log.write(writer, 500, 2_000);

      assertThat(refusing.retries).hasValue(3);
      log.assertStandsIn(server.client(), options);
    }
  }

  @Test
  void aStalledRedisIsGivenUpAfterTheTimeoutAndTriedAgain() throws Exception {
    try (TcpProxy proxy = proxy()) {
      RedisPipelineWriter writer = writer(through(proxy).withTimeout(Duration.ofMillis(300)));
      log.write(writer, 0, 500);
      proxy.stall();
      CompletableFuture<Void> rest =
          CompletableFuture.runAsync(
              () -> {
                await().until(() -> metrics.retries.get() > 0);
                proxy.resume();
              });

      log.write(writer, 500, 2_000);

      rest.join();
      log.assertStandsIn(redis.client(), options(16));
    }
  }

  @Test
  void aRedisThatTakesNothingIsGivenUpAfterTheTimeoutAndTriedAgain() throws Exception {
    EventLog large = new EventLog(1);
    for (int i = 0; i < 12_000; i++) {
      large.append(0, Events.received("m".repeat(1_000) + i, "13711112222"));
    }
    try (RedisServer server = RedisServer.start()) {
      RedisPipelineOptions options =
          options(1, server)
              .withTimeout(Duration.ofMillis(500))
              .withMaxBatchEvents(12_000)
              .withMaxBatchBytes(100_000_000); // more than the sockets' buffers take
      RedisPipelineWriter writer = writer(options);
      large.write(writer, 0, 1);
      server.suspend();
      CompletableFuture<Void> rest =
          CompletableFuture.runAsync(
              () -> {
                await().until(() -> metrics.retries.get() > 0);
                server.resume();
              });

      large.write(writer, 1, large.size());

      rest.join();
      large.assertStandsIn(server.client(), options);
    }
  }

  /** Of a node before 7 each slot is asked for by itself: more than sockets take. */
  @Test
  void aNodeThatTakesNothingWhileItsFencesAreAskedForIsGivenUp() throws Exception {
    try (RedisServer node = oneNode()) {
      Duration timeout = Duration.ofMillis(500);
      Duration retryFor = Duration.ofSeconds(2);
      RedisPipelineWriter writer =
          writer(toTheCluster(node).withTimeout(timeout).withRetryFor(retryFor));
      node.suspend();

      try {
        assertThat(CompletableFuture.runAsync(() -> writeFirst(writer)))
            .failsWithin(retryFor.plus(timeout.multipliedBy(5)))
            .withThrowableThat()
            .withRootCauseInstanceOf(IOException.class);
        assertThat(metrics.retries).hasPositiveValue();
      } finally {
        node.resume();
      }
    }
  }

  @Test
  void aTaskIsCancelledThoughRedisTakesNothing() throws Exception {
    try (RedisServer node = oneNode()) {
      RedisPipelineWriter writer = writer(toTheCluster(node).withTimeout(Duration.ofMinutes(5)));
      node.suspend();

      try {
        CompletableFuture<Thread> task = new CompletableFuture<>();
        CompletableFuture<Void> first =
            CompletableFuture.runAsync(
                () -> {
                  task.complete(Thread.currentThread());
                  writeFirst(writer);
                });
        await().until(() -> isStuckSending(task.get()));
        task.get().interrupt();

        assertThat(first)
            .failsWithin(Duration.ofSeconds(5))
            .withThrowableThat()
            .withRootCauseInstanceOf(InterruptedException.class);
      } finally {
        node.resume();
      }
    }
  }

  private static boolean isStuckSending(Thread thread) {
    List<StackTraceElement> stack = List.of(thread.getStackTrace());
    return stack.stream().anyMatch(frame -> frame.getMethodName().equals("send"))
        && stack.get(0).isNativeMethod();
  }

  private static RedisServer oneNode() {
    return RedisCluster.startOneNode(RedisExecutable.standard(), port -> port);
  }

  private RedisPipelineOptions toTheCluster(RedisServer node) {
    return options(1).withUri("redis+cluster://127.0.0.1:" + node.port());
  }

  private void writeFirst(RedisPipelineWriter writer) {
    try {
      log.write(writer, 0, 1);
    } catch (Exception failed) {
      throw new CompletionException(failed);
    }
  }

  @Test
  void aWriterClosesThoughManyNodesAnswerNothing() throws Exception {
    try (RedisServer node = oneNode();
        ServerSocket silent = new ServerSocket(0, 1_000)) {
      RedisPipelineOptions options = toTheCluster(node).withTimeout(Duration.ofSeconds(1));
      String all = options.endpoint().uri() + "," + silentNodes(silent);
      RedisPipelineWriter writer = writer(options.withUri(all));
      log.write(writer, 0, 1);
      node.suspend();

      try {
        writer.write(log.all().get(3));
        await().until(() -> metrics.retries.get() > 0);

        assertThat(CompletableFuture.runAsync(() -> close(writer)))
            .succeedsWithin(Duration.ofSeconds(5));
      } finally {
        node.resume();
      }
    }
  }

  @Test
  void aRedisThatAnswersNothingIsTriedAgainForAsLongAsSaidAndNoLonger() throws Exception {
    try (TcpProxy proxy = proxy()) {
      Duration timeout = Duration.ofMillis(500);
      Duration retryFor = Duration.ofSeconds(2);
      RedisPipelineWriter writer =
          writer(through(proxy).withTimeout(timeout).withRetryFor(retryFor));
      log.write(writer, 0, 500);
      proxy.stall();
      long began = System.nanoTime();

      assertThatThrownBy(() -> log.write(writer, 500, 600))
          .isInstanceOf(RedisPipelineException.class);

      assertThat(Duration.ofNanos(System.nanoTime() - began))
          .isBetween(retryFor, retryFor.plus(timeout.multipliedBy(3)));
    }
  }

  @Test
  void aClusterOfWhichNoNodeAnswersIsGivenUpInTimeToo() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1_000)) {
      Duration timeout = Duration.ofMillis(500);
      Duration retryFor = Duration.ofSeconds(2);
      RedisPipelineOptions options =
          options(1)
              .withUri("redis+cluster://" + silentNodes(silent))
              .withTimeout(timeout)
              .withRetryFor(retryFor);
      long began = System.nanoTime();

      assertThatThrownBy(() -> writer(options)).isInstanceOf(RedisPipelineException.class);

      assertThat(Duration.ofNanos(System.nanoTime() - began))
          .isBetween(retryFor, retryFor.plus(timeout.multipliedBy(3)));
    }
  }

  @Test
  void theOneNodeThatAnswersIsFoundAmongManyThatDoNot() throws Exception {
    try (RedisServer node = oneNode();
        ServerSocket silent = new ServerSocket(0, 1_000)) {
      RedisPipelineOptions options =
          toTheCluster(node)
              .withUri("redis+cluster://" + silentNodes(silent) + ",127.0.0.1:" + node.port())
              .withTimeout(Duration.ofMillis(500))
              .withRetryFor(Duration.ofSeconds(2));

      log.write(writer(options), 0, 1);
    }
  }

  private static String silentNodes(ServerSocket silent) {
    return IntStream.rangeClosed(1, 40)
        .mapToObj(i -> "127.0.0." + i + ":" + silent.getLocalPort())
        .collect(Collectors.joining(","));
  }

  @Test
  void connectionsThatRedisClosesWhileNothingIsUnderWayAreNoTrouble() throws Exception {
    RedisPipelineWriter writer = writer(options(16));
    log.write(writer, 0, 500);
    await()
        .pollDelay(Duration.ofMillis(1_100))
        .until(() -> true); // as long as Redis takes at least
    redis.client().sendCommand(Protocol.Command.CLIENT, "KILL", "TYPE", "normal", "SKIPME", "yes");

    log.write(writer, 500, 2_000);

    assertThat(metrics.retries).hasValue(0);
    log.assertStandsIn(redis.client(), options(16));
  }

  @Test
  void aWriterClosesThoughNobodyAnswers() throws Exception {
    try (TcpProxy proxy = proxy()) {
      RedisPipelineWriter writer = writer(through(proxy).withTimeout(Duration.ofMinutes(5)));
      log.write(writer, 0, 500);
      proxy.stall();
      for (int i = 500; i < 600; i++) {
        writer.write(log.all().get(i));
      }

      assertThat(CompletableFuture.runAsync(() -> close(writer)))
          .succeedsWithin(Duration.ofSeconds(5));
    }
  }

  private static void close(RedisPipelineWriter writer) {
    try {
      writer.close();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aRedisThatStaysAwayIsNamed() {
    RedisPipelineOptions options =
        RedisPipelineOptions.to("redis://:hushhush@127.0.0.1:1/0", "group")
            .withRetryFor(Duration.ZERO);

    assertThatThrownBy(() -> writer(options))
        .isInstanceOf(RedisPipelineException.class)
        .hasMessageContaining("Redis at redis://:***@127.0.0.1:1/0")
        .hasMessageNotContaining("hushhush");
  }
}
