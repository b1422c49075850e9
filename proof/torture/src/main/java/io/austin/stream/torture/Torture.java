package io.austin.stream.torture;

import io.austin.stream.test.server.RedisExecutable;
import io.austin.stream.torture.site.Site;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rounds of faults on one platform, until one breaks a promise. */
public final class Torture {
  private static final Logger LOG = LoggerFactory.getLogger(Torture.class);

  private final TortureSettings settings;
  private final Progress progress;

  /** A torture that tells on this output what it does. */
  public Torture(TortureSettings settings, PrintWriter out) {
    this.settings = settings;
    this.progress = new Progress(out);
  }

  /** Runs all rounds on a platform with its data in an empty directory. */
  public TortureResult run(Path directory) {
    List<RoundResult> rounds = new ArrayList<>();
    progress.says("starting Kafka, Redis and Flink; seed " + settings.seed());
    try (Site site = site(directory)) {
      Optional<Breakdown> breakdown = Optional.empty();
      for (int i = 0; i < settings.rounds() && goesOn(rounds, breakdown); i++) {
        breakdown = run(site, settings.firstRound() + i, rounds);
      }
      return new TortureResult(
          rounds, breakdown, JobFigures.of(site.flink().counters(), site.jobLogs()));
    }
  }

  private Site site(Path directory) {
    return settings.onCluster()
        ? Site.withCluster(
            directory, RedisExecutable.installed().orElseGet(RedisExecutable::standard))
        : Site.start(directory);
  }

  private boolean goesOn(List<RoundResult> rounds, Optional<Breakdown> breakdown) {
    boolean broken = rounds.stream().anyMatch(round -> !round.violations().isEmpty());
    return !broken && breakdown.isEmpty() && !settings.stop().isMade();
  }

  /** A platform that does not recover is a finding too. */
  private Optional<Breakdown> run(Site site, int round, List<RoundResult> results) {
    try {
      RoundResult result = new Round(site, settings, round, progress).run();
      progress.ended(result);
      results.add(result);
      return Optional.empty();
    } catch (Exception failure) {
      LOG.error("Round {} could not be finished", round, failure);
      progress.says("round %d could not be finished: %s".formatted(round, failure));
      return Optional.of(new Breakdown(round, failure + "; logs: " + site.flink().logs()));
    }
  }

  /**
   * Why a round was not finished.
   *
   * @param round its number
   * @param reason what was waited for in vain, or what failed
   */
  record Breakdown(int round, String reason) {}
}
