package io.austin.stream.cli.notify;

import static io.austin.stream.options.InsightsOptionDefinitions.OUTCOMES_TOPIC;
import static io.austin.stream.options.NotifyOptionDefinitions.NOTIFY_ALLOW_PRIVATE;
import static io.austin.stream.options.NotifyOptionDefinitions.NOTIFY_DEAD_LETTER_TOPIC;
import static io.austin.stream.options.NotifyOptionDefinitions.NOTIFY_GROUP_ID;
import static io.austin.stream.options.NotifyOptionDefinitions.NOTIFY_IN_FLIGHT;
import static io.austin.stream.options.NotifyOptionDefinitions.NOTIFY_RETRY_FOR;
import static io.austin.stream.options.NotifyOptionDefinitions.NOTIFY_START;
import static io.austin.stream.options.NotifyOptionDefinitions.NOTIFY_TARGETS;
import static io.austin.stream.options.NotifyOptionDefinitions.NOTIFY_TIMEOUT;

import io.austin.stream.cli.notify.Delivery.Settings;
import io.austin.stream.common.NearestNames;
import io.austin.stream.job.options.KafkaOptions;
import io.austin.stream.options.OptionValues;
import io.austin.stream.options.UsageException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Tells all targets of what stands in a topic, until it is closed. */
public final class Notifier implements AutoCloseable {
  private final OptionValues options;
  private final List<Target> targets;
  private final boolean replay;
  private final Poster poster;
  private final Undelivered undelivered;
  private final List<TargetStatus> statuses = new ArrayList<>();
  private final List<Delivery> deliveries = new ArrayList<>();
  private final List<CompletableFuture<Void>> ends = new ArrayList<>();

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
    undelivered =
        new Undelivered(options.get(NOTIFY_DEAD_LETTER_TOPIC), KafkaOptions.clients(options));
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
            options.get(NOTIFY_TARGETS), environment, options.get(NOTIFY_ALLOW_PRIVATE));
    List<String> known = all.stream().map(Target::name).toList();
    for (String name : names) {
      if (!known.contains(name)) {
        throw new UsageException(
            "There is no target %s in %s. Did you mean %s?"
                .formatted(name, options.get(NOTIFY_TARGETS), NearestNames.one(name, known)));
      }
    }
    return new Notifier(
        options,
        all.stream().filter(it -> names.isEmpty() || names.contains(it.name())).toList(),
        replay);
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

  /** Begins. */
  public void start() {
    for (Target target : targets) {
      Settings settings =
          new Settings(
              KafkaOptions.clients(options),
              options.get(replay ? NOTIFY_DEAD_LETTER_TOPIC : OUTCOMES_TOPIC),
              group(target),
              replay,
              options.get(NOTIFY_START).equals("latest"),
              options.get(NOTIFY_RETRY_FOR),
              options.get(NOTIFY_TIMEOUT),
              options.get(NOTIFY_IN_FLIGHT));
      TargetStatus status = new TargetStatus(target.name());
      Delivery delivery = new Delivery(target, settings, poster, undelivered, status);
      statuses.add(status);
      deliveries.add(delivery);
      ends.add(
          CompletableFuture.runAsync(
              delivery, task -> Poster.daemon(task, "notify-read-" + target.name()).start()));
    }
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
    deliveries.forEach(Delivery::stop);
    CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new))
        .exceptionally(failure -> null)
        .join();
    undelivered.close();
    poster.close();
  }
}
