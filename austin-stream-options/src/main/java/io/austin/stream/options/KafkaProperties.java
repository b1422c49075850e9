package io.austin.stream.options;

import static io.austin.stream.options.OptionDefinitions.KAFKA_PROPERTIES;

import java.util.Map;
import java.util.regex.Pattern;

/** The rules for {@code kafka.properties.*}: which the job sets itself, and which are secrets. */
final class KafkaProperties {
  private static final String FIXED = " is the job's own to set: ";

  private static final Pattern SECRET =
      Pattern.compile(
          ".*(passw|passphrase|secret|token|credential|jaas|user\\.info|keystore\\.key|private).*",
          Pattern.CASE_INSENSITIVE);

  private static final Map<String, String> OWN =
      Map.ofEntries(
          Map.entry("bootstrap.servers", "set kafka.bootstrap.servers instead"),
          Map.entry("group.id", "set kafka.group.id instead"),
          Map.entry("auto.offset.reset", "set kafka.start instead"),
          Map.entry("isolation.level", "it reads committed records only"),
          Map.entry("enable.auto.commit", "it commits offsets with Flink's checkpoints"),
          Map.entry("commit.offsets.on.checkpoint", "it commits offsets with Flink's checkpoints"),
          Map.entry("key.deserializer", "bytes pass through untouched"),
          Map.entry("value.deserializer", "bytes pass through untouched"),
          Map.entry("key.serializer", "bytes pass through untouched"),
          Map.entry("value.serializer", "bytes pass through untouched"),
          Map.entry("transactional.id", "the job names its transactions itself"));

  private KafkaProperties() {}

  /** Whether a key is one of {@code kafka.properties.*}. */
  static boolean isKafkaProperty(String key) {
    return key.startsWith(KAFKA_PROPERTIES) && key.length() > KAFKA_PROPERTIES.length();
  }

  /** The name as Kafka knows it. */
  static String nameOf(String key) {
    return key.substring(KAFKA_PROPERTIES.length());
  }

  /**
   * Refuses what would break the job's promises.
   *
   * @param called how the property is called where it was written
   */
  static void requireFree(String key, String called) {
    String reason = OWN.get(nameOf(key));
    if (reason != null) {
      throw new UsageException(called + FIXED + reason + ".");
    }
  }

  /** The text as it may be shown. */
  static String printed(String key, String text) {
    return SECRET.matcher(key).matches() ? "***" : text;
  }
}
