package io.austin.stream.options;

import static io.austin.stream.options.OptionDefinitions.BATCH_MAX_BYTES;
import static io.austin.stream.options.OptionDefinitions.CHECKPOINT_INTERVAL;
import static io.austin.stream.options.OptionDefinitions.DEAD_LETTER_TOPIC;
import static io.austin.stream.options.OptionDefinitions.EVENT_MAX_BYTES;
import static io.austin.stream.options.OptionDefinitions.KAFKA_BOOTSTRAP_SERVERS;
import static io.austin.stream.options.OptionDefinitions.KAFKA_GROUP_ID;
import static io.austin.stream.options.OptionDefinitions.KAFKA_START;
import static io.austin.stream.options.OptionDefinitions.KAFKA_TOPIC;
import static io.austin.stream.options.OptionDefinitions.PARALLELISM;
import static io.austin.stream.options.OptionDefinitions.PREFLIGHT;
import static io.austin.stream.options.OptionDefinitions.REDIS_KEY_PREFIX;
import static io.austin.stream.options.OptionDefinitions.REDIS_RETRY_FOR;
import static io.austin.stream.options.OptionDefinitions.REDIS_URI;
import static io.austin.stream.options.OptionDefinitions.ZONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a value may be, what it becomes, and what is said when it may not. */
class OptionValuesTest {
  private static final String SECRET = "hunter2";

  @Test
  void everyDefaultIsAValidValue() {
    OptionValues defaults = OptionValues.of(Map.of());

    assertThat(OptionDefinitions.all())
        .allSatisfy(
            option ->
                assertThat(defaults.find(option).isPresent())
                    .isEqualTo(option.defaultText().isPresent()));
    assertThat(defaults.get(KAFKA_TOPIC)).containsExactly("austinLog");
    assertThat(defaults.get(KAFKA_GROUP_ID)).isEqualTo("austinLogGroup");
    assertThat(defaults.get(KAFKA_START))
        .isEqualTo(new KafkaStart(KafkaStart.Point.EARLIEST, null));
    assertThat(defaults.get(BATCH_MAX_BYTES)).isEqualTo(8 << 20);
    assertThat(defaults.get(EVENT_MAX_BYTES)).isEqualTo(1 << 20);
    assertThat(defaults.get(ZONE)).isEqualTo(ZoneId.systemDefault());
    assertThat(defaults.get(REDIS_KEY_PREFIX)).isEmpty();
    assertThat(defaults.get(PREFLIGHT)).isTrue();
  }

  @Test
  void keysVariablesAndDescriptionsAreWellFormed() {
    assertThat(OptionDefinitions.all())
        .allSatisfy(
            option -> {
              assertThat(option.key()).matches("[a-z]+([.-][a-z]+)*");
              assertThat(option.description()).endsWith(".");
            });
    assertThat(OptionDefinitions.all().stream().map(Option::variable)).doesNotHaveDuplicates();
    assertThat(KAFKA_BOOTSTRAP_SERVERS.variable())
        .isEqualTo("AUSTIN_STREAM_KAFKA_BOOTSTRAP_SERVERS");
    assertThat(DEAD_LETTER_TOPIC.variable()).isEqualTo("AUSTIN_STREAM_DEAD_LETTER_TOPIC");
  }

  @ParameterizedTest
  @CsvSource({"500ms,500", "10s,10000", "2m,120000", "1h,3600000", "1d,86400000", "' 7 S ',7000"})
  void readsDurations(String text, long milliseconds) {
    assertThat(with("checkpoint.interval", text).get(CHECKPOINT_INTERVAL))
        .isEqualTo(Duration.ofMillis(milliseconds));
  }

