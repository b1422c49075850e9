package io.austin.stream.cli.notify;

import static io.austin.stream.options.InsightsOptionDefinitions.ALERTS_TOPIC;
import static io.austin.stream.options.InsightsOptionDefinitions.OUTCOMES_TOPIC;
import static io.austin.stream.options.NotifyOptionDefinitions.NOTIFY_ALLOW_PRIVATE;
import static io.austin.stream.options.NotifyOptionDefinitions.NOTIFY_CONSOLE_URL;
import static io.austin.stream.options.NotifyOptionDefinitions.NOTIFY_DEAD_LETTER_TOPIC;
import static io.austin.stream.options.NotifyOptionDefinitions.NOTIFY_EVERY;
import static io.austin.stream.options.NotifyOptionDefinitions.NOTIFY_GROUP_ID;
import static io.austin.stream.options.NotifyOptionDefinitions.NOTIFY_IN_FLIGHT;
import static io.austin.stream.options.NotifyOptionDefinitions.NOTIFY_METRICS_PORT;
import static io.austin.stream.options.NotifyOptionDefinitions.NOTIFY_RETRY_FOR;
import static io.austin.stream.options.NotifyOptionDefinitions.NOTIFY_START;
import static io.austin.stream.options.NotifyOptionDefinitions.NOTIFY_TARGETS;
import static io.austin.stream.options.NotifyOptionDefinitions.NOTIFY_TIMEOUT;

import io.austin.stream.cli.notify.Delivery.Settings;
import io.austin.stream.common.NearestNames;
import io.austin.stream.job.options.KafkaOptions;
import io.austin.stream.options.Option;
import io.austin.stream.options.OptionValues;
import io.austin.stream.options.UsageException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells all targets of what stands in topics, until it is closed. */
public final class Notifier implements AutoCloseable {
  private final OptionValues options;
  private final List<Target> targets;
  private final boolean replay;
  private final Poster poster;
  private final List<TargetStatus> statuses = new CopyOnWriteArrayList<>();
  private final List<Runnable> stops = new ArrayList<>();
  private final List<CompletableFuture<Void>> ends = new ArrayList<>();
  private @Nullable Undelivered undelivered;
  private @Nullable StatusServer statusServer;

  private Notifier(OptionValues options, List<Target> targets, boolean replay) {
    this.options = options;
    this.targets = targets;
    this.replay = replay;
    poster =
        new Poster(
            InetAddress::getAllByName,
            options.get(NOTIFY_ALLOW_PRIVATE),
            options.get(NOTIFY_TIMEOUT),
            Clock.systemUTC());
  }

  /**
   * One that has not begun.
   *
   * @param environment where secrets may be
   * @param names the targets that are meant; all where there are none
   * @param replay whether to post the targets' dead letters, up to where they end now
   * @throws UsageException when the file of targets is wrong, or lacks one of the names
   */
  public static Notifier of(
      OptionValues options, Map<String, String> environment, List<String> names, boolean replay) {
    List<Target> all =
        TargetsFile.read(
            options.get(NOTIFY_TARGETS),
            environment,
            options.get(NOTIFY_ALLOW_PRIVATE),
            options.get(NOTIFY_EVERY));
    List<String> known = all.stream().map(Target::name).toList();
    for (String name : names) {
      if (!known.contains(name)) {
        throw new UsageException(
            "There is no target %s in %s.%s"
                .formatted(name, options.get(NOTIFY_TARGETS), NearestNames.question(name, known)));
      }
    }
    List<Target> meant =
        all.stream()
            .filter(it -> names.isEmpty() || names.contains(it.name()))
            .filter(it -> !replay || it.telling() instanceof SignedEvents)
            .toList();
    if (meant.isEmpty()) {
      throw new UsageException(
          "There is nothing to replay: none of the targets that are meant has dead letters, which"
              + " webhooks alone have.");
    }
    return new Notifier(options, meant, replay);
  }

  /** What it reads, and writes what it cannot post. */
  public List<Option<String>> topics() {
    List<Option<String>> topics = new ArrayList<>();
    boolean webhooks = targets.stream().anyMatch(it -> it.telling() instanceof SignedEvents);
    for (Target target : targets) {
      if (!topics.contains(topic(target))) {
        topics.add(topic(target));
      }
    }
    if (webhooks) {
      topics.add(NOTIFY_DEAD_LETTER_TOPIC);
    }
    return topics;
  }

