package io.austin.stream.cli.notify;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries to post events to one target, some at the same time, until each was delivered or is a dead
 * letter.
 */
final class Attempts {
  private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);
  private static final long WARN_EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);

  /** For so long everything has to fail before what is old enough is given up. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Target target;
  private final SignedEvents webhook;
  private final Duration retryFor;
  private final Poster poster;
  private final Undelivered undelivered;
  private final TargetStatus status;
  private final ScheduledThreadPoolExecutor workers;
  private final Queue<Post> done = new ConcurrentLinkedQueue<>();
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private final AtomicLong warnAt = new AtomicLong(System.nanoTime());

  /** Until when the target asks to be left alone. */
  private final AtomicLong notBefore = new AtomicLong(System.nanoTime());

  private volatile long lastTaken = System.nanoTime();
  private volatile boolean stopping;

  /**
   * Attempts that nothing was given yet.
   *
   * @param retryFor up to which age a record is tried again
   * @param inFlight how many are under way at most
   */
  Attempts(
      Target target,
      SignedEvents webhook,
      Duration retryFor,
      int inFlight,
      Poster poster,
      Undelivered undelivered,
      TargetStatus status) {
    this.target = target;
    this.webhook = webhook;
    this.retryFor = retryFor;
    this.poster = poster;
    this.undelivered = undelivered;
    this.status = status;
    workers =
        new ScheduledThreadPoolExecutor(
            inFlight,
            task -> Poster.daemon(task, "notify-" + target.name()),
            new ThreadPoolExecutor.DiscardPolicy());
    workers.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Takes one on. */
  void add(Post post) {
    workers.execute(() -> work(post));
  }

  /** The next of those that are done; empty where none is. */
  Optional<Post> done() {
    return Optional.ofNullable(done.poll());
  }

  /** What went wrong, but for the target's part: nothing can go on then. */
  Optional<Exception> failure() {
    return Optional.ofNullable(failure.get());
  }

  /** Begins nothing more, and waits for what is under way. */
  void stop(Duration atMost) throws InterruptedException {
    stopping = true;
    workers.shutdown();
    workers.awaitTermination(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void work(Post post) {
    if (stopping || post.givenBack) {
      return;
    }
    try {
      long wait = notBefore.get() - System.nanoTime();
      if (post.event.isEmpty()) {
        bury(post, "no_event", "the record is no CloudEvent, or its id fits into no header");
      } else if (wait > 0) {
        later(post, Backoff.after(1, Duration.ofNanos(wait), ThreadLocalRandom.current()));
      } else {
        attempt(post, post.event.get());
      }
    } catch (IOException | RuntimeException failed) {
      failure.compareAndSet(null, failed);
    }
  }

  private void attempt(Post post, Event event) throws IOException {
    post.firstTried = post.attempts == 0 ? System.nanoTime() : post.firstTried;
    post.attempts++;
    status.begins();
    Tried tried = poster.post(target, webhook.request(target.path(), event, Instant.now()));
    status.ends();
    if (tried.verdict() == Tried.Verdict.DELIVERED) {
      lastTaken = System.nanoTime();
      status.delivered();
      done.add(post);
    } else if (tried.verdict() == Tried.Verdict.FINAL || isOver(post)) {
      bury(post, tried.reason(), tried.detail());
    } else {
      again(post, tried);
    }
  }

  private void again(Post post, Tried tried) {
    long until = System.nanoTime() + tried.retryAfter().toNanos();
    notBefore.accumulateAndGet(until, (one, other) -> one - other > 0 ? one : other);
    status.retried(tried.detail());
    warn("Target {} fails: {}; trying again", target, tried.detail());
    later(post, Backoff.after(post.attempts, tried.retryAfter(), ThreadLocalRandom.current()));
  }

  /** By the record's age, so that a restart begins nothing anew. */
  private boolean isOver(Post post) {
    Duration age = Duration.ofMillis(System.currentTimeMillis() - post.record.timestamp());
    long since = lastTaken - post.firstTried > 0 ? post.firstTried : lastTaken;
    Duration failing = Duration.ofNanos(System.nanoTime() - since);
    Duration patience = retryFor.compareTo(PATIENCE) < 0 ? retryFor : PATIENCE;
    return age.compareTo(retryFor) >= 0 && failing.compareTo(patience) >= 0;
  }

  private void later(Post post, Duration wait) {
    workers.schedule(() -> work(post), wait.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void bury(Post post, String reason, String detail) throws IOException {
    undelivered.add(post.record, target.name(), reason, detail);
    status.deadLetter();
    warn(
        "Dead letter of target {}: {}, offset {} of {}; as many more as the status says",
        target,
        detail,
        post.record.offset(),
        post.partition());
    done.add(post);
  }

  /** Once a minute, as a target that is away fails all the time. */
  private void warn(String line, Object... values) {
    long at = warnAt.get();
    long now = System.nanoTime();
    if (now - at >= 0 && warnAt.compareAndSet(at, now + WARN_EVERY_NANOS)) {
      LOG.warn(line, values);
    }
  }
}