  @Test
  void retryingMayBeSwitchedOff() {
    assertThat(with("redis.retry.for", "0s").get(REDIS_RETRY_FOR)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"65536,65536", "4096B,4096", "512KiB,524288", "8MiB,8388608", "1 gib,1073741824"})
  void readsSizes(String text, int bytes) {
    assertThat(with("batch.max-bytes", text).get(BATCH_MAX_BYTES)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource({
    "earliest,EARLIEST,",
    "latest,LATEST,",
    "committed,COMMITTED,",
    "timestamp:2022-12-24T06:54:29Z,TIMESTAMP,2022-12-24T06:54:29Z",
    "timestamp:2022-12-24T14:54:29+08:00,TIMESTAMP,2022-12-24T06:54:29Z"
  })
  void readsWhereToStart(String text, KafkaStart.Point point, Instant time) {
    assertThat(with("kafka.start", text).get(KAFKA_START)).isEqualTo(new KafkaStart(point, time));
  }

  @ParameterizedTest
  @CsvSource({
    "redis://localhost:6379/0,redis://localhost:6379/0",
    "redis://localhost,redis://localhost:6379/0",
    "redis://localhost/,redis://localhost:6379/0",
    "redis://:p%40ss@r.example:7000/3,redis://:p%40ss@r.example:7000/3",
    "rediss://me:pass@[::1]:7000/3,rediss://me:pass@[::1]:7000/3",
    "redis+sentinel://:p@a;b:7000/main,redis+sentinel://:p@a:26379;b:7000/main/0",
    "rediss+sentinel://me:p@a:1;b:2/main/3,rediss+sentinel://me:p@a:1;b:2/main/3",
    "redis+cluster://a:7000;b,redis+cluster://a:7000;b:6379",
    "redis+cluster://[::1]:7000;[2001:db8::1],redis+cluster://[::1]:7000;[2001:db8::1]:6379",
    "rediss+cluster://me:p@a/0,rediss+cluster://me:p@a:6379"
  })
  void readsRedisAddresses(String text, String uri) {
    assertThat(with("redis.uri", text.replace(';', ',')).get(REDIS_URI).uri())
        .isEqualTo(uri.replace(';', ','));
  }

  @Test
  void readsLists() {
    assertThat(with("kafka.topic", "austinLog, austinLog2,austinLog").get(KAFKA_TOPIC))
        .containsExactly("austinLog", "austinLog2");
    assertThat(with("kafka.bootstrap.servers", "a:9092, b:9092").get(KAFKA_BOOTSTRAP_SERVERS))
        .isEqualTo("a:9092,b:9092");
    assertThat(with("kafka.bootstrap.servers", "[::1]:9092").get(KAFKA_BOOTSTRAP_SERVERS))
        .isEqualTo("[::1]:9092");
  }

  @Test
  void spaceCountsInAPrefixAlone() {
    assertThat(with("redis.key.prefix", "test: ").get(REDIS_KEY_PREFIX)).isEqualTo("test: ");
    assertThat(with("kafka.group.id", " group ").get(KAFKA_GROUP_ID)).isEqualTo("group");
  }

  @Test
  void nothingUnsetsWhatHasNoDefault() {
    assertThat(with("dead-letter.topic", "").find(DEAD_LETTER_TOPIC)).isEmpty();
    assertThat(with("parallelism", " ").isSet(PARALLELISM)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "checkpoint.interval,10",
    "checkpoint.interval,10 weeks",
    "checkpoint.interval,1ms",
    "checkpoint.interval,999999999999999999d",
    "batch.max-bytes,8MB",
    "batch.max-bytes,3GiB",
    "batch.max-bytes,1",
    "batch.max-bytes,-1",
    "batch.max-events,0",
    "batch.max-events,''",
    "redis.buckets,0",
    "redis.buckets,16385",
    "redis.buckets,many",
    "redis.buckets,99999999999",
    "zone,Asia/Shangri-La",
    "preflight,yes",
    "kafka.topic,''",
    "kafka.topic,'a,,b'",
    "kafka.topic,a b",
    "kafka.topic,..",
    "kafka.bootstrap.servers,localhost",
    "kafka.bootstrap.servers,localhost:kafka",
    "kafka.bootstrap.servers,'a:9092,'",
    "kafka.bootstrap.servers,PLAINTEXT://localhost:9092",
    "kafka.bootstrap.servers,'a:9092,SASL_SSL://b:9093'",
    "kafka.bootstrap.servers,localhost:9092/",
    "kafka.bootstrap.servers,local host:9092",
    "kafka.bootstrap.servers,[::1:9092",
    "kafka.bootstrap.servers,localhost:0",
    "kafka.group.id,' '",
    "kafka.start,yesterday",
    "kafka.start,timestamp:yesterday",
    "kafka.start,timestamp:2022-12-24T14:54:29",
    "parallelism,0"
  })
  void anInvalidValueNamesTheOptionTheValueAndWhatIsAccepted(String key, String text) {
    Option<?> option =
        OptionDefinitions.all().stream().filter(o -> o.key().equals(key)).findFirst().orElseThrow();

    assertThatThrownBy(() -> with(key, text))
        .isInstanceOf(UsageException.class)
        .hasMessage(key + " is '" + text + "', expected " + option.type().accepted() + ".");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "redis://:hunter2@",
        "redis://:hunter2",
        "redis:/:hunter2@host:6379/0",
        "redis://:hunter2#x@host:6379/0",
        "redis://hunter2@host:6379/0",
        "redis://:hunter2@host:6379/zero",
        "redis://:hunter2@host:6379/0?timeout=1s",
        "redis://:hunter2@host:6379,other:6379/0",
        "redis://:hunter2@host:66666/0",
        "redis+sentinel://:hunter2@host:26379",
        "redis+sentinel://:hunter2@host:26379/main/zero",
        "redis+cluster://:hunter2@host:6379/1",
        "redis+cluster://:hunter2@host:6379,",
        "redis+other://:hunter2@host:6379/0",
        "http://:hunter2@host:6379/0",
        "host:6379?hunter2"
      })
  void anInvalidAddressIsNotShown(String text) {
    assertThatThrownBy(() -> with("redis.uri", text))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("redis.uri is (a value that is not shown")
        .hasMessageContaining("redis://[user:password@]host:port/db")
        .hasMessageNotContaining(SECRET);
  }

  @Test
  void aMistakeHasNoStackTrace() {
    assertThatThrownBy(() -> with("preflight", "yes"))
        .satisfies(e -> assertThat(e.getStackTrace()).isEmpty());
  }

  @Test
  void describesEverythingButSecrets() {
    OptionValues options =
        OptionValues.of(
            Map.of(
                "redis.uri", "redis://me:" + SECRET + "@r.example:6379/1",
                "kafka.properties.ssl.truststore.password", SECRET,
                "kafka.properties.sasl.jaas.config", "x password=" + SECRET,
                "kafka.properties.my.client.Secret", SECRET,
                "kafka.properties.api.TOKEN", SECRET,
                "kafka.properties.ssl.keystore.key", SECRET,
                "kafka.properties.ssl.truststore.location", "/trust.jks"));

    assertThat(options.describe(OptionDefinitions.all()))
        .doesNotContain(SECRET)
        .isEqualTo(options.toString())
        .contains(
            "redis.uri = redis://me:***@r.example:6379/1 (program)",
            "redis.buckets = 128 (default)",
            "dead-letter.topic = (none)",
            "kafka.properties.sasl.jaas.config = *** (program)",
            "kafka.properties.ssl.truststore.location = /trust.jks (program)");
  }

  @Test
  void kafkaPropertiesPassUnderTheirOwnNames() {
    assertThat(with("kafka.properties.security.protocol", "SSL").kafkaProperties())
        .isEqualTo(Map.of("security.protocol", "SSL"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bootstrap.servers",
        "group.id",
        "auto.offset.reset",
        "isolation.level",
        "enable.auto.commit",
        "value.deserializer"
      })
  void whatExactlyOnceRestsOnIsNotForKafkaProperties(String property) {
    assertThatThrownBy(() -> with("kafka.properties." + property, "x"))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("kafka.properties." + property + " is the job's own to set: ");
  }

  @Test
  void deadLettersDoNotGoBackWhereTheyCameFrom() {
    assertThatThrownBy(() -> with("dead-letter.topic", "austinLog"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("dead letters need a topic of their own");
  }

  @Test
  void outcomesGoWhereNothingElseStands() {
    assertThatThrownBy(() -> with("outcomes.topic", "austinLog"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("outcomes need a topic of their own");
    assertThatThrownBy(
            () -> OptionValues.of(Map.of("dead-letter.topic", "x", "outcomes.topic", "x")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("outcomes need a topic of their own");
    assertThatThrownBy(
            () -> OptionValues.of(Map.of("outcomes.topic", "x", "notify.dead-letter.topic", "x")))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "outcomes.topic is 'x', which notify.dead-letter.topic is too: outcomes need a topic of"
                + " their own.");
  }

  @Test
  void aKeyOfOutcomesIsNeverShown() {
    String key = "0123456789abcdef0123456789abcdef";
    assertThat(with("outcomes.key", key).toString())
        .contains("outcomes.key = ***")
        .doesNotContain(key);
    assertThatThrownBy(() -> with("outcomes.key", "tooshort"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("at least 32 characters")
        .hasMessageNotContaining("tooshort");
  }

  @Test
  void anUnknownKeyNamesTheNearest() {
    assertThatThrownBy(() -> with("kafka.topics", "x"))
        .isInstanceOf(UsageException.class)
        .hasMessage("Unknown option: kafka.topics. Did you mean kafka.topic?");
  }

  @Test
  void aCopyHasOneValueSet() {
    OptionValues copy = with("zone", "UTC").with(DEAD_LETTER_TOPIC, "dead");

    assertThat(copy.get(DEAD_LETTER_TOPIC)).isEqualTo("dead");
    assertThat(copy.get(ZONE)).isEqualTo(ZoneId.of("UTC"));
    assertThat(copy.isSet(DEAD_LETTER_TOPIC)).isTrue();
    assertThat(copy.isSet(CHECKPOINT_INTERVAL)).isFalse();
  }

  @Test
  void secretsOfTheConsoleAreNeverShown() {
    assertThatThrownBy(() -> with("console.token", SECRET))
        .hasMessageContaining("expected at least 16 characters")
        .hasMessageNotContaining(SECRET);
    assertThat(with("console.templates.jdbc-password", SECRET).toString()).doesNotContain(SECRET);
    assertThat(
            with("console.templates.jdbc-url", "jdbc:mysql://h:1/d?password=" + SECRET).toString())
        .contains("jdbc:mysql://h:1/d***")
        .doesNotContain(SECRET);
    assertThat(with("console.templates.jdbc-url", "jdbc:mysql://u:" + SECRET + "@h:1/d").toString())
        .contains("jdbc:mysql://***@h:1/d")
        .doesNotContain(SECRET);
  }

  private static OptionValues with(String key, String text) {
    return OptionValues.of(Map.of(key, text));
  }
}
