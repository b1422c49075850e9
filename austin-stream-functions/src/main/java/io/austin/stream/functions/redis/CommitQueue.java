package io.austin.stream.functions.redis;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
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
  private List<Deque<Commit>> waiting = List.of();
  private @Nullable Connections connections;

  private Mendings mendings = new Mendings();
  private Mendings mendingsPutOff = new Mendings();
  private @Nullable JedisDataException redirection;

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

  void add(Commit commit) {
    open.add(commit);
  }

  /** From now on all that is not known to be committed waits, in the order of its coming. */
  void startOver(Connections over) {
    connections = over;
    waiting = Stream.<Deque<Commit>>generate(ArrayDeque::new).limit(over.nodes()).toList();
    open.forEach(commit -> waiting(commit).add(commit));
    mendings.add(mendingsPutOff);
    mendingsPutOff = new Mendings();
    redirection = null;
  }

  private Connections connections() {
    return Objects.requireNonNull(connections, "startOver comes first");
  }

  private Deque<Commit> waiting(Commit commit) {
    return waiting.get(connections().node(commit.bucket()));
  }

  /** The next that waits for a node; {@code null} for none. */
  @Nullable Commit next(int node) {
    return waiting.get(node).poll();
  }

  /** Leaves a commit until all others are done: its slot is not where it was asked for. */
  void putOff(Commit commit, JedisDataException redirected) {
    LOG.debug("{}: {}", redirected.getMessage(), commit.fences());
    redirection = mixesBuckets() ? redirected : Redirection.named(redirected, commit.bucket());
  }

  /** Leaves what is to be done outside of transactions until all else is done. */
  void putOff(Mendings redirected, JedisDataException redirection) {
    mendingsPutOff.add(redirected);
    this.redirection = redirection;
  }

  /**
   * To be called when nothing waits any more.
   *
   * @throws JedisDataException one of the redirections for which something was put off
   */
  void throwIfPutOff() {
    if (redirection != null) {
      throw redirection;
    }
  }

  /** What is to be done outside of transactions. */
  void mend(Mendings more) {
    mendings.add(more);
  }

  /** What is to be done there outside of transactions. */
  Mendings takeMendings(int node) {
    Mendings taken = mendings;
    mendings = new Mendings();
    return mixesBuckets() || taken.isEmpty()
        ? taken
        : taken.split(list -> connections().node(list.bucket()) == node, mendings);
  }

  /** Whether one command may concern the keys of several buckets. */
  boolean mixesBuckets() {
    return connections().mixBuckets();
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
        throw new AnotherWriterException(
            "another writer of group %s is at work, this one stops: %s"
                .formatted(options.groupId(), commit.fences().differences()));
    }
    throw new IllegalStateException("no rule for " + decision);
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
    waiting(commit).addFirst(commit);
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
