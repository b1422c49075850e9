package io.austin.stream.cluster;

import io.austin.stream.cli.screen.LiveLine;
import io.austin.stream.cli.verify.Verifications;
import io.austin.stream.job.options.KafkaOptions;
import io.austin.stream.options.OptionDefinitions;
import io.austin.stream.proof.Patience;
import io.austin.stream.proof.Probe;
import io.austin.stream.test.cluster.ClusterNode;
import io.austin.stream.test.event.TrafficMix;
import io.austin.stream.test.event.Workload;
import io.austin.stream.test.traffic.Pace;
import io.austin.stream.test.traffic.Producing;
import io.austin.stream.test.traffic.Production;
import io.austin.stream.test.traffic.TopicWriter;
import io.austin.stream.test.traffic.Values;
import io.austin.stream.verify.DeadLetterCheck;
import io.austin.stream.verify.Verified;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The job's life on a cluster, while records come in: submitted by {@code flink run}, TaskManagers
 * killed, stopped with a savepoint, gone on from it with a later jar and another parallelism
 * through REST, stopped again. Then Redis is compared with what all records say.
 */
public final class ClusterProof {
  /** The last kill comes when so much of all was produced, the upgrade when so much was. */
  private static final double KILLED_BY = 0.5;

  private static final double UPGRADED_AT = 0.75;

  private static final double MALFORMED = 0.01;
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  private final ProofSettings settings;
  private final Steps steps;

  /** A proof that tells on this output what it does. */
  public ClusterProof(ProofSettings settings, PrintWriter out) {
    this.settings = settings;
    this.steps = new Steps(out);
  }

  /** Does it, with data and logs in an empty directory. */
  public ProofResult run(Path directory) throws Exception {
    Files.createDirectories(directory);
    LaterJar later = LaterJar.of(settings.jar(), directory);
    Instant began = Instant.now();
    String what =
        "Kafka, Redis and %s, 2 TaskManagers of %d slots"
            .formatted(settings.flink(), settings.slots());
    try (ProofSite site = steps.take(what, () -> ProofSite.start(directory, settings))) {
      List<Recovery> recoveries = live(site, later);
      return verify(site, began, recoveries);
    }
  }

  private List<Recovery> live(ProofSite site, LaterJar later) throws Exception {
    SubmittedJob first =
        steps.take("flink run -d -p %d".formatted(settings.parallelism()), () -> run(site));
    first.awaitRunning();
    try (TopicWriter writer = writer(site);
        Producing producing = Producing.start(production(site), writer)) {
      Stored stored = records -> awaitStored(writer, producing, records);
      List<Recovery> recoveries = killTaskManagers(site, first, stored);
      stored.await((long) (settings.events() * UPGRADED_AT));
      String savepoint = steps.take("flink stop", first::stop);
      SubmittedJob next =
          steps.take(
              "%s uploaded and run, parallelism %d"
                  .formatted(later.version(), settings.nextParallelism()),
              () -> upload(site, later, savepoint));
      next.awaitRunning();
      steps.take(
          "all %,d records produced".formatted(settings.events()),
          () -> stored.await(Long.MAX_VALUE));
      steps.take("the last of them in Redis", () -> site.probe().awaitArrival());
      // Complete only when everything before it is committed, whichever its bucket.
      steps.take("flink stop", next::stop);
      return recoveries;
    }
  }

  private static TopicWriter writer(ProofSite site) {
    return new TopicWriter(ProofSite.TOPIC, KafkaOptions.clients(site.options()).producer());
  }

  private Production production(ProofSite site) {
    Clock clock = Clock.system(site.options().get(OptionDefinitions.ZONE));
    return new Production(
        Values.of(TrafficMix.seeded(settings.seed(), Workload.MIXED, clock, MALFORMED)),
        Pace.perSecond(settings.eventsPerSecond()),
        settings.events());
  }

  /** Waits until so many records were stored, or all of them. */
  private interface Stored {
    void await(long records) throws Exception;
  }

  private void awaitStored(TopicWriter writer, Producing producing, long records) throws Exception {
    while (!producing.isDone() && writer.acknowledged() < records) {
      if (settings.stop().await(LOOK_EVERY)) {
        throw new InterruptedException("stopped by the user");
      }
    }
  }

  private SubmittedJob run(ProofSite site) throws IOException {
    return SubmittedJob.byCommandLine(
        site.flink(),
        List.of("-p", Integer.toString(settings.parallelism())),
        settings.jar(),
        site.arguments());
  }

  private SubmittedJob upload(ProofSite site, LaterJar later, String savepoint)
      throws IOException, InterruptedException {
    SubmittedJob job =
        SubmittedJob.byUpload(
            site.flink(),
            later.path(),
            settings.nextParallelism(),
            site.arguments(),
            Optional.of(savepoint));
    requireJobManagerSays(site, "austin-stream " + later.version());
    return job;
  }

  /** A jar's main method runs in the JobManager when it was uploaded, and logs there. */
  private static void requireJobManagerSays(ProofSite site, String words) throws IOException {
    try (Stream<Path> logs = Files.list(site.flink().logs())) {
      for (Path log : logs.filter(it -> it.getFileName().toString().startsWith("job")).toList()) {
        if (Files.readString(log).contains(words)) {
          return;
        }
      }
    }
    throw new IllegalStateException("the JobManager does not run " + words);
  }

  private List<Recovery> killTaskManagers(ProofSite site, SubmittedJob job, Stored stored)
      throws Exception {
    List<Recovery> recoveries = new ArrayList<>();
    for (int kill = 1; kill <= settings.kills(); kill++) {
      stored.await((long) (settings.events() * KILLED_BY * kill / settings.kills()));
      job.awaitCheckpoint();
      awaitAllTaskManagers(site);
      ClusterNode victim = site.taskManager(job.taskManagers().iterator().next());
      recoveries.add(steps.take("kill -9 of " + victim.id(), () -> kill(site, job, victim)));
      if (settings.hasSpareSlots()) {
        victim.launch();
      }
    }
    return recoveries;
  }

  /** The one that was killed before is back. */
  private static void awaitAllTaskManagers(ProofSite site) {
    Patience.until(
        "all TaskManagers are there",
        () ->
            site.flink().rest().get("/taskmanagers").get("taskmanagers").size()
                >= ProofSite.TASK_MANAGERS);
  }

  /** Without spare slots the process is started anew at once, as its supervisor does. */
  private Recovery kill(ProofSite site, SubmittedJob job, ClusterNode victim) throws Exception {
    long now = System.nanoTime();
    victim.kill();
    if (!settings.hasSpareSlots()) {
      victim.launch();
    }
    Probe probe = site.probe();
    return Recovery.watch(job, probe, now);
  }

  private ProofResult verify(ProofSite site, Instant began, List<Recovery> recoveries)
      throws Exception {
    LiveLine quiet = new LiveLine(new PrintWriter(PrintWriter.nullWriter()), false);
    Verified verified = Verifications.of(site.options(), quiet).run(true, Optional.of(began));
    List<String> deadLetters =
        DeadLetterCheck.violations(
            verified.model(), position -> false, site.kafka().read(ProofSite.DEAD_LETTERS));
    return new ProofResult(recoveries, verified, deadLetters);
  }
}
