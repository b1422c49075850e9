package io.austin.stream.archive;

import static io.austin.stream.options.ArchiveOptionDefinitions.ARCHIVE_COMMIT_INTERVAL;
import static io.austin.stream.options.ArchiveOptionDefinitions.ARCHIVE_KEY;
import static io.austin.stream.options.OptionDefinitions.REDIS_KEY_PREFIX;
import static io.austin.stream.options.OptionDefinitions.REDIS_URI;

import io.austin.stream.cli.DataOption;
import io.austin.stream.cli.GivenOptions;
import io.austin.stream.cli.Invocation;
import io.austin.stream.cli.platform.ExitCodes;
import io.austin.stream.common.TraceKeys;
import io.austin.stream.common.WhiteSpace;
import io.austin.stream.job.preflight.Preflight;
import io.austin.stream.options.ArchiveOptionDefinitions;
import io.austin.stream.options.OptionDefinitions;
import io.austin.stream.options.OptionValues;
import io.austin.stream.options.UsageException;
import io.austin.stream.verify.RedisAccess;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import redis.clients.jedis.UnifiedJedis;

/** {@code archive forget}: takes a receiver out of the archive, and out of Redis. */
@Command(
    name = "forget",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Takes every row of a receiver out of the archive, with the files, manifests and snapshots"
          + " that remember him, and keeps him out up to now: a tombstone, which holds a keyed hash"
          + " and the time, tells the job and verify. With --redis.uri it takes his trail and his"
          + " journeys among the examples out of Redis too. Nothing brings it back.",
      "It works beside the job, whose next commit it waits for, and beside readers: who has planned"
          + " a read before has to plan it anew. It may be killed and called again.",
      "Exit code: 0 done, 1 failed or to be called again, 2 wrong options.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  austin-stream archive forget 13711112222 --archive.warehouse /data/archive --dry-run",
      "  austin-stream archive forget - --config job.properties   # asks for him"
    })
final class ForgetCommand implements Callable<Integer> {
  private static final int MAX_BYTES = 4_096;

  private final Invocation invocation;
  private final GivenOptions given;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "RECEIVER",
      description =
          "The receiver, exactly as events name him; - has him asked for, or read from standard"
              + " input, so that no shell's history and no list of processes shows him.")
  private String receiver = "";

  @Option(names = "--dry-run", description = "Say what would be taken away, and change nothing.")
  private boolean dryRun;

  @Mixin private DataOption data = new DataOption();

  ForgetCommand(Invocation invocation) {
    this.invocation = invocation;
    this.given =
        GivenOptions.of(
            invocation,
            Stream.concat(
                    ArchiveOptionDefinitions.warehouse().stream(),
                    OptionDefinitions.redis().stream())
                .toList(),
            REDIS_KEY_PREFIX,
            ARCHIVE_COMMIT_INTERVAL,
            ARCHIVE_KEY);
  }

  CommandLine commandLine() {
    return given.addTo(this);
  }

  @Override
  public Integer call() throws Exception {
    OptionValues options = given.read(spec.commandLine());
    PrintWriter out = spec.commandLine().getOut();
    Forgetting forgetting =
        new Forgetting(
            options,
            Clock.systemUTC(),
            line -> {
              out.println(line);
              out.flush();
            });
    String named = receiver.equals("-") ? asked() : receiver;
    requireReceiver(named);
    data.log(invocation, "archive-forget", spec.commandLine().getErr());
    if (options.isSet(REDIS_URI)) {
      Preflight.checkRedis(options).forEach(spec.commandLine().getErr()::println);
    }
    return dryRun ? look(forgetting, options, named) : forget(forgetting, options, named);
  }

  private int look(Forgetting forgetting, OptionValues options, String named) throws Exception {
    Forgetting.Held held = forgetting.look(named);
    say(
        "The archive holds %,d rows of his in %d files; nothing was changed."
            .formatted(held.rows(), held.files().size()));
    ReceiverInRedis.Found found = inRedis(options, named, held.templates(), false);
    say(found == null ? redisWasNotAsked() : "Redis holds %s.".formatted(found));
    return ExitCodes.OK;
  }

  private int forget(Forgetting forgetting, OptionValues options, String named) throws Exception {
    Forgetting.Done done = forgetting.run(named);
    ReceiverInRedis.Found found = inRedis(options, named, done.templates(), true);
    say("Archive    %,d rows of his taken out".formatted(done.rows()));
    say("Redis      " + (found == null ? redisWasNotAsked() : found + " taken out"));
    say("           Estimates of how many receivers there were hold no names, and stay.");
    say(
        "Time only  removes him from Kafka's records, savepoints, backups, outcomes that were sent"
            + " as they are,");
    say(
        "           and dead letters: archive.dead-letters.keep in the archive, their topic's"
            + " retention in Kafka.");
    if (!done.isAll()) {
      say(
          "Again      The job did not commit meanwhile what it had read: call this again once it"
              + " has.");
    }
    return done.isAll() ? ExitCodes.OK : ExitCodes.FAILED;
  }

  private static ReceiverInRedis.@Nullable Found inRedis(
      OptionValues options, String named, Set<Long> templates, boolean takes) {
    if (!options.isSet(REDIS_URI)) {
      return null;
    }
    try (UnifiedJedis redis = RedisAccess.client(options)) {
      return new ReceiverInRedis(redis, TraceKeys.withPrefix(options.get(REDIS_KEY_PREFIX)))
          .find(named, templates, takes);
    }
  }

  private static String redisWasNotAsked() {
    return "Redis was not asked: name it by " + REDIS_URI.flag() + ".";
  }

  private void say(String line) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
  }

  private static String asked() throws IOException {
    Console console = System.console();
    if (console != null) {
      char[] typed = console.readPassword("Receiver (not shown): ");
      return typed == null ? "" : new String(typed);
    }
    String line =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    return line == null ? "" : line;
  }

  private static void requireReceiver(String named) {
    if (WhiteSpace.isBlank(named)) {
      throw new UsageException("RECEIVER is blank: no event names such a one.");
    }
    if (named.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw new UsageException("RECEIVER is longer than 4,096 bytes: no event names such a one.");
    }
  }
}
