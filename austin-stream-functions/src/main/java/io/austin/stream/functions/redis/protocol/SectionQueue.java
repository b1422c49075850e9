package io.austin.stream.functions.redis.protocol;

import io.austin.stream.functions.redis.batch.KnownExpiries;
import io.austin.stream.functions.redis.wire.Connections;
import io.austin.stream.functions.redis.wire.Redirection;
import io.austin.stream.functions.redis.wire.RedisError;
import io.austin.stream.functions.redis.wire.RedisPipelineException;
import io.austin.stream.functions.redis.wire.Reply;
import java.util.ArrayDeque;
import java.util.ArrayList;
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

/** The sections of a batch that are still to do, and what follows from the script's answers. */
final class SectionQueue {
  private static final Logger LOG = LoggerFactory.getLogger(SectionQueue.class);

  /** Whoever else uses a node waits for a call; one of so many words takes about a millisecond. */
  private static final int MOST_WORDS = 2_000;

  private final CommitOptions options;
  private final CommitMetrics metrics;
  private final RefusedCommands refused;
  private final Runnable progress;
  private final KnownExpiries standing = new KnownExpiries(0);

  private final Set<Section> open = new LinkedHashSet<>();
  private List<Deque<Section>> waiting = List.of();
  private @Nullable Connections connections;
  private @Nullable JedisDataException redirection;
  private String incarnation = "";

  /**
   * A queue with nothing in it.
   *
   * @param progress called whenever sections have been done
   */
  SectionQueue(CommitOptions options, CommitMetrics metrics, Runnable progress) {
    this.options = options;
    this.metrics = metrics;
    this.progress = progress;
    this.refused = new RefusedCommands(metrics);
  }

  /** Of which incarnation the fences have to be. */
  void expect(String incarnation) {
    this.incarnation = incarnation;
  }

  String incarnation() {
    return incarnation;
  }

  KnownExpiries standing() {
    return standing;
  }

  int maxTrailEntries() {
    return options.maxTrailEntries();
  }

  void add(Section section) {
    open.add(section);
  }

  /** From now on all that is not known to be committed waits, in the order of its coming. */
  void startOver(Connections over) {
    connections = over;
    waiting = Stream.<Deque<Section>>generate(ArrayDeque::new).limit(over.nodes()).toList();
    open.forEach(section -> waiting(section).add(section));
    redirection = null;
  }

  private Deque<Section> waiting(Section section) {
    Connections over = Objects.requireNonNull(connections, "startOver comes first");
    return waiting.get(over.node(section.slot()));
  }

  /** The next that wait for a node, as many as one call should hold up others for; may be none. */
  List<Section> next(int node) {
    List<Section> next = new ArrayList<>();
    int keys = options.maxTransactionKeys();
    int words = MOST_WORDS;
    for (Section section = waiting.get(node).peek();
        section != null && (next.isEmpty() || (section.keys() <= keys && section.words() <= words));
        section = waiting.get(node).peek()) {
      next.add(waiting.get(node).remove());
      keys -= section.keys();
      words -= section.words();
    }
    return next;
  }

  /** A call was not done at all; its sections come next. */
  void again(SectionCall call) {
    List<Section> sections = call.sections();
    for (int i = sections.size() - 1; i >= 0; i--) {
      Section section = sections.get(i);
      section.fences().notApplied();
      waiting(section).addFirst(section);
    }
  }

  /** Leaves a section until all others are done: its slot is not where it was asked for. */
  void putOff(Section section, JedisDataException redirected) {
    section.fences().notApplied();
    LOG.debug("{}: {}", redirected.getMessage(), section);
    redirection = redirected;
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

  /** Takes the answer to a call. */
  void answered(SectionCall call, List<?> answer) throws RedisPipelineException {
    Set<Section> done = new LinkedHashSet<>(call.sections());
    for (Object exception : answer.subList(1, answer.size())) {
      List<?> words = (List<?>) exception;
      Section section = call.sections().get(Math.toIntExact((Long) words.get(0)) - 1);
      switch (Reply.text(words.get(1))) {
        case "refused" -> refused(new JedisDataException(Reply.text(words.get(2))));
        case "error" -> {
          done.remove(section);
          failed(section, new JedisDataException(Reply.text(words.get(2))));
        }
        default -> {
          done.remove(section);
          judge(section, (List<?>) words.get(2));
        }
      }
    }
    if (!done.isEmpty()) {
      done.forEach(this::applied);
      progress.run();
      metrics.transactionApplied(done.stream().mapToInt(Section::keys).sum());
    }
  }

  private void applied(Section section) {
    section.applied(standing);
    open.remove(section);
  }

  /**
   * What else is wrong than the key would be wrong with any other too, so the rest is not certain.
   */
  private void refused(JedisDataException error) throws RedisPipelineException {
    if (!RedisError.isFinalForItsKey(error)) {
      throw new RedisPipelineException(
          "Redis did what a script asked for but a command, whose effect is missing now: "
              + error.getMessage(),
          error);
    }
    refused.add(error);
  }

  private void failed(Section section, JedisDataException error) {
    if (!Redirection.isOfScript(error)) {
      throw error;
    }
    putOff(section, Redirection.of(section.slot(), error));
  }

  /**
   * Checks of which incarnation fences are that were found.
   *
   * @return whether one is said that must be; it was written before anything else, so where it is
   *     not, Redis lost what was written
   */
  boolean requireIncarnation(@Nullable Object found) throws ResetException {
    String stands = Reply.text(found);
    if (!stands.isEmpty() && !stands.equals(incarnation)) {
      throw ResetException.of(options.groupId());
    }
    return stands.equals(incarnation);
  }

  private void judge(Section section, List<?> found) throws RedisPipelineException {
    FenceUpdate fences = section.fences();
    fences.notApplied();
    boolean stands = requireIncarnation(found.get(found.size() - 1));
    FenceDecision decision = fences.judge(Reply.numbers(found.subList(0, fences.size())));
    if (!stands || decision == FenceDecision.REDIS_WENT_BACK) {
      throw new RedisWentBackException(fences.differences());
    } else if (decision == FenceDecision.COMMITTED) {
      LOG.info("A call whose reply was lost had been applied: {}", section);
      applied(section);
    } else {
      throw AnotherWriterException.of(options.groupId(), fences);
    }
  }
}
