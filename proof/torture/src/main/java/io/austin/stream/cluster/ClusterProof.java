package io.austin.stream.cluster;

import io.austin.stream.cli.screen.LiveLine;
import io.austin.stream.cli.verify.Verifications;
import io.austin.stream.proof.Patience;
import io.austin.stream.proof.Probe;
import io.austin.stream.test.cluster.ClusterNode;
import io.austin.stream.verify.DeadLetterCheck;
import io.austin.stream.verify.Verified;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
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
    try (Producing producing = Producing.start(settings, site.options())) {
      List<Recovery> recoveries = killTaskManagers(site, first, producing);
      producing.awaitStored((long) (settings.events() * UPGRADED_AT));
      String savepoint = steps.take("flink stop", first::stop);
      SubmittedJob next =
          steps.take(
              "%s uploaded and run, parallelism %d"
                  .formatted(later.version(), settings.nextParallelism()),
              () -> upload(site, later, savepoint));
      next.awaitRunning();
      steps.take("all %,d records produced".formatted(settings.events()), producing::awaitEnd);
      steps.take("the last of them in Redis", () -> site.probe().awaitArrival());
      // Complete only when everything before it is committed, whichever its bucket.
      steps.take("flink stop", next::stop);
      return recoveries;
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

  private List<Recovery> killTaskManagers(ProofSite site, SubmittedJob job, Producing producing)
      throws Exception {
    List<Recovery> recoveries = new ArrayList<>();
    for (int kill = 1; kill <= settings.kills(); kill++) {
      producing.awaitStored((long) (settings.events() * KILLED_BY * kill / settings.kills()));
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
