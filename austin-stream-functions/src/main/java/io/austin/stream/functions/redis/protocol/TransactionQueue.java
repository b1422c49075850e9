package io.austin.stream.functions.redis.protocol;

import io.austin.stream.functions.redis.batch.MultiExec;
import io.austin.stream.functions.redis.batch.TrailRepairs;
import io.austin.stream.functions.redis.wire.RedisError;
import io.austin.stream.functions.redis.wire.RedisPipelineException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.exceptions.JedisDataException;

/** The transactions of a batch that are still to do, and what follows from Redis's answers. */
final class TransactionQueue {
  private static final Logger LOG = LoggerFactory.getLogger(TransactionQueue.class);

  /** Refusals with all fences in place come from other writers' expiries; they soon stop. */
  private static final int MAX_REFUSALS = 1_000;

  private final CommitOptions options;
  private final CommitMetrics metrics;
  private final RefusedCommands refused;
  private final Runnable progress;

  private final Set<Transaction> open = new LinkedHashSet<>();
  private final Deque<Transaction> waiting = new ArrayDeque<>();
  private @Nullable Claim claim;

  private TrailRepairs repairs = new TrailRepairs();
  private int refusals;

  /**
   * A queue with nothing in it.
   *
   * @param progress called whenever a transaction has been applied
   */
  TransactionQueue(CommitOptions options, CommitMetrics metrics, Runnable progress) {
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

  void add(Transaction transaction) {
    open.add(transaction);
  }

  /** From now on all that is not known to be committed waits, in the order of its coming. */
  void startOver() {
    waiting.clear();
    waiting.addAll(open);
  }

  /** The next that waits; {@code null} for none. */
  @Nullable Transaction next() {
    return waiting.poll();
  }

  /** What is to be done outside of transactions. */
  void repair(TrailRepairs more) {
    repairs.add(more);
  }

  /** What is to be done outside of transactions, now. */
  TrailRepairs takeRepairs() {
    TrailRepairs taken = repairs;
    repairs = new TrailRepairs();
    return taken;
  }

  /**
   * Takes the reply to what was done outside of transactions.
   *
   * @throws JedisDataException when it was not done and may be another time
   */
  void repaired(@Nullable Object reply) {
    if (reply instanceof JedisDataException error && !RedisError.isFinalForItsKey(error)) {
      throw error;
    }
    refused.note(reply);
  }

  int maxTrailEntries() {
    return options.maxTrailEntries();
  }

  /** Whether a commit may be sent whose fences were judged so. */
  boolean isReady(Transaction transaction, FenceDecision decision) throws RedisPipelineException {
    requireClaim(transaction);
    switch (decision) {
      case COMMIT:
        if (transaction.fences().isInDoubt()) {
          LOG.info(
              "A commit whose reply was lost is not there, it is sent again: {}",
              transaction.fences());
        }
        return true;
      case COMMITTED:
        LOG.info("A commit whose reply was lost had been applied: {}", transaction.fences());
        committed(transaction);
        repairs.add(transaction.repairs());
        return false;
      case REDIS_WENT_BACK:
        throw new RedisWentBackException(transaction.fences().differences());
      case ANOTHER_WRITER:
        throw AnotherWriterException.of(options.groupId(), transaction.fences());
    }
    throw new IllegalStateException("no rule for " + decision);
  }

  private void requireClaim(Transaction transaction) throws RedisPipelineException {
    if (transaction.claim().isEmpty()) {
      throw new RedisWentBackException(
          "Redis lost what stood beside the fences of group " + options.groupId());
    }
    claim().requireStill(Claim.of(transaction.claim()), options);
  }

  /** Takes note of what became of a transaction. */
  void replied(Transaction transaction, MultiExec.Outcome outcome) throws RedisPipelineException {
    if (outcome.applied()) {
      for (JedisDataException error : outcome.errors()) {
        refused(error);
      }
      committed(transaction);
      transaction.expiriesStand();
      repairs.add(outcome.repairs());
      return;
    }
    LOG.debug(
        "Redis refused a transaction, somebody changed what it watched: {}", transaction.fences());
    if (++refusals > MAX_REFUSALS) {
      throw new RedisPipelineException(
          "Redis refused a transaction %d times, though its fences stand".formatted(refusals));
    }
    waiting.addFirst(transaction);
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

  private void committed(Transaction transaction) {
    transaction.fences().committed();
    open.remove(transaction);
    refusals = 0;
    progress.run();
    metrics.transactionApplied(transaction.commands());
  }
}
