package io.austin.stream.test.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A broker that asks its clients for a password, by broker properties alone. */
@Timeout(60)
class KafkaSaslIT {
  private static final String LOGIN =
      "org.apache.kafka.common.security.plain.PlainLoginModule required ";

  @RegisterExtension
  static final KafkaExtension kafka =
      new KafkaExtension(
          KafkaServer.builder()
              .property(
                  "listener.security.protocol.map",
                  "CLIENT:SASL_PLAINTEXT,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT")
              .property("sasl.enabled.mechanisms", "PLAIN")
              .property(
                  "listener.name.client.plain.sasl.jaas.config",
                  LOGIN + "user_austin=\"secret\";"));

  @Test
  void admitsWhoKnowsThePassword() throws Exception {
    kafka.server().createTopic("traces", 1);

    try (Admin admin = Admin.create(client("secret"))) {
      assertThat(admin.listTopics().names().get()).containsExactly("traces");
    }
  }

  @Test
  void refusesWhoDoesNot() {
    try (Admin admin = Admin.create(client("guess"))) {
      assertThatThrownBy(() -> admin.listTopics().names().get())
          .hasCauseInstanceOf(SaslAuthenticationException.class);
    }
  }

  private static Map<String, Object> client(String password) {
    Map<String, Object> options = new HashMap<>();
    options.put("bootstrap.servers", kafka.bootstrapServers());
    options.put("security.protocol", "SASL_PLAINTEXT");
    options.put("sasl.mechanism", "PLAIN");
    options.put("sasl.jaas.config", LOGIN + "username=\"austin\" password=\"" + password + "\";");
    return options;
  }
}