  private static Option<String> topic(Target target) {
    return target.telling() instanceof SignedEvents webhook && !webhook.incidents()
        ? OUTCOMES_TOPIC
        : ALERTS_TOPIC;
  }

  /** The consumer groups in which it commits. */
  public List<String> groups() {
    return targets.stream().map(this::group).toList();
  }

  /** No target's name holds a colon. */
  private String group(Target target) {
    return options.get(NOTIFY_GROUP_ID) + "-" + target.name() + (replay ? ":replay" : "");
  }

  /**
   * Looks where the targets are; returns what is no obstacle.
   *
   * @throws UsageException when one has no address that may be posted to
   */
  public List<String> checkAddresses() {
    List<String> warnings = new ArrayList<>();
    for (Target target : targets) {
      try {
        poster.permitted(target);
      } catch (Poster.NotPublicException refused) {
        throw new UsageException("Target " + target + ": " + refused.getMessage() + ".");
      } catch (UnknownHostException unknown) {
        warnings.add("Target %s: there is no host %s.".formatted(target, target.host()));
      }
    }
    return warnings;
  }

  /**
   * Begins.
   *
   * @throws UsageException when the port for metrics is taken
   */
  public void start() {
    statusServer =
        options
            .find(NOTIFY_METRICS_PORT)
            .filter(port -> !replay) // which runs beside the one that has the port
            .map(
                port ->
                    new StatusServer(
                        port, () -> TargetStatus.metrics(statuses, System.currentTimeMillis())))
            .orElse(null);
    targets.forEach(this::start);
  }

  private void start(Target target) {
    TargetStatus status = new TargetStatus(target.name());
    statuses.add(status);
    if (target.telling() instanceof IncidentTeller teller) {
      IncidentDelivery delivery =
          new IncidentDelivery(target, teller, incidents(target), poster, status);
      stops.add(delivery::stop);
      run(target, delivery);
    } else if (target.telling() instanceof SignedEvents webhook) {
      Delivery delivery =
          new Delivery(target, webhook, settings(target), poster, undelivered(), status);
      stops.add(delivery::stop);
      run(target, delivery);
    }
  }

  private void run(Target target, Runnable delivery) {
    ends.add(
        CompletableFuture.runAsync(
            delivery, task -> Poster.daemon(task, "notify-read-" + target.name()).start()));
  }

  private Settings settings(Target target) {
    return new Settings(
        KafkaOptions.clients(options),
        options.get(replay ? NOTIFY_DEAD_LETTER_TOPIC : topic(target)),
        group(target),
        replay,
        options.get(NOTIFY_START).equals("latest"),
        options.get(NOTIFY_RETRY_FOR),
        options.get(NOTIFY_TIMEOUT),
        options.get(NOTIFY_IN_FLIGHT));
  }

  private IncidentDelivery.Settings incidents(Target target) {
    return new IncidentDelivery.Settings(
        KafkaOptions.clients(options),
        options.get(ALERTS_TOPIC),
        group(target),
        options.get(NOTIFY_EVERY),
        options.get(NOTIFY_RETRY_FOR),
        options
            .find(NOTIFY_CONSOLE_URL)
            .map(it -> it.replaceAll("/*$", "") + "/incidents")
            .orElse(""),
        Clock.systemUTC());
  }

  private Undelivered undelivered() {
    if (undelivered == null) {
      undelivered =
          new Undelivered(options.get(NOTIFY_DEAD_LETTER_TOPIC), KafkaOptions.clients(options));
    }
    return undelivered;
  }

  /**
   * Whether all has ended, as a replay does.
   *
   * @throws java.util.concurrent.CompletionException when one of the targets' delivery has failed
   */
  public boolean isOver() {
    ends.stream().filter(CompletableFuture::isDone).forEach(CompletableFuture::join);
    return ends.stream().allMatch(CompletableFuture::isDone);
  }

  /** How each target stands. */
  public String status() {
    long now = System.currentTimeMillis();
    return statuses.stream().map(it -> it.line(now)).collect(Collectors.joining("  |  "));
  }

  /** Ends all that is under way, as it comes, and gives the rest back. */
  @Override
  public void close() {
    stops.forEach(Runnable::run);
    if (statusServer != null) {
      statusServer.close();
    }
    CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new))
        .exceptionally(failure -> null)
        .join();
    if (undelivered != null) {
      undelivered.close();
    }
    poster.close();
  }
}
