package io.austin.stream.test.server;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class KafkaInProcessIT extends KafkaServerContract {
  @RegisterExtension static final KafkaExtension kafka = new KafkaExtension();

  @Override
  KafkaExtension kafka() {
    return kafka;
  }

  @Override
  KafkaServer.Builder builder() {
    return KafkaServer.builder();
  }

  @Test
  void cannotBeKilled() {
    assertThatThrownBy(() -> kafka.server().kill())
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("childProcess");
  }
}
