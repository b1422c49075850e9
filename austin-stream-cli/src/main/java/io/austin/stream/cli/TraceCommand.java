package io.austin.stream.cli;

import static io.austin.stream.options.OptionDefinitions.REDIS_KEY_PREFIX;
import static io.austin.stream.options.OptionDefinitions.REDIS_URI;
import static io.austin.stream.options.OptionDefinitions.ZONE;

import io.austin.stream.cli.platform.ExitCodes;
import io.austin.stream.cli.report.ForReceiver;
import io.austin.stream.cli.report.TraceJson;
import io.austin.stream.cli.report.TraceLookup;
import io.austin.stream.cli.report.TraceLookup.Found;
import io.austin.stream.cli.report.TraceReport;
import io.austin.stream.cli.report.Traced;
import io.austin.stream.cli.report.Words;
import io.austin.stream.common.NearestNames;
import io.austin.stream.common.PastedText;
import io.austin.stream.common.TraceKeys;
import io.austin.stream.console.progress.Liveness;
import io.austin.stream.console.progress.Standing;
import io.austin.stream.console.redis.ProgressReader;
import io.austin.stream.console.redis.RedisConnections;
import io.austin.stream.job.preflight.Preflight;
import io.austin.stream.options.OptionValues;
import io.austin.stream.options.RedisOptions;
import io.austin.stream.options.UsageException;
import io.austin.stream.verify.RedisAccess;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import redis.clients.jedis.UnifiedJedis;

/** {@code trace}: what Redis holds of a message, a receiver, a caller's id or a template. */
@Command(
    name = "trace",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Shows what became of a message, what a receiver got today, which messages a caller's id such as"
          + " an order's number stands for, or how a template is doing. Of a"
          + " message and a receiver, just these two, also what became of the one for the other. Says"
          + " too whether the job has read everything, where it has not or something is not there.",
      "Exit code: 0 found, 1 nothing there, 2 wrong options.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  austin-stream trace V1StGXR8_Z5jdHi6B-myT",
      "  austin-stream trace V1StGXR8_Z5jdHi6B-myT 13711112222 --json",
      "  austin-stream trace 13711112222 --lang zh",
      "  austin-stream trace 2000000320221224 --redis.uri redis://localhost:6379/0"
    })
final class TraceCommand implements Callable<Integer> {
  private static final Duration REPORT_TIMEOUT = Duration.ofSeconds(20);

