package io.austin.stream.cli;

import static io.austin.stream.options.OptionDefinitions.REDIS_KEY_PREFIX;
import static io.austin.stream.options.OptionDefinitions.REDIS_URI;

import io.austin.stream.cli.memory.MemorySample;
import io.austin.stream.cli.memory.MemorySample.Share;
import io.austin.stream.cli.memory.View;
import io.austin.stream.cli.platform.ExitCodes;
import io.austin.stream.cli.platform.Positive;
import io.austin.stream.common.TraceKeys;
import io.austin.stream.job.preflight.Preflight;
import io.austin.stream.options.OptionValues;
import io.austin.stream.verify.RedisAccess;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import redis.clients.jedis.UnifiedJedis;

/** {@code memory}: how much of Redis' memory each view takes. */
@Command(
    name = "memory",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Says how many bytes a key of each view takes in Redis, from a sample of its keys: the"
          + " figures for planning. Nothing is changed, no key is shown. Of a Redis Cluster one master"
          + " is looked at.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  austin-stream memory --redis.uri redis://localhost:6379/0 --sample 100000"
    })
final class MemoryCommand implements Callable<Integer> {
  private static final String ROW = "%-30s %10s %14s %12s %14s%n";

  private final Invocation invocation;
  private final GivenOptions given;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--sample",
      paramLabel = "N",
      defaultValue = "20000",
      description = "How many keys to look at, about. Default: ${DEFAULT-VALUE}.")
  private long size;

  @Mixin private DataOption data = new DataOption();

  MemoryCommand(Invocation invocation) {
    this.invocation = invocation;
    this.given = GivenOptions.ofRedisAnd(invocation, REDIS_KEY_PREFIX);
  }

  CommandLine commandLine() {
    return given.addTo(this);
  }

  @Override
  public Integer call() throws Exception {
    Positive.require("--sample", size);
    OptionValues options = given.read(spec.commandLine());
    if (options.isSet(REDIS_URI)) {
      data.log(invocation, "memory", spec.commandLine().getErr());
      return report(options);
    }
    try (LastRun run =
        LastRun.in(() -> data.directory(invocation, "local"), "a Redis with " + REDIS_URI.flag())) {
      DataOption.log(run.directory(), "memory", spec.commandLine().getErr());
      return report(run.withRedis(run.asThen(options)));
    }
  }

  private int report(OptionValues options) {
    Preflight.checkRedis(options).forEach(spec.commandLine().getErr()::println);
    try (UnifiedJedis redis = RedisAccess.oneMaster(options)) {
      TraceKeys keys = TraceKeys.withPrefix(options.get(REDIS_KEY_PREFIX));
      print(MemorySample.take(redis, keys, size), redis.dbSize(), spec.commandLine().getOut());
    }
    return ExitCodes.OK;
  }

  private static void print(MemorySample sample, long keys, PrintWriter out) {
    out.printf(ROW, "VIEW", "KEYS", "ENTRIES A KEY", "BYTES A KEY", "BYTES");
    for (Map.Entry<View, Share> view : sample.shares().entrySet()) {
      print(view.getKey().title(), view.getValue(), out);
    }
    if (sample.others().keys() > 0) {
      print("of others", sample.others(), out);
    }
    out.printf("%,d keys looked at, of %,d in this database%n", sample.keys(), keys);
    out.flush();
  }

  private static void print(String title, Share share, PrintWriter out) {
    out.printf(
        ROW,
        title,
        "%,d".formatted(share.keys()),
        "%,.1f".formatted(share.entriesPerKey()),
        "%,d".formatted(share.bytesPerKey()),
        "%,d".formatted(share.bytes()));
  }
}
