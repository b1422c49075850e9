package io.austin.stream.options;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The options' values, every one of them valid. Immutable. */
public final class OptionValues {
  private final Map<String, Setting> settings;
  private final Map<Option<?>, Object> values;

  private OptionValues(Map<String, Setting> settings) {
    this.settings = settings;
    this.values = parse(settings);
    requireKafkaPropertiesFree();
    requireNoLoop();
  }

  /**
   * What a program sets, by key, over the defaults.
   *
   * @throws UsageException when a key is unknown or a value is invalid
   */
  public static OptionValues of(Map<String, String> texts) {
    return resolve(List.of(OptionLayer.program(texts)));
  }

  /** What the layers say, the first of them that says it, over the defaults. */
  static OptionValues resolve(List<OptionLayer> layers) {
    Map<String, Setting> settings = new TreeMap<>();
    for (Option<?> option : OptionDefinitions.all()) {
      option
          .defaultText()
          .ifPresent(text -> settings.put(option.key(), Setting.byDefault(option, text)));
    }
    for (int i = layers.size() - 1; i >= 0; i--) {
      OptionLayer layer = layers.get(i);
      layer
          .texts()
          .forEach(
              (key, text) ->
                  settings.put(key, new Setting(text, layer.names().apply(key), layer.name())));
    }
    return new OptionValues(settings);
  }

  /**
   * The value.
   *
   * @throws UsageException when the option has neither a value nor a default
   */
  public <T> T get(Option<T> option) {
    return find(option).orElseThrow(() -> missing(option));
  }

  /** The value, or nothing. */
  @SuppressWarnings("unchecked") // parse() put a T there
  public <T> Optional<T> find(Option<T> option) {
    return Optional.ofNullable((T) values.get(option));
  }

  /** Whether somebody set it; false where it is the default. */
  public boolean isSet(Option<?> option) {
    Setting setting = settings.get(option.key());
    return setting != null && !setting.isDefault() && values.containsKey(option);
  }

  /** The properties that go to the Kafka clients as they are, by Kafka's own names. */
  public Map<String, String> kafkaProperties() {
    return settings.entrySet().stream()
        .filter(entry -> KafkaProperties.isKafkaProperty(entry.getKey()))
        .collect(
            Collectors.toUnmodifiableMap(
                entry -> KafkaProperties.nameOf(entry.getKey()), entry -> entry.getValue().text()));
  }

  /**
   * A copy with one value set.
   *
   * @throws UsageException when the value is invalid
   */
  public OptionValues with(Option<?> option, String text) {
    Map<String, Setting> changed = new TreeMap<>(settings);
    changed.put(option.key(), new Setting(text, option.key(), "program"));
    return new OptionValues(changed);
  }

  /**
   * These options, if nothing is missing.
   *
   * @throws UsageException naming the options that are required and have no value
   */
  OptionValues require(Collection<? extends Option<?>> options) {
    String missing =
        options.stream()
            .filter(option -> option.isRequired() && find(option).isEmpty())
            .map(option -> missing(option).getMessage())
            .collect(Collectors.joining("\n"));
    if (!missing.isEmpty()) {
      throw new UsageException(missing);
    }
    return this;
  }

  /** These values and where they come from, one in a line, without the secrets. */
  public String describe(Collection<Option<?>> options) {
    Map<String, String> lines = new LinkedHashMap<>();
    for (Option<?> option : options) {
      Setting setting = settings.get(option.key());
      lines.put(option.key(), printed(option, setting));
    }
    boolean takesKafka = options.contains(OptionDefinitions.KAFKA_BOOTSTRAP_SERVERS);
    settings.forEach(
        (key, setting) -> {
          if (takesKafka && KafkaProperties.isKafkaProperty(key)) {
            lines.put(key, setting.from(KafkaProperties.printed(key, setting.text())));
          }
        });
    return lines.entrySet().stream()
        .map(line -> line.getKey() + " = " + line.getValue())
        .collect(Collectors.joining("\n"));
  }

  @Override
  public String toString() {
    return describe(OptionDefinitions.all());
  }

  private String printed(Option<?> option, @Nullable Setting setting) {
    if (setting == null || !values.containsKey(option)) {
      return "(none)";
    }
    return setting.from(option.type().printed(option.type().normalized(setting.text())));
  }

  private static Map<Option<?>, Object> parse(Map<String, Setting> settings) {
    Map<Option<?>, Object> values = new LinkedHashMap<>();
    for (Option<?> option : OptionDefinitions.all()) {
      Setting setting = settings.get(option.key());
      if (setting != null && !option.isUnsetBy(setting.text())) {
        values.put(option, option.parse(setting.called(), setting.text()));
      }
    }
    return values;
  }

  private void requireKafkaPropertiesFree() {
    settings.forEach(
        (key, setting) -> {
          if (KafkaProperties.isKafkaProperty(key)) {
            KafkaProperties.requireFree(key, setting.called());
          }
        });
  }

  /** What is written to a topic that is read comes back as a dead letter, for ever. */
  private void requireNoLoop() {
    requireOwnTopic(OptionDefinitions.DEAD_LETTER_TOPIC, "dead letters");
    requireOwnTopic(InsightsOptionDefinitions.OUTCOMES_TOPIC, "outcomes");
    requireOwnTopic(NotifyOptionDefinitions.NOTIFY_DEAD_LETTER_TOPIC, "dead letters");
    Optional<String> outcomes = find(InsightsOptionDefinitions.OUTCOMES_TOPIC);
    for (Option<String> letters :
        List.of(
            OptionDefinitions.DEAD_LETTER_TOPIC,
            NotifyOptionDefinitions.NOTIFY_DEAD_LETTER_TOPIC)) {
      if (outcomes.isPresent() && outcomes.equals(find(letters))) {
        throw new UsageException(
            "outcomes.topic is '%s', which %s is too: outcomes need a topic of their own."
                .formatted(outcomes.get(), letters.key()));
      }
    }
  }

  private void requireOwnTopic(Option<String> option, String what) {
    Optional<String> topic = find(option);
    if (topic.isPresent() && get(OptionDefinitions.KAFKA_TOPIC).contains(topic.get())) {
      throw new UsageException(
          "%s is '%s', which kafka.topic reads: %s need a topic of their own."
              .formatted(option.key(), topic.get(), what));
    }
  }

  private static UsageException missing(Option<?> option) {
    return new UsageException(
        option.flag()
            + " is missing: "
            + option.description()
            + " It may also be set as "
            + option.key()
            + " in the --config file or as the environment variable "
            + option.variable()
            + ".");
  }

  /**
   * A text and where it was written.
   *
   * @param called what the option is called there
   * @param layer the place
   */
  private record Setting(String text, String called, String layer) {
    private static final String DEFAULT = "default";

    static Setting byDefault(Option<?> option, String text) {
      return new Setting(text, option.key(), DEFAULT);
    }

    boolean isDefault() {
      return layer.equals(DEFAULT);
    }

    String from(String printed) {
      return printed + " (" + layer + ")";
    }
  }
}
