package io.austin.stream.cli;

import static io.austin.stream.options.InsightsOptionDefinitions.ALERTS_RULES_TOPIC;
import static io.austin.stream.options.OptionDefinitions.KAFKA_BOOTSTRAP_SERVERS;

import io.austin.stream.cli.alert.RulesTopic;
import io.austin.stream.cli.platform.ExitCodes;
import io.austin.stream.common.NearestNames;
import io.austin.stream.functions.alert.AlertRule;
import io.austin.stream.functions.alert.RuleFile;
import io.austin.stream.options.ConsoleOptionDefinitions;
import io.austin.stream.options.Option;
import io.austin.stream.options.OptionValues;
import io.austin.stream.options.UsageException;
import io.austin.stream.template.Catalogs;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code alerts}: the rules by which people are told of what becomes of messages. */
@Command(
    name = "alerts",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "check|backtest|apply|list|show|remove",
    description = {
      "Rules in a file that say what is too much, too little, too slow or not there at all, and what"
          + " they would have found in the past; and the rules that the insights job evaluates.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  austin-stream alerts check alerts.yaml",
      "  austin-stream alerts backtest alerts.yaml --since 7d \\",
      "      --kafka.bootstrap.servers localhost:9092",
      "  austin-stream alerts apply alerts.yaml --config austin.properties",
      "  austin-stream alerts remove many-fail --config austin.properties"
    })
