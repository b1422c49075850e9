package io.austin.stream.functions.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.austin.stream.functions.redis.protocol.AnotherWriterException;
import io.austin.stream.functions.redis.wire.RedisPipelineException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * Two writers of one group at a time, as a job may have for a moment that was given up and lives.
 */
class TwoWritersIT extends FaultyRedis {
  @Test
  void ofTwoLiveWritersOneStops() throws Exception {
    RedisPipelineWriter first = writer(options(16));
    RedisPipelineWriter second = writer(options(16));
    log.write(first, 0, 500);
    log.write(second, 0, 1_000);

    assertThatThrownBy(() -> log.write(first, 500, 1_500))
        .isInstanceOf(RedisPipelineException.class)
        .hasRootCauseInstanceOf(AnotherWriterException.class)
        .hasMessageContaining("another writer of group austinLogGroup")
        .hasMessageMatching(".*austinLog-\\d bucket \\d+: this writer left it at offset 16\\d, .*");

    log.write(second, 1_000, 2_000);
    log.assertStandsIn(redis.client(), options(16));
  }

  @Test
  void twoWritersSideBySideNeverApplyTwice() throws Exception {
    CompletableFuture<Void> other = writing(writer(options(16)));
    CompletableFuture<Void> one = writing(writer(options(16)));
    await().until(() -> one.isDone() && other.isDone());

    log.assertStandsBelowFencesIn(redis.client(), options(16));
    log.write(writer(options(16)));
    log.assertStandsIn(redis.client(), options(16));
  }

  private CompletableFuture<Void> writing(RedisPipelineWriter writer) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            log.writeInBatches(writer, 0, log.size());
          } catch (Exception refused) {
            assertThat(refused).hasRootCauseInstanceOf(AnotherWriterException.class);
          }
        });
  }
}
