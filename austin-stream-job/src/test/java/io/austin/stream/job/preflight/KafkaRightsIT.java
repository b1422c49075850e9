package io.austin.stream.job.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.austin.stream.options.InsightsOptionDefinitions;
import io.austin.stream.options.NotifyOptionDefinitions;
import io.austin.stream.options.OptionValues;
import io.austin.stream.options.UsageException;
import io.austin.stream.test.server.KafkaExtension;
import io.austin.stream.test.server.KafkaServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a Kafka with an authorizer grants, and what the user is told. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class KafkaRightsIT {
  private static final String LOGIN =
      "org.apache.kafka.common.security.plain.PlainLoginModule required ";

  private static final AclBinding READ_TOPIC =
      grant(ResourceType.TOPIC, "austinLog", AclOperation.READ);
  private static final AclBinding WRITE_LETTERS =
      grant(ResourceType.TOPIC, "dead", AclOperation.WRITE);
  private static final AclBinding USE_GROUP =
      grant(ResourceType.GROUP, "austinLogGroup", AclOperation.READ);

  @RegisterExtension
  static final KafkaExtension kafka =
      new KafkaExtension(
          KafkaServer.builder()
              .property(
                  "listener.security.protocol.map",
                  "CLIENT:SASL_PLAINTEXT,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT")
              .property("sasl.enabled.mechanisms", "PLAIN")
              .property(
                  "listener.name.client.plain.sasl.jaas.config", LOGIN + "user_austin=\"secret\";")
              .property(
                  "authorizer.class.name",
                  "org.apache.kafka.metadata.authorizer.StandardAuthorizer")
              .property("super.users", "User:ANONYMOUS"));

  @BeforeEach
  void createTopics() throws Exception {
    revokeAll();
    kafka.server().createTopic("austinLog", 1);
    kafka.server().createTopic("dead", 1);
  }

  @Test
  void whoMayDoAllIsToldNothing() throws Exception {
    assertThat(check(Map.of(), READ_TOPIC, WRITE_LETTERS, USE_GROUP)).isEmpty();
  }

  @Test
  void readingTheTopic() {
    assertRefused(
        "does not let this user read the topic 'austinLog'. Grant READ on it, or correct"
            + " kafka.topic.",
        grant(ResourceType.TOPIC, "austinLog", AclOperation.DESCRIBE),
        WRITE_LETTERS,
        USE_GROUP);
  }

  @Test
  void writingDeadLetters() {
    assertRefused(
        "does not let this user write to the topic 'dead'. Grant WRITE on it, or correct"
            + " dead-letter.topic.",
        READ_TOPIC,
        grant(ResourceType.TOPIC, "dead", AclOperation.READ),
        USE_GROUP);
  }

  @Test
  void aCompactedDeadLetterTopic() {
    kafka.server().deleteTopic("dead");
    kafka.server().createTopic("dead", 1, Map.of("cleanup.policy", "compact,delete"));

    assertRefused(
        "The dead-letter topic 'dead' is compacted",
        READ_TOPIC,
        WRITE_LETTERS,
        USE_GROUP,
        grant(ResourceType.TOPIC, "austinLog", AclOperation.DESCRIBE_CONFIGS),
        grant(ResourceType.TOPIC, "dead", AclOperation.DESCRIBE_CONFIGS));
  }

  @Test
  void theGroup() throws Exception {
    assertThat(check(Map.of(), READ_TOPIC, WRITE_LETTERS))
        .singleElement()
        .asString()
        .contains("does not let this user use the consumer group 'austinLogGroup'", "Grant READ")
        .contains("the console will call it dead");
    assertThatThrownBy(() -> check(Map.of("kafka.start", "committed"), READ_TOPIC, WRITE_LETTERS))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("where kafka.start has it start");
  }

  @Test
  void whatNotifyNeeds() throws Exception {
    AclBinding group = grant(ResourceType.GROUP, "austinNotify-billing", AclOperation.READ);
    assertThat(checkNotify(READ_TOPIC, WRITE_LETTERS, group)).isEmpty();

    revokeAll();
    assertThatThrownBy(
            () ->
                checkNotify(
                    grant(ResourceType.TOPIC, "austinLog", AclOperation.DESCRIBE),
                    grant(ResourceType.TOPIC, "dead", AclOperation.READ)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(
            "read the topic 'austinLog'. Grant READ on it, or correct outcomes.topic.")
        .hasMessageContaining(
            "write to the topic 'dead'. Grant WRITE on it, or correct notify.dead-")
        .hasMessageContaining(
            "use the consumer group 'austinNotify-billing'. Grant READ on it, or correct"
                + " notify.group.id.");
  }

  private static List<String> checkNotify(AclBinding... granted) throws Exception {
    grantOnly(granted);
    Findings findings = new Findings();
    OptionValues options =
        options(
            Map.of(
                "kafka.topic", "traces",
                "outcomes.topic", "austinLog",
                "notify.dead-letter.topic", "dead"));
    new KafkaPreflight(options, findings)
        .runForNotify(
            List.of(
                InsightsOptionDefinitions.OUTCOMES_TOPIC,
                NotifyOptionDefinitions.NOTIFY_DEAD_LETTER_TOPIC),
            List.of("austinNotify-billing"));
    return findings.warningsOrThrow();
  }

  private static void assertRefused(String message, AclBinding... granted) {
    assertThatThrownBy(() -> check(Map.of(), granted))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(message);
  }

  private static List<String> check(Map<String, String> more, AclBinding... granted)
      throws Exception {
    grantOnly(granted);
    Findings findings = new Findings();
    new KafkaPreflight(options(more), findings).runForTheJob();
    return findings.warningsOrThrow();
  }

  private static void revokeAll() throws Exception {
    kafka.server().admin().deleteAcls(List.of(AclBindingFilter.ANY)).all().get();
    awaitGranted(Set.of());
  }

  /** To who was granted nothing before. */
  private static void grantOnly(AclBinding... granted) throws Exception {
    kafka.server().admin().createAcls(List.of(granted)).all().get();
    awaitGranted(Set.of(granted));
  }

  /** The controller has said yes before the broker knows of it. */
  private static void awaitGranted(Set<AclBinding> granted) {
    await()
        .until(
            () ->
                Set.copyOf(
                    kafka.server().admin().describeAcls(AclBindingFilter.ANY).values().get()),
            granted::equals);
  }

  private static OptionValues options(Map<String, String> more) {
    Map<String, String> options = new HashMap<>(more);
    options.put("kafka.bootstrap.servers", kafka.bootstrapServers());
    options.put("dead-letter.topic", "dead");
    options.put("kafka.properties.security.protocol", "SASL_PLAINTEXT");
    options.put("kafka.properties.sasl.mechanism", "PLAIN");
    options.put(
        "kafka.properties.sasl.jaas.config", LOGIN + "username=\"austin\" password=\"secret\";");
    return OptionValues.of(options);
  }

  private static AclBinding grant(ResourceType type, String name, AclOperation operation) {
    return new AclBinding(
        new ResourcePattern(type, name, PatternType.LITERAL),
        new AccessControlEntry("User:austin", "*", operation, AclPermissionType.ALLOW));
  }
}