final class AlertsCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  static CommandLine commandLine(Invocation invocation) {
    CommandLine alerts =
        new CommandLine(new AlertsCommand())
            .addSubcommand(new Check(invocation).commandLine())
            .addSubcommand(new BacktestCommand(invocation).commandLine());
    for (Step step :
        List.of(
            new Apply(invocation),
            new ListRules(invocation),
            new Show(invocation),
            new Remove(invocation))) {
      alerts.addSubcommand(step.given.addTo(step));
    }
    return alerts;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /**
   * The rules in a file; empty where something is wrong with them, which is told line by line.
   *
   * @param options say whether there may be rules for channels
   * @throws UsageException when there is no such file, or it is no text
   */
  static Optional<List<AlertRule>> read(Path file, CommandLine command, OptionValues options)
      throws IOException {
    RuleFile rules;
    try {
      rules = RuleFile.read(Files.readString(file), Catalogs.isNamed(options));
    } catch (NoSuchFileException none) {
      throw new UsageException("There is no file " + file + ".");
    } catch (CharacterCodingException noText) {
      throw new UsageException(file + " is no text in UTF-8.");
    }
    rules.mistakes().forEach(it -> command.getErr().printf("%s %s%n", file, it));
    command.getErr().flush();
    return rules.mistakes().isEmpty() ? Optional.of(rules.rules()) : Optional.empty();
  }

  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = {
        "Says what is wrong with the rules in a file, each with its line and what is expected. Rules"
            + " for channels need the templates' source that the console has.",
        "Exit code: 0 they are right, 1 something is wrong, 2 no such file.",
        ""
      })
  private static final class Check implements Callable<Integer> {
    private final GivenOptions given;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "The rules, in YAML.")
    private Path file = Path.of("");

    Check(Invocation invocation) {
      this.given = GivenOptions.of(invocation, ConsoleOptionDefinitions.templates());
    }

    CommandLine commandLine() {
      return given.addTo(this);
    }

    @Override
    public Integer call() throws IOException {
      Optional<List<AlertRule>> rules =
          read(file, spec.commandLine(), given.read(spec.commandLine()));
      rules.ifPresent(
          right -> spec.commandLine().getOut().printf("%s: %d rules%n", file, right.size()));
      return rules.isPresent() ? ExitCodes.OK : ExitCodes.FAILED;
    }
  }

  /** One thing to do with the rules that the insights job evaluates. */
  private abstract static class Step implements Callable<Integer> {
    private final Invocation invocation;
    private final GivenOptions given;

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private DataOption data = new DataOption();

    Step(Invocation invocation, List<Option<?>> more) {
      this.invocation = invocation;
      this.given = GivenOptions.of(invocation, more, KAFKA_BOOTSTRAP_SERVERS, ALERTS_RULES_TOPIC);
    }

    @Override
    public Integer call() throws Exception {
      OptionValues options = options();
      options.get(KAFKA_BOOTSTRAP_SERVERS); // told first where both are missing
      data.log(invocation, "alerts", spec.commandLine().getErr());
      int exitCode = work(RulesTopic.of(options), spec.commandLine());
      spec.commandLine().getOut().flush();
      return exitCode;
    }

    OptionValues options() {
      return given.read(spec.commandLine());
    }

    abstract int work(RulesTopic rules, CommandLine command) throws Exception;

    static void require(Map<String, String> rules, String name) {
      if (!rules.containsKey(name)) {
        throw new UsageException(
            rules.isEmpty()
                ? "There are no rules."
                : "There is no rule %s.%s"
                    .formatted(name, NearestNames.question(name, rules.keySet())));
      }
    }
  }

  @Command(
      name = "apply",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = {
        "Has the insights job evaluate the rules in a file, in place of those of the same names, from"
            + " the next moment on. Rules that are not in the file stay: alerts remove takes them.",
        "Exit code: 0 done, 1 the rules are wrong, and none was applied, 2 wrong options.",
        ""
      })
  private static final class Apply extends Step {
    @Parameters(paramLabel = "FILE", description = "The rules, in YAML.")
    private Path file = Path.of("");

    Apply(Invocation invocation) {
      super(invocation, ConsoleOptionDefinitions.templates());
    }

    @Override
    int work(RulesTopic rules, CommandLine command) throws Exception {
      Optional<List<AlertRule>> read = read(file, command, options());
      if (read.isEmpty()) {
        return ExitCodes.FAILED;
      }
      Map<String, String> before = rules.all();
      Map<String, @Nullable String> changes = new TreeMap<>();
      for (AlertRule rule : read.get()) {
        String known = before.get(rule.name());
        if (!rule.yaml().equals(known)) {
          changes.put(rule.name(), rule.yaml());
        }
        String what = known == null ? "new" : rule.yaml().equals(known) ? "as before" : "changed";
        command.getOut().printf("%-40s %s%n", rule.name(), what);
      }
      rules.write(changes);
      return ExitCodes.OK;
    }
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = "Names the rules that the insights job evaluates.")
  private static final class ListRules extends Step {
    ListRules(Invocation invocation) {
      super(invocation, List.of());
    }

    @Override
    int work(RulesTopic rules, CommandLine command) throws Exception {
      rules
          .all()
          .forEach(
              (name, yaml) -> {
                List<AlertRule> read = RuleFile.readOne(yaml, true).rules();
                command
                    .getOut()
                    .printf(
                        "%-40s %s%n",
                        name,
                        read.isEmpty()
                            ? "not evaluated: written for another version"
                            : "%-8s %s, %s"
                                .formatted(
                                    read.get(0).severity().word(),
                                    read.get(0).kind().word(),
                                    read.get(0).scope()));
              });
      return ExitCodes.OK;
    }
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = "Shows a rule that the insights job evaluates, as it was written.")
  private static final class Show extends Step {
    @Parameters(paramLabel = "NAME", description = "The rule's name.")
    private String name = "";

    Show(Invocation invocation) {
      super(invocation, List.of());
    }

    @Override
    int work(RulesTopic rules, CommandLine command) throws Exception {
      Map<String, String> all = rules.all();
      require(all, name);
      command.getOut().print(all.get(name));
      return ExitCodes.OK;
    }
  }

  @Command(
      name = "remove",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = "Has the insights job forget rules. What they found and is open ends.")
  private static final class Remove extends Step {
    @Parameters(paramLabel = "NAME", arity = "1..*", description = "The rules' names.")
    private List<String> names = List.of();

    Remove(Invocation invocation) {
      super(invocation, List.of());
    }

    @Override
    int work(RulesTopic rules, CommandLine command) throws Exception {
      Map<String, String> all = rules.all();
      Map<String, @Nullable String> changes = new TreeMap<>();
      for (String name : names) {
        require(all, name);
        changes.put(name, null);
      }
      rules.write(changes);
      names.forEach(name -> command.getOut().printf("%-40s removed%n", name));
      return ExitCodes.OK;
    }
  }
}
