package io.austin.stream.options;

import static java.util.stream.Collectors.toMap;

import io.austin.stream.common.NearestNames;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One place where options are written, such as the environment: what it sets, and how it calls what
 * it sets. Every key in a layer is known.
 *
 * @param name what the place is called
 * @param texts the text by key
 * @param names turns a key into what it is called in this place
 */
record OptionLayer(String name, Map<String, String> texts, UnaryOperator<String> names) {
  private static final String ENVIRONMENT_PREFIX = Option.variable("");
  private static final String KAFKA_VARIABLES = Option.variable(OptionDefinitions.KAFKA_PROPERTIES);

  /** What commands and the test kit take from the environment themselves. */
  private static final Set<String> NO_OPTIONS =
      Set.of(
          OptionsCommandLine.CONFIG_VARIABLE, "AUSTIN_STREAM_DATA", "AUSTIN_STREAM_REDIS_SERVER");

  /** Kubernetes puts these into every pod that runs beside a service called austin-stream-... */
  private static final Pattern SERVICE_LINK =
      Pattern.compile(".*_(SERVICE_HOST|SERVICE_PORT|SERVICE_PORT_.+|PORT|PORT_\\d+_[A-Z]+(_.+)?)");

  private static final Pattern SERVICE_ADDRESS = Pattern.compile("(tcp|udp|sctp)://.*");

  private static final Map<String, Option<?>> BY_KEY =
      OptionDefinitions.all().stream().collect(toMap(Option::key, option -> option));
  private static final Map<String, Option<?>> BY_VARIABLE =
      OptionDefinitions.all().stream().collect(toMap(Option::variable, option -> option));

  /** What was given on a command line; its keys were checked when it was parsed. */
  static OptionLayer commandLine(Map<String, String> texts) {
    return new OptionLayer("command line", texts, key -> "--" + key);
  }

  /** What a program gives, by key. */
  static OptionLayer program(Map<String, String> texts) {
    texts.keySet().forEach(key -> requireKnown(key, ""));
    return new OptionLayer("program", texts, key -> key);
  }

  /** Those environment variables that are options. */
  static OptionLayer environment(Map<String, String> variables) {
    Map<String, String> texts = new LinkedHashMap<>();
    new TreeMap<>(variables)
        .forEach(
            (variable, text) -> {
              if (isOption(variable, text)) {
                texts.put(keyOf(variable), text);
              }
            });
    return new OptionLayer("environment", texts, key -> "Environment variable " + variableOf(key));
  }

  /** A file of Java properties in UTF-8, with a byte order mark before them or without. */
  static OptionLayer file(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      reader.mark(1);
      if (reader.read() != '\uFEFF') {
        reader.reset();
      }
      properties.load(reader);
    } catch (CharacterCodingException otherwise) {
      throw new UsageException("The configuration file " + file + " is not UTF-8: save it so.");
    } catch (NoSuchFileException missing) {
      throw new UsageException("There is no configuration file " + file + ".");
    } catch (IOException | IllegalArgumentException unreadable) {
      throw new UsageException(
          "The configuration file " + file + " cannot be read: " + unreadable.getMessage());
    }
    Map<String, String> texts = new LinkedHashMap<>();
    properties.stringPropertyNames().stream()
        .sorted()
        .forEach(
            key -> {
              requireKnown(key, " in " + file);
              texts.put(key, properties.getProperty(key));
            });
    return new OptionLayer("file", texts, key -> key + " in " + file);
  }

  private static boolean isOption(String variable, String text) {
    return variable.startsWith(ENVIRONMENT_PREFIX)
        && !NO_OPTIONS.contains(variable)
        && !isServiceLink(variable, text);
  }

  /** AUSTIN_STREAM_CONSOLE_PORT is an option's name too: then the value tells. */
  private static boolean isServiceLink(String variable, String text) {
    return SERVICE_LINK.matcher(variable).matches()
        && (!BY_VARIABLE.containsKey(variable) || SERVICE_ADDRESS.matcher(text).matches());
  }

  private static String keyOf(String variable) {
    Option<?> option = BY_VARIABLE.get(variable);
    if (option != null) {
      return option.key();
    }
    if (variable.startsWith(KAFKA_VARIABLES) && variable.length() > KAFKA_VARIABLES.length()) {
      // Kafka's own names have dots and nothing else between their words.
      String property = variable.substring(KAFKA_VARIABLES.length());
      return OptionDefinitions.KAFKA_PROPERTIES
          + property.toLowerCase(Locale.ROOT).replace('_', '.');
    }
    List<String> known =
        Stream.concat(BY_VARIABLE.keySet().stream(), Stream.of(OptionsCommandLine.CONFIG_VARIABLE))
            .toList();
    throw new UsageException(
        "Unknown option: environment variable "
            + variable
            + "."
            + NearestNames.question(variable, known));
  }

  private static String variableOf(String key) {
    return Option.variable(key);
  }

  private static void requireKnown(String key, String where) {
    if (!BY_KEY.containsKey(key) && !KafkaProperties.isKafkaProperty(key)) {
      throw new UsageException(
          "Unknown option: " + key + where + "." + NearestNames.question(key, BY_KEY.keySet()));
    }
  }
}
