package io.austin.stream.options;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The options that the command {@code notify} alone has; {@link OptionDefinitions#notifying()} are
 * all it takes.
 */
public final class NotifyOptionDefinitions {
  public static final Option<Path> NOTIFY_TARGETS =
      Option.named(
          "notify.targets",
          OptionTypes.file(),
          "The YAML file that names the targets, to which outcomes and incidents are posted, with their"
              + " secrets.");

  public static final Option<String> NOTIFY_GROUP_ID =
      Option.named(
              "notify.group.id",
              OptionTypes.name("a consumer group's name"),
              "What the names of the consumer groups begin with. Each target has one of its own:"
                  + " this, a hyphen and the target's name; to replay, :replay behind that.")
          .defaultsTo("austinNotify");

  public static final Option<String> NOTIFY_START =
      Option.named(
              "notify.start",
              OptionTypes.oneOf("earliest", "latest"),
              "Where a target begins of which no group has committed anything: with all that the"
                  + " topic holds, or with what comes from now on.")
          .defaultsTo("earliest");

  public static final Option<Duration> NOTIFY_RETRY_FOR =
      Option.named(
              "notify.retry.for",
              OptionTypes.duration(Duration.ZERO),
              "Up to which age an outcome is posted again where that failed. What is older becomes a"
                  + " dead letter once it, or all that its target was sent, has failed for five"
                  + " minutes, or for this long where that is less.")
          .defaultsTo("6h");

  public static final Option<Duration> NOTIFY_TIMEOUT =
      Option.named(
              "notify.timeout",
              OptionTypes.duration(Duration.ofMillis(1)),
              "How long a post may take, from the look-up of the target's name to its answer.")
          .defaultsTo("15s");

  public static final Option<Integer> NOTIFY_IN_FLIGHT =
      Option.named(
              "notify.in-flight",
              OptionTypes.integer(1, 256),
              "How many posts may be under way to one target at the same time.")
          .defaultsTo("8");

  public static final Option<String> NOTIFY_DEAD_LETTER_TOPIC =
      Option.named(
          "notify.dead-letter.topic",
          OptionTypes.topic(),
          "The topic for outcomes that could not be posted, from which notify --replay takes them.");

  public static final Option<Boolean> NOTIFY_ALLOW_PRIVATE =
      Option.named(
              "notify.allow-private",
              OptionTypes.bool(),
              "Whether targets may have addresses that are not public (private, loopback, link-local"
                  + " and others), and be posted to over http too.")
          .defaultsTo("false");

  public static final Option<Duration> NOTIFY_EVERY =
      Option.named(
              "notify.incidents.every",
              OptionTypes.duration(Duration.ofSeconds(1)),
              "How often Alertmanager is told again of what is open, and how often a robot is told"
                  + " at most.")
          .defaultsTo("1m");

  public static final Option<String> NOTIFY_CONSOLE_URL =
      Option.named(
          "notify.console.url",
          OptionTypes.webAddress(),
          "The console's address as people open it, as https://trace.example.com: incidents are told"
              + " with a link there.");

  public static final Option<Integer> NOTIFY_METRICS_PORT =
      Option.named(
          "notify.metrics.port",
          OptionTypes.integer(1, 65_535),
          "The port on which Prometheus may ask for /metrics, and a probe for /healthz, on all"
              + " addresses of this machine. Default: none.");

  private static final List<Option<?>> ALL =
      List.of(
          NOTIFY_TARGETS,
          NOTIFY_GROUP_ID,
          NOTIFY_START,
          NOTIFY_RETRY_FOR,
          NOTIFY_TIMEOUT,
          NOTIFY_IN_FLIGHT,
          NOTIFY_DEAD_LETTER_TOPIC,
          NOTIFY_ALLOW_PRIVATE,
          NOTIFY_EVERY,
          NOTIFY_CONSOLE_URL,
          NOTIFY_METRICS_PORT);

  private NotifyOptionDefinitions() {}

  static List<Option<?>> all() {
    return ALL;
  }
}
