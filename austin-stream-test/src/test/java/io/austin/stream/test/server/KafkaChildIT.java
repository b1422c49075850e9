package io.austin.stream.test.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class KafkaChildIT extends KafkaServerContract {
  @RegisterExtension
  static final KafkaExtension kafka = new KafkaExtension(KafkaServer.builder().childProcess());

  @Override
  KafkaExtension kafka() {
    return kafka;
  }

  @Override
  KafkaServer.Builder builder() {
    return KafkaServer.builder().childProcess();
  }

  @Test
  void keepsAcknowledgedRecordsOverAKill() {
    KafkaServer server = kafka.server();
    server.createTopic("traces", 1);
    server.produce("traces", 0, values("a", "b"));
    long pid = server.pid();

    server.kill();
    assertThat(server.isRunning()).isFalse();
    server.restart();

    assertThat(server.pid()).isNotEqualTo(pid);
    assertThat(server.endOffsets("traces")).containsEntry(0, 2L);
    assertThat(server.produce("traces", 0, values("c"))).isEqualTo(2);
  }

  @Test
  void answersNothingWhileSuspended() {
    KafkaServer server = kafka.server();
    Map<String, Object> impatient =
        Map.of(
            "bootstrap.servers", server.bootstrapServers(),
            "request.timeout.ms", 500,
            "default.api.timeout.ms", 500);
    try (Admin admin = Admin.create(impatient)) {
      server.suspend();
      assertThatThrownBy(() -> admin.listTopics().names().get())
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(TimeoutException.class);
      server.resume();

      server.createTopic("traces", 1);
      assertThat(server.produce("traces", 0, values("a"))).isZero();
    }
  }

  /** And leaves no process behind. */
  @Override
  @Test
  void keepsItsDataOverARestart() {
    long pid = kafka.server().pid();

    super.keepsItsDataOverARestart();

    assertThat(ProcessHandle.of(pid)).isNotPresent();
  }

  @Test
  void failsWithinItsLimitWithTheEndOfItsLog() {
    assertThatThrownBy(() -> builder().startLimit(Duration.ofMillis(700)).start())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("was not ready within")
        .hasMessageContaining("the end of its log");
  }
}
