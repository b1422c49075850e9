package io.austin.stream.functions.redis;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.exceptions.JedisDataException;

/** The commits of a batch that are still to do, and what follows from Redis's answers. */
final class CommitQueue {
  private static final Logger LOG = LoggerFactory.getLogger(CommitQueue.class);

  /** Refusals with all fences in place come from other writers' expiries; they soon stop. */
  private static final int MAX_REFUSALS = 1_000;

  private final RedisPipelineOptions options;
  private final WriterMetrics metrics;
  private final RefusedCommands refused;
  private final Runnable progress;

  private final Set<Commit> open = new LinkedHashSet<>();
  private final Deque<Commit> waiting = new ArrayDeque<>();
  private @Nullable Claim claim;

  private Mendings mendings = new Mendings();
  private int refusals;

  /**
   * A queue with nothing in it.
   *
   * @param progress called whenever a transaction has been applied
   */
  CommitQueue(RedisPipelineOptions options, WriterMetrics metrics, Runnable progress) {
    this.options = options;
    this.progress = progress;
    this.metrics = metrics;
    this.refused = new RefusedCommands(metrics);
  }

  /** What has to stand beside the fences. */
  void expect(Claim claim) {
    this.claim = claim;
  }

  Claim claim() {
    return Objects.requireNonNull(claim, "expect comes first");
  }

  void add(Commit commit) {
    open.add(commit);
  }

  /** From now on all that is not known to be committed waits, in the order of its coming. */
  void startOver() {
    waiting.clear();
    waiting.addAll(open);
  }

  /** The next that waits; {@code null} for none. */
  @Nullable Commit next() {
    return waiting.poll();
  }

  /** What is to be done outside of transactions. */
  void mend(Mendings more) {
    mendings.add(more);
  }

  /** What is to be done outside of transactions, now. */
  Mendings takeMendings() {
    Mendings taken = mendings;
    mendings = new Mendings();
    return taken;
  }

  /**
   * Takes the reply to what was done outside of transactions.
   *
   * @throws JedisDataException when it was not done and may be another time
   */
  void mended(@Nullable Object reply) {
    if (reply instanceof JedisDataException error && !RedisError.isFinalForItsKey(error)) {
      throw error;
    }
    refused.note(reply);
  }

  int maxTrailEntries() {
    return options.maxTrailEntries();
  }

  /** Whether a commit may be sent whose fences were judged so. */
  boolean isReady(Commit commit, FenceDecision decision) throws RedisPipelineException {
    requireClaim(commit);
    switch (decision) {
      case COMMIT:
        if (commit.fences().isInDoubt()) {
          LOG.info(
              "A commit whose reply was lost is not there, it is sent again: {}", commit.fences());
        }
        return true;
      case COMMITTED:
        LOG.info("A commit whose reply was lost had been applied: {}", commit.fences());
        committed(commit);
        mendings.add(commit.mendings());
        return false;
      case REDIS_WENT_BACK:
        throw new RedisWentBackException(commit.fences().differences());
      case ANOTHER_WRITER:
        throw AnotherWriterException.of(options.groupId(), commit.fences());
    }
    throw new IllegalStateException("no rule for " + decision);
  }

  private void requireClaim(Commit commit) throws RedisPipelineException {
    Claim mine = claim();
    if (commit.claim().isEmpty()) {
      throw new RedisWentBackException(
          "Redis lost what stood beside the fences of group " + options.groupId());
    }
    if (!commit.claim().equals(mine.toString())) {
      Claim.of(commit.claim()).check(mine.layout(), mine.incarnation(), options);
    }
  }

  /** Takes note of what became of a transaction. */
  void replied(Commit commit, Transaction.Outcome outcome) throws RedisPipelineException {
    if (outcome.applied()) {
      for (JedisDataException error : outcome.errors()) {
        refused(error);
      }
      committed(commit);
      commit.expiriesStand();
      mendings.add(outcome.mendings());
      return;
    }
    LOG.debug("Redis refused a transaction, somebody changed what it watched: {}", commit.fences());
    if (++refusals > MAX_REFUSALS) {
      throw new RedisPipelineException(
          "Redis refused a transaction %d times, though its fences stand".formatted(refusals));
    }
    waiting.addFirst(commit);
  }

  /**
   * What else is wrong than the key would be wrong with any other too, so the rest is not certain.
   */
  private void refused(JedisDataException error) throws RedisPipelineException {
    if (!RedisError.isFinalForItsKey(error)) {
      throw new RedisPipelineException(
          "Redis applied a transaction but for a command, whose effect is missing now: "
              + error.getMessage(),
          error);
    }
    refused.add(error);
  }

  private void committed(Commit commit) {
    commit.fences().committed();
    open.remove(commit);
    refusals = 0;
    progress.run();
    metrics.transactionApplied(commit.commands());
  }
}
