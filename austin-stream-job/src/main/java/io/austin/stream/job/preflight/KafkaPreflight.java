package io.austin.stream.job.preflight;

import static io.austin.stream.options.ArchiveOptionDefinitions.ARCHIVE_GROUP_ID;
import static io.austin.stream.options.InsightsOptionDefinitions.ALERTS_RULES_TOPIC;
import static io.austin.stream.options.InsightsOptionDefinitions.ALERTS_TOPIC;
import static io.austin.stream.options.InsightsOptionDefinitions.INSIGHTS_GROUP_ID;
import static io.austin.stream.options.InsightsOptionDefinitions.OUTCOMES_TOPIC;
import static io.austin.stream.options.NotifyOptionDefinitions.NOTIFY_DEAD_LETTER_TOPIC;
import static io.austin.stream.options.NotifyOptionDefinitions.NOTIFY_GROUP_ID;
import static io.austin.stream.options.OptionDefinitions.CHECKPOINT_INTERVAL;
import static io.austin.stream.options.OptionDefinitions.DEAD_LETTER_TOPIC;
import static io.austin.stream.options.OptionDefinitions.KAFKA_BOOTSTRAP_SERVERS;
import static io.austin.stream.options.OptionDefinitions.KAFKA_GROUP_ID;
import static io.austin.stream.options.OptionDefinitions.KAFKA_START;
import static io.austin.stream.options.OptionDefinitions.KAFKA_TOPIC;

import io.austin.stream.common.NearestNames;
import io.austin.stream.job.options.KafkaOptions;
import io.austin.stream.kafka.KafkaOutcomes;
import io.austin.stream.options.ArchiveOptionDefinitions;
import io.austin.stream.options.InsightsOptionDefinitions;
import io.austin.stream.options.KafkaStart;
import io.austin.stream.options.Option;
import io.austin.stream.options.OptionValues;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Checks that Kafka answers, knows the topics, lets the job do what it does, that dead letters fit
 * into their topic, and that transactions live until a checkpoint commits them.
 */
final class KafkaPreflight {
  private static final int NAMES_TO_OFFER = 3;

  /** Flink's default. */
  private static final Duration CHECKPOINT_TIMEOUT = Duration.ofMinutes(10);

  private final OptionValues options;
  private final Findings findings;
  private final String servers;

  KafkaPreflight(OptionValues options, Findings findings) {
    this.options = options;
    this.findings = findings;
    this.servers = options.get(KAFKA_BOOTSTRAP_SERVERS);
  }

  /** Checks what readers need too. */
  void run() {
    run(admin -> checkTopics(admin, AclOperation.READ));
  }

  /** Checks all that the job needs. */
  void runForTheJob() {
    run(
        admin -> {
          checkTopics(admin, AclOperation.WRITE);
          checkGroup(admin, options.get(KAFKA_GROUP_ID), KAFKA_GROUP_ID);
        });
  }

  /** Checks all that the insights job needs. */
  void runForInsights() {
    run(
        admin -> {
          areThere(admin);
          checkGroup(admin, InsightsOptionDefinitions.groupId(options), INSIGHTS_GROUP_ID);
          checkOutcomes(admin);
          checkAlerts(admin);
        });
  }

  /** Checks all that the archive needs. */
  void runForArchive() {
    run(
        admin -> {
          areThere(admin);
          checkGroup(admin, ArchiveOptionDefinitions.groupId(options), ARCHIVE_GROUP_ID);
        });
  }

  /** Checks all that notify needs, with what is to be posted and dead letters in these topics. */
  void runForNotify(Collection<Option<String>> topics, Collection<String> groups) {
    run(
        admin -> {
          List<String> read = new ArrayList<>();
          for (Option<String> topic : topics) {
            boolean letters = topic.equals(NOTIFY_DEAD_LETTER_TOPIC);
            AclOperation right = letters ? AclOperation.WRITE : AclOperation.READ;
            String name = options.get(topic);
            if (exists(admin, name, topic, right)) {
              if (letters) {
                checkDeadLetters(admin, name, read);
              }
              read.add(name);
            }
          }
          for (String group : groups) {
            if (!mayUse(admin, group)) {
              findings.error(forbidden(group) + ". " + grant(NOTIFY_GROUP_ID));
            }
          }
        });
  }

  private interface Check {
    void on(Admin admin) throws ExecutionException, InterruptedException;
  }

