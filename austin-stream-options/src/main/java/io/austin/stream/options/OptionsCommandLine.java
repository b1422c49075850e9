package io.austin.stream.options;

import io.austin.stream.common.NearestNames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The options on a picocli command, all of them or some. The command line goes before the
 * environment, the environment before the file, the file before the defaults.
 *
 * <pre>{@code
 * OptionsCommandLine options = OptionsCommandLine.of(OptionDefinitions.all());
 * options.addTo(spec, args);
 * try {
 *   OptionValues values = options.read(new CommandLine(spec).parseArgs(args), System.getenv());
 * } catch (ParameterException e) {
 *   throw OptionsCommandLine.mistake(e);
 * }
 * }</pre>
 */
public final class OptionsCommandLine {
  static final String CONFIG = "--config";
  static final String CONFIG_VARIABLE = Option.variable("config");

  private static final String KAFKA_FLAG = "--" + OptionDefinitions.KAFKA_PROPERTIES;
  private static final String KAFKA_FLAG_FOR_HELP = KAFKA_FLAG + "<name>";

  private final List<Option<?>> options;
  private final List<Option<?>> required;

  private OptionsCommandLine(List<Option<?>> options, List<Option<?>> required) {
    this.options = options;
    this.required = required;
  }

  /**
   * These options. The others keep what the environment and the file say; only these are required
   * where they are {@linkplain Option#isRequired() required}.
   */
  public static OptionsCommandLine of(Collection<Option<?>> options) {
    List<Option<?>> all = List.copyOf(options);
    return new OptionsCommandLine(all, all);
  }

  /** The same, for a command that can do without any of them. */
  public OptionsCommandLine requiringNone() {
    return new OptionsCommandLine(options, List.of());
  }

  /**
   * Puts the options on a command, {@code --config} too.
   *
   * @param args what will be parsed: the names of {@code --kafka.properties.*} are taken from there
   */
  public void addTo(CommandSpec spec, String... args) {
    // A value may begin with @, and a parser that opens files because of it is a surprise.
    spec.parser().expandAtFiles(false);
    spec.addOption(
        OptionSpec.builder(CONFIG)
            .type(Path.class)
            .paramLabel("FILE")
            .description("Java properties with any of these options; also " + CONFIG_VARIABLE + ".")
            .build());
    options.forEach(option -> spec.addOption(specOf(option)));
    if (takesKafkaProperties()) {
      addKafkaProperties(spec, args);
    }
  }

  /**
   * The values of a command line that was parsed, of the environment and of the file.
   *
   * @param environment usually {@link System#getenv()}
   * @throws UsageException when anything in any of them is unknown, invalid or missing
   */
  public OptionValues read(ParseResult parsed, Map<String, String> environment) {
    List<OptionLayer> layers = new ArrayList<>();
    layers.add(OptionLayer.commandLine(textsOf(parsed)));
    layers.add(OptionLayer.environment(environment));
    String fromEnvironment = environment.get(CONFIG_VARIABLE);
    Path file = parsed.matchedOptionValue(CONFIG, (Path) null);
    if (file == null && fromEnvironment != null && !fromEnvironment.isBlank()) {
      file = Path.of(fromEnvironment);
    }
    if (file != null) {
      layers.add(OptionLayer.file(file));
    }
    return OptionValues.resolve(layers).require(required);
  }

  /** What picocli found wrong, in one line that never shows a value. */
  public static UsageException mistake(ParameterException wrong) {
    if (wrong instanceof UnmatchedArgumentException unmatched) {
      return new UsageException(unmatched(unmatched));
    }
    return new UsageException(String.valueOf(wrong.getMessage()));
  }

  private static String unmatched(UnmatchedArgumentException unmatched) {
    String argument = unmatched.getUnmatched().get(0);
    CommandLine command = unmatched.getCommandLine();
    if (argument.startsWith("-")) {
      int equals = argument.indexOf('=');
      String name = equals < 0 ? argument : argument.substring(0, equals);
      List<String> known =
          command.getCommandSpec().optionsMap().keySet().stream()
              .filter(option -> option.startsWith("--"))
              .toList();
      return "Unknown option: " + name + "." + NearestNames.question(name, known);
    }
    if (!command.getSubcommands().isEmpty()) {
      return "Unknown command: "
          + argument
          + "."
          + NearestNames.question(argument, command.getSubcommands().keySet());
    }
    // Part of a password with a space in it, for all we know: not shown.
    return "An argument belongs to no option; write --key value or --key=value, and quote values"
        + " that hold spaces.";
  }

  private boolean takesKafkaProperties() {
    return options.contains(OptionDefinitions.KAFKA_BOOTSTRAP_SERVERS);
  }

  private OptionSpec specOf(Option<?> option) {
    return OptionSpec.builder(option.flag())
        .type(String.class)
        .paramLabel("VALUE")
        .description(help(option).replace("%", "%%"))
        .build();
  }

  private String help(Option<?> option) {
    String value =
        option
            .defaultText()
            .map(text -> text.isEmpty() ? "Default: empty." : "Default: " + text + ".")
            .orElse(required.contains(option) && option.isRequired() ? "Required." : "");
    return (option.description() + " Takes " + option.type().accepted() + ". " + value).strip();
  }

  private static void addKafkaProperties(CommandSpec spec, String... args) {
    spec.addOption(
        OptionSpec.builder(KAFKA_FLAG_FOR_HELP)
            .type(String.class)
            .paramLabel("VALUE")
            .description("Goes to the Kafka clients as it is, security settings for instance.")
            .build());
    for (String arg : args) {
      String flag = arg.split("=", 2)[0];
      boolean isNew = !spec.optionsMap().containsKey(flag);
      if (isNew && flag.startsWith(KAFKA_FLAG) && flag.length() > KAFKA_FLAG.length()) {
        spec.addOption(OptionSpec.builder(flag).type(String.class).hidden(true).build());
      }
    }
  }

  private static Map<String, String> textsOf(ParseResult parsed) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (OptionSpec matched : parsed.matchedOptions()) {
      String flag = matched.longestName();
      if (isOption(flag) && matched.getValue() instanceof String text) {
        texts.put(flag.substring("--".length()), text);
      }
    }
    return texts;
  }

  private static boolean isOption(String flag) {
    return OptionDefinitions.all().stream().anyMatch(option -> option.flag().equals(flag))
        || (flag.startsWith(KAFKA_FLAG) && !flag.equals(KAFKA_FLAG_FOR_HELP));
  }
}
