package io.austin.stream.cli;

import io.austin.stream.cli.notify.Notifier;
import io.austin.stream.cli.platform.ExitCodes;
import io.austin.stream.cli.screen.LiveLine;
import io.austin.stream.job.preflight.Preflight;
import io.austin.stream.options.OptionDefinitions;
import io.austin.stream.options.OptionValues;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code notify}: tells webhooks, Alertmanager and chats of what stands in topics. */
@Command(
    name = "notify",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Posts each outcome of the outcomes topic to webhooks, until Ctrl-C: signed as Standard Webhooks"
          + " have it, at least once, and again where that failed. What cannot be posted stands in a"
          + " dead-letter topic; --replay posts that, and ends. Incidents go to webhooks, Alertmanager"
          + " and the robots of DingTalk, Feishu and WeCom.",
      "Exit code: 0 stopped or replayed, 1 failed, 2 wrong options.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  austin-stream notify --kafka.bootstrap.servers localhost:9092 \\",
      "      --outcomes.topic austinOutcomes --notify.targets targets.yaml \\",
      "      --notify.dead-letter.topic austinUndelivered",
      "  austin-stream notify --config notify.properties --replay --target billing"
    })
final class NotifyCommand implements Callable<Integer> {
  private static final Duration LOOK = Duration.ofMillis(200);

  private final Invocation invocation;
  private final GivenOptions given;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--replay",
      description =
          "Post the dead letters that have come since the last replay, and end. What fails again is a"
              + " dead letter again.")
  private boolean replay;

  @Option(
      names = "--target",
      paramLabel = "NAME",
      description = "Only this target; may be given several times. Default: all.")
  private List<String> names = new ArrayList<>();

  NotifyCommand(Invocation invocation) {
    this.invocation = invocation;
    this.given = GivenOptions.of(invocation, OptionDefinitions.notifying());
  }

  CommandLine commandLine() {
    return given.addTo(this);
  }

  @Override
  public Integer call() throws Exception {
    OptionValues options = given.read(spec.commandLine());
    data.log(invocation, "notify", spec.commandLine().getErr());
    LiveLine live = new LiveLine(spec.commandLine().getErr(), invocation.terminal());
    Notifier notifier = Notifier.of(options, invocation.environment(), names, replay);
    try (notifier) {
      Preflight.checkNotify(options, notifier.topics(), notifier.groups())
          .forEach(it -> live.say("Warning: " + it));
      notifier.checkAddresses().forEach(it -> live.say("Warning: " + it));
      notifier.start();
      if (!replay) {
        live.say("Targets are told. Ctrl-C stops it.");
      }
      while (!invocation.stop().await(LOOK) && !notifier.isOver()) {
        live.show(notifier.status());
      }
    } finally {
      live.clear();
    }
    spec.commandLine().getOut().println(notifier.status());
    return ExitCodes.OK;
  }
}
