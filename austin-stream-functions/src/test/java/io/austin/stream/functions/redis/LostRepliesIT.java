package io.austin.stream.functions.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.test.fault.CommandFault;
import io.austin.stream.test.fault.HeldCommand;
import io.austin.stream.test.fault.TcpProxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection that loses replies, breaks, or delivers a transaction when it was given up. */
class LostRepliesIT extends FaultyRedis {
  @ParameterizedTest(name = "the reply to EXEC {0}")
  @ValueSource(ints = {1, 2, 8, 16, 17})
  void aLostReplyIsResolvedByTheFences(int exec) throws Exception {
    try (TcpProxy proxy = proxy()) {
      RedisPipelineWriter writer = writer(through(proxy));
      log.write(writer, 0, 500);
      CommandFault lost = proxy.dropReplyTo("EXEC", exec);

      log.writeInBatches(writer, 500, 2_000);

      assertThat(lost.hasHappened()).isTrue();
      assertThat(metrics.retries).hasPositiveValue();
      log.assertStandsIn(redis.client(), options(16));
    }
  }

  @ParameterizedTest(name = "cut before EXEC {0}")
  @ValueSource(ints = {1, 2, 16})
  void aConnectionCutBeforeExecIsMadeAgain(int exec) throws Exception {
    try (TcpProxy proxy = proxy()) {
      RedisPipelineWriter writer = writer(through(proxy));
      log.write(writer, 0, 500);
      CommandFault cut = proxy.cutBefore("EXEC", exec);

      log.writeInBatches(writer, 500, 2_000);

      assertThat(cut.hasHappened()).isTrue();
      log.assertStandsIn(redis.client(), options(16));
    }
  }

  @ParameterizedTest(name = "the reply to EXEC {0} of 16")
  @ValueSource(ints = {1, 2, 3, 8, 15, 16})
  void aReplyLostOnOneConnectionWhileOthersCommitIsResolved(int exec) throws Exception {
    try (TcpProxy proxy = proxy()) {
      RedisPipelineWriter writer = writer(through(proxy).withMaxBatchEvents(10_000));
      log.write(writer, 0, 500);
      assertThat(proxy.connections()).isEqualTo(2);
      CommandFault lost = proxy.dropReplyTo("EXEC", exec);
      // With two on their way at a time, a sooner one may be cut before that reply comes.
      CommandFault cut = proxy.cutBefore("EXEC", exec + 2);

      log.write(writer, 500, 1_500);
      log.write(writer, 1_500, 2_000);

      assertThat(lost.hasHappened()).isTrue();
      assertThat(cut.hasHappened()).isTrue();
      log.assertStandsIn(redis.client(), options(16));
    }
  }

  @Test
  void anExecThatArrivesAfterItWasGivenUpIsRefused() throws Exception {
    try (TcpProxy proxy = proxy()) {
      RedisPipelineWriter writer = writer(through(proxy));
      log.write(writer, 0, 500);
      HeldCommand late = proxy.holdBack("EXEC");

      log.write(writer, 500, 2_000);
      late.release();

      log.assertStandsIn(redis.client(), options(16));
    }
  }

  @ParameterizedTest(name = "EXEC {0}")
  @ValueSource(ints = {1, 2, 3, 16})
  void anExecOfOneConnectionThatArrivesAfterOthersWentOnIsRefused(int exec) throws Exception {
    try (TcpProxy proxy = proxy()) {
      RedisPipelineWriter writer = writer(through(proxy));
      log.write(writer, 0, 500);
      HeldCommand late = proxy.holdBack("EXEC", exec);

      log.write(writer, 500, 1_000);
      late.release();
      log.assertStandsBelowFencesIn(redis.client(), options(16));
      log.write(writer, 1_000, 2_000);

      log.assertStandsIn(redis.client(), options(16));
    }
  }
}