  private final Invocation invocation;
  private final GivenOptions given;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "ID",
      arity = "1..*",
      description =
          "Message ids, receivers, callers' ids, business ids, as they are or as they are pasted: with blanks, labels"
              + " or a name before them, several at once, or as a link to a page of the console.")
  private List<String> ids = List.of();

  @Option(
      names = "--lang",
      paramLabel = "en|zh",
      description = "The language of states' names. Default: that of the locale.")
  private @Nullable String language;

  @Option(
      names = "--json",
      description = "Print the result as JSON; everything else goes to standard error.")
  private boolean json;

  @Mixin private DataOption data = new DataOption();

  TraceCommand(Invocation invocation) {
    this.invocation = invocation;
    this.given = GivenOptions.ofRedisAnd(invocation, REDIS_KEY_PREFIX, ZONE);
  }

  /** Message ids may begin with a hyphen, and are no options for that. */
  CommandLine commandLine() {
    return given
        .addTo(this)
        .setUnmatchedOptionsArePositionalParams(true)
        .setPosixClusteredShortOptionsAllowed(false);
  }

  @Override
  public Integer call() throws Exception {
    checkIds();
    Locale locale = locale();
    OptionValues options = given.read(spec.commandLine());
    if (options.isSet(REDIS_URI)) {
      return trace(options, locale);
    }
    try (LastRun run =
        LastRun.in(() -> data.directory(invocation, "local"), "a Redis with " + REDIS_URI.flag())) {
      DataOption.log(run.directory(), "trace", spec.commandLine().getErr());
      return trace(run.withRedis(run.asThen(options)), locale);
    }
  }

  private void checkIds() {
    if (ids.stream().anyMatch(id -> PastedText.of(id).forms().isEmpty())) {
      throw new UsageException("An ID is blank: nothing can be known of it.");
    }
    if (invocation.args().contains("--")) {
      return;
    }
    for (String id : ids) {
      if (id.startsWith("--") || isOptionWithOneHyphen(id)) {
        String name = id.replaceFirst("^-+", "--").replaceFirst("=.*", "");
        throw new UsageException(
            "Unknown option: %s.%s An id that begins so goes behind --."
                .formatted(id, NearestNames.question(name, longOptions())));
      }
    }
  }

  private boolean isOptionWithOneHyphen(String id) {
    return longOptions().contains("-" + id.replaceFirst("=.*", ""));
  }

  private List<String> longOptions() {
    return spec.optionsMap().keySet().stream().filter(name -> name.startsWith("--")).toList();
  }

  private int trace(OptionValues options, Locale locale) throws IOException {
    Preflight.checkRedis(options).forEach(spec.commandLine().getErr()::println);
    TraceKeys keys = TraceKeys.withPrefix(options.get(REDIS_KEY_PREFIX));
    List<Found> found = new ArrayList<>();
    Liveness stream;
    try (UnifiedJedis redis = RedisAccess.client(options);
        RedisConnections reports =
            new RedisConnections(RedisOptions.endpoint(options), REPORT_TIMEOUT)) {
      stream = Liveness.of(new ProgressReader(reports, keys).read(), System.currentTimeMillis());
      TraceLookup lookup = new TraceLookup(redis, keys);
      ids.forEach(id -> found.addAll(lookup.find(id)));
    }
    print(found, stream, new Words(locale, options.get(ZONE)));
    List<String> absent = absent(found);
    absent.forEach(this::tellAbsent);
    if (!absent.isEmpty()) {
      spec.commandLine().getErr().println(Standing.of(stream));
    }
    return absent.isEmpty() ? ExitCodes.OK : ExitCodes.FAILED;
  }

  private void print(List<Found> found, Liveness stream, Words words) throws IOException {
    List<ForReceiver> answers =
        found.size() == 2 ? ForReceiver.of(found.get(0).views(), found.get(1).views()) : List.of();
    List<Traced> all = found.stream().map(Found::views).flatMap(List::stream).toList();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      TraceJson.print(answers, all, absent(found), stream, out);
      return;
    }
    TraceReport report = new TraceReport(words, stream, out);
    answers.forEach(report::print);
    all.forEach(report::print);
    if (!all.isEmpty()) {
      report.printDoubt();
    }
  }

  private static List<String> absent(List<Found> found) {
    return found.stream().filter(it -> !it.isThere()).map(Found::id).toList();
  }

  private void tellAbsent(String id) {
    spec.commandLine()
        .getErr()
        .println(
            "Redis holds nothing of '"
                + id
                + "'"
                + otherForms(id)
                + incomplete(PastedText.of(id))
                + ": no event that the job has read named it, or it has expired. Messages and callers'"
                + " ids stand for 3 days, receivers until the end of the day, templates for 30 days after"
                + " the last event, unless retention.message and retention.template say otherwise. Templates"
                + " are asked for by business id, as 2000000320221224.");
  }

  private static String incomplete(PastedText id) {
    if (id.isRounded()) {
      return ", a number that a spreadsheet has rounded: its last digits are gone";
    }
    return id.isMasked()
        ? ", a receiver that was masked: its stars stand for what is needed to find it"
        : "";
  }

  private static String otherForms(String id) {
    String forms =
        PastedText.of(id).forms().stream()
            .filter(form -> form.getUnderstood() != PastedText.Understood.EXACT)
            .map(form -> "'" + form.getText() + "'")
            .collect(Collectors.joining(", "));
    return forms.isEmpty() ? "" : ", nor of " + forms;
  }

  private Locale locale() {
    if (language == null) {
      return Locale.getDefault();
    }
    if (!language.equals("en") && !language.equals("zh")) {
      throw new UsageException("--lang is '" + language + "', expected en or zh.");
    }
    return Locale.forLanguageTag(language);
  }
}
