package io.austin.stream.local.servers;

import static io.austin.stream.options.OptionDefinitions.EVENT_MAX_BYTES;
import static io.austin.stream.options.OptionDefinitions.KAFKA_GROUP_ID;
import static io.austin.stream.options.OptionDefinitions.KAFKA_TOPIC;
import static io.austin.stream.options.OptionDefinitions.REDIS_KEY_PREFIX;
import static io.austin.stream.options.OptionDefinitions.TRAIL_MAX_ENTRIES;
import static io.austin.stream.options.OptionDefinitions.VIEWS_CONSOLE;
import static io.austin.stream.options.OptionDefinitions.ZONE;

import io.austin.stream.cli.platform.LocalData;
import io.austin.stream.options.Option;
import io.austin.stream.options.OptionValues;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a run says of itself, so that its data can be made sense of later: what its options were,
 * when it began, where its own servers listen. It holds no secrets: of servers that somebody named
 * it keeps no address.
 */
public final class SavedRun {
  private static final String FILE = "run.properties";
  private static final String BEGAN = "began";

  /** What decides about the contents of Redis. */
  private static final List<Option<?>> KEPT =
      List.of(
          KAFKA_TOPIC,
          KAFKA_GROUP_ID,
          REDIS_KEY_PREFIX,
          TRAIL_MAX_ENTRIES,
          EVENT_MAX_BYTES,
          VIEWS_CONSOLE,
          ZONE);

  private final Map<String, String> texts;

  private SavedRun(Map<String, String> texts) {
    this.texts = texts;
  }

  /** A run with these options that begins now, or began earlier on the same data. */
  public static SavedRun of(OptionValues options, Instant began) {
    Map<String, String> texts = new TreeMap<>();
    for (Option<?> option : KEPT) {
      texts.put(option.key(), text(options.get(option)));
    }
    texts.put(BEGAN, began.toString());
    return new SavedRun(texts);
  }

  /** The same; the run's own server listens there. */
  SavedRun with(Option<?> address, String text) {
    Map<String, String> more = new TreeMap<>(texts);
    more.put(address.key(), text);
    return new SavedRun(more);
  }

  /** The last run on these data, or the present one, if there was any. */
  public static Optional<SavedRun> in(LocalData data) throws IOException {
    Path file = data.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    Map<String, String> texts = new TreeMap<>();
    properties.stringPropertyNames().forEach(name -> texts.put(name, properties.getProperty(name)));
    return Optional.of(new SavedRun(texts));
  }

  void write(LocalData data) throws IOException {
    Properties properties = new Properties();
    properties.putAll(texts);
    try (Writer writer = Files.newBufferedWriter(data.resolve(FILE))) {
      properties.store(writer, null);
    }
  }

  /** When the first run on these data began: nothing in Redis is older. */
  public Instant began() {
    return Instant.parse(texts.getOrDefault(BEGAN, Instant.EPOCH.toString()));
  }

  /** The options with those of this run where nobody set another value. */
  public OptionValues addTo(OptionValues given) {
    OptionValues options = given;
    for (Option<?> option : KEPT) {
      String text = texts.get(option.key());
      if (text != null && !given.isSet(option)) {
        options = options.with(option, text);
      }
    }
    return options;
  }

  /** Where the run's own server listened; nothing when it used another. */
  Optional<String> find(Option<?> address) {
    @Nullable String text = texts.get(address.key());
    return Optional.ofNullable(text);
  }

  private static String text(Object value) {
    return value instanceof List<?> list
        ? String.join(",", list.stream().map(String::valueOf).toList())
        : value.toString();
  }
}