  private void run(Check check) {
    if (!accepts()) {
      return;
    }
    Admin admin;
    try {
      admin = Admin.create(properties());
    } catch (KafkaException invalid) {
      findings.error(
          "The Kafka client cannot be set up: "
              + Reason.of(invalid)
              + ". Correct kafka.properties.*.");
      return;
    }
    try {
      check.on(admin);
    } catch (ExecutionException failed) {
      findings.error(told(failed.getCause() == null ? failed : failed.getCause()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      findings.error("Interrupted while asking Kafka at " + servers + ".");
    } finally {
      admin.close(Duration.ZERO);
    }
  }

  /** Looks for itself before a client does: clients don't say why they get no connection. */
  boolean accepts() {
    List<String> reasons = new ArrayList<>();
    String[] each = servers.split(",");
    for (String server : each) {
      try {
        connect(server, (int) Preflight.TIMEOUT.toMillis() / each.length);
        return true;
      } catch (IOException failed) {
        reasons.add(server + " (" + Reason.of(failed) + ")");
      }
    }
    findings.error(
        "Kafka cannot be reached at "
            + String.join(", ", reasons)
            + ". Start it, or correct kafka.bootstrap.servers.");
    return false;
  }

  /** Tries every address of the name, as the clients do. */
  private static void connect(String server, int timeoutMillis) throws IOException {
    int colon = server.lastIndexOf(':');
    int port = Integer.parseInt(server.substring(colon + 1));
    InetAddress[] addresses = InetAddress.getAllByName(server.substring(0, colon));
    IOException failure = new UnknownHostException(server);
    for (InetAddress address : addresses) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(address, port), timeoutMillis / addresses.length);
        return;
      } catch (IOException failed) {
        failure = failed;
      }
    }
    throw failure;
  }

  private Properties properties() {
    Properties properties = KafkaOptions.clients(options).admin();
    String timeout = String.valueOf(Preflight.KAFKA_TIMEOUT.toMillis());
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeout);
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout);
    // Of a name's addresses the first may be silent: time is left for the next ones.
    properties.put(
        AdminClientConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG,
        String.valueOf(Preflight.TIMEOUT.toMillis() / 4));
    return properties;
  }

  private void checkTopics(Admin admin, AclOperation toDeadLetters)
      throws ExecutionException, InterruptedException {
    boolean allThere = areThere(admin);
    Optional<String> deadLetters = options.find(DEAD_LETTER_TOPIC);
    if (deadLetters.isPresent()
        && exists(admin, deadLetters.get(), DEAD_LETTER_TOPIC, toDeadLetters)
        && allThere) {
      checkDeadLetters(admin, deadLetters.get(), options.get(KAFKA_TOPIC));
    }
  }

  private boolean areThere(Admin admin) throws ExecutionException, InterruptedException {
    boolean allThere = true;
    for (String topic : options.get(KAFKA_TOPIC)) {
      allThere &= exists(admin, topic, KAFKA_TOPIC, AclOperation.READ);
    }
    return allThere;
  }

  /** Whether the topic is there and may be read or written. */
  private boolean exists(Admin admin, String topic, Option<?> option, AclOperation needed)
      throws ExecutionException, InterruptedException {
    try {
      DescribeTopicsOptions rights = new DescribeTopicsOptions().includeAuthorizedOperations(true);
      for (TopicDescription found :
          admin.describeTopics(List.of(topic), rights).allTopicNames().get().values()) {
        if (lacks(found.authorizedOperations(), needed)) {
          findings.error(
              "Kafka at %s does not let this user %s the topic '%s'. Grant %s on it, or correct %s."
                  .formatted(servers, verb(needed), topic, needed, option.key()));
          return false;
        }
      }
      return true;
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof UnknownTopicOrPartitionException) {
        findings.error(
            "Topic '%s' does not exist in Kafka at %s; %s. Create it, or correct %s."
                .formatted(topic, servers, nearest(admin, topic), option.key()));
        return false;
      }
      if (failed.getCause() instanceof AuthorizationException) {
        findings.error(
            "Kafka at %s does not let this user see the topic '%s'. Grant it, or correct %s."
                .formatted(servers, topic, option.key()));
        return false;
      }
      throw failed;
    }
  }

  /** Brokers that are too old to be asked for rights tell of none. */
  private static boolean lacks(@Nullable Set<AclOperation> granted, AclOperation needed) {
    return granted != null
        && !granted.isEmpty()
        && !granted.contains(needed)
        && !granted.contains(AclOperation.ALL);
  }

  private static String verb(AclOperation needed) {
    return needed == AclOperation.WRITE ? "write to" : "read";
  }

  /** What the job does in its group it can do without, but for a start at the group's offsets. */
  private void checkGroup(Admin admin, String group, Option<?> option)
      throws ExecutionException, InterruptedException {
    if (mayUse(admin, group)) {
      return;
    }
    if (options.get(KAFKA_START).point() == KafkaStart.Point.COMMITTED) {
      findings.error(
          forbidden(group) + ", where " + KAFKA_START.key() + " has it start. " + grant(option));
    } else {
      findings.warning(
          forbidden(group)
              + ": the job runs, but cannot tell how far it has come, so the console will call it"
              + " dead or standing still, and what shows a group's lag will see none. "
              + grant(option));
    }
  }

  private String forbidden(String group) {
    return "Kafka at %s does not let this user use the consumer group '%s'"
        .formatted(servers, group);
  }

  private static String grant(Option<?> option) {
    return "Grant READ on it, or correct " + option.key() + ".";
  }

  private static boolean mayUse(Admin admin, String group)
      throws ExecutionException, InterruptedException {
    try {
      DescribeConsumerGroupsOptions rights =
          new DescribeConsumerGroupsOptions().includeAuthorizedOperations(true);
      for (ConsumerGroupDescription found :
          admin.describeConsumerGroups(List.of(group), rights).all().get().values()) {
        if (lacks(found.authorizedOperations(), AclOperation.READ)) {
          return false;
        }
      }
      return true;
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof GroupIdNotFoundException) {
        return true; // nobody has used it yet; Kafka tells that only to who may see it
      }
      if (failed.getCause() instanceof AuthorizationException) {
        return false;
      }
      throw failed;
    }
  }

  private static String nearest(Admin admin, String topic)
      throws ExecutionException, InterruptedException {
    Collection<String> names = admin.listTopics().names().get();
    return names.isEmpty()
        ? "there are no topics"
        : "the nearest there: "
            + String.join(", ", NearestNames.some(topic, names, NAMES_TO_OFFER));
  }

  private void checkDeadLetters(Admin admin, String deadLetters, List<String> sources)
      throws ExecutionException, InterruptedException {
    Map<String, Config> settings = settings(admin, deadLetters, sources);
    Config own = settings.get(deadLetters);
    if (own != null && value(own, TopicConfig.CLEANUP_POLICY_CONFIG).contains("compact")) {
      findings.error(
          ("The dead-letter topic '%s' is compacted (cleanup.policy): Kafka refuses letters without"
                  + " a key there, which would stop the job, and of one key keeps the newest alone."
                  + " Set its cleanup.policy to delete.")
              .formatted(deadLetters));
    }
    Map<String, Long> limits = new LinkedHashMap<>();
    settings.forEach(
        (topic, config) ->
            limits.put(topic, Long.valueOf(value(config, TopicConfig.MAX_MESSAGE_BYTES_CONFIG))));
    compareLimits(deadLetters, limits);
  }

  private void checkOutcomes(Admin admin) throws ExecutionException, InterruptedException {
    Optional<String> outcomes = options.find(OUTCOMES_TOPIC);
    if (outcomes.isPresent()) {
      exists(admin, outcomes.get(), OUTCOMES_TOPIC, AclOperation.WRITE);
      checkTransactions(admin);
    }
  }

  private void checkAlerts(Admin admin) throws ExecutionException, InterruptedException {
    Optional<String> alerts = InsightsOptionDefinitions.alertsTopic(options);
    if (alerts.isEmpty()) {
      return;
    }
    exists(admin, alerts.get(), ALERTS_TOPIC, AclOperation.WRITE);
    if (!options.isSet(OUTCOMES_TOPIC)) {
      checkTransactions(admin);
    }
    String rules = options.get(ALERTS_RULES_TOPIC);
    if (exists(admin, rules, ALERTS_RULES_TOPIC, AclOperation.READ)) {
      Config own = settings(admin, rules, List.of()).get(rules);
      if (own != null && !value(own, TopicConfig.CLEANUP_POLICY_CONFIG).contains("compact")) {
        findings.error(
            ("The topic of rules for alerts '%s' is not compacted (cleanup.policy): Kafka would"
                    + " forget rules. Set its cleanup.policy to compact.")
                .formatted(rules));
      }
    }
  }

  /** What a transaction holds is lost when Kafka aborts it before a checkpoint has committed it. */
  private void checkTransactions(Admin admin) throws ExecutionException, InterruptedException {
    String given = KafkaOutcomes.transactionTimeoutMillis(KafkaOptions.clients(options));
    if (!given.matches("\\d{1,10}")) {
      findings.error(
          "kafka.properties.transaction.timeout.ms is '%s', expected milliseconds."
              .formatted(given));
      return;
    }
    long timeout = Long.parseLong(given);
    Duration needed = options.get(CHECKPOINT_INTERVAL).plus(CHECKPOINT_TIMEOUT);
    if (timeout < needed.toMillis()) {
      findings.error(
          ("Kafka would abort transactions of outcomes after %d ms, and the next checkpoint, which"
                  + " commits them, may take %d ms (checkpoint.interval and Flink's time-out of %d"
                  + " min). Raise kafka.properties.transaction.timeout.ms.")
              .formatted(timeout, needed.toMillis(), CHECKPOINT_TIMEOUT.toMinutes()));
    }
    OptionalLong most = longestTransaction(admin);
    if (most.isPresent() && timeout > most.getAsLong()) {
      findings.error(
          ("Kafka at %s allows transactions %d ms (transaction.max.timeout.ms), and those of outcomes"
                  + " ask for %d. Raise it there, or lower"
                  + " kafka.properties.transaction.timeout.ms.")
              .formatted(servers, most.getAsLong(), timeout));
    }
  }

  /** The brokers' bound in milliseconds; empty where this user may not know. */
  private static OptionalLong longestTransaction(Admin admin)
      throws ExecutionException, InterruptedException {
    String broker = admin.describeCluster().nodes().get().iterator().next().idString();
    ConfigResource resource = new ConfigResource(ConfigResource.Type.BROKER, broker);
    try {
      Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
      return config == null
          ? OptionalLong.empty()
          : OptionalLong.of(Long.parseLong(value(config, "transaction.max.timeout.ms")));
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof AuthorizationException) {
        return OptionalLong.empty();
      }
      throw failed;
    }
  }

  private static String value(Config config, String name) {
    return config.get(name).value();
  }

  private void compareLimits(String deadLetters, Map<String, Long> limits) {
    Long limit = limits.remove(deadLetters);
    limits.forEach(
        (topic, sourceLimit) -> {
          if (limit != null && limit < sourceLimit) {
            findings.warning(
                ("The dead-letter topic '%s' takes up to %d bytes (max.message.bytes) and '%s' up"
                        + " to %d: a dead letter that does not fit would stop the job. Raise it to at"
                        + " least %d.")
                    .formatted(deadLetters, limit, topic, sourceLimit, sourceLimit));
          }
        });
  }

  /** The topics' settings; nothing where this user may not know. */
  private Map<String, Config> settings(Admin admin, String deadLetters, List<String> sources)
      throws ExecutionException, InterruptedException {
    List<ConfigResource> topics = new ArrayList<>();
    sources.forEach(topic -> topics.add(resource(topic)));
    topics.add(resource(deadLetters));
    Map<String, Config> settings = new LinkedHashMap<>();
    try {
      Map<ConfigResource, Config> configs = admin.describeConfigs(topics).all().get();
      configs.forEach((topic, config) -> settings.put(topic.name(), config));
    } catch (ExecutionException failed) {
      if (!(failed.getCause() instanceof AuthorizationException)) {
        throw failed;
      }
    }
    return settings;
  }

  private static ConfigResource resource(String topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic);
  }

  private String told(Throwable failure) {
    if (failure instanceof AuthenticationException) {
      return "Kafka at "
          + servers
          + " refuses this user: "
          + Reason.of(failure)
          + ". Correct the security settings in kafka.properties.*.";
    }
    if (failure instanceof TimeoutException) {
      return "Kafka at "
          + servers
          + " takes connections but did not answer within "
          + Preflight.KAFKA_TIMEOUT.toSeconds()
          + " s. Check kafka.properties.security.protocol, and whether the listeners that the"
          + " brokers advertise can be reached from here.";
    }
    return "Kafka at " + servers + " failed: " + Reason.of(failure) + ".";
  }
}
