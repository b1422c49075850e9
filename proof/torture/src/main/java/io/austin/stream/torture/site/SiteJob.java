package io.austin.stream.torture.site;

import io.austin.stream.functions.redis.RedisFences;
import io.austin.stream.functions.redis.RedisPipelineOptions;
import io.austin.stream.job.AustinStreamJob;
import io.austin.stream.options.OptionValues;
import io.austin.stream.proof.JobJar;
import io.austin.stream.proof.Patience;
import io.austin.stream.test.cluster.ClusterJob;
import io.austin.stream.test.cluster.Submission;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The job of a round: one at a time is the one that counts. */
public final class SiteJob {
  /** The consumer group. */
  public static final String GROUP = "austinLogGroup";

  /** Low, so that hot receivers' trails are cut. */
  public static final int MAX_TRAIL_ENTRIES = 200;

  /** Low, so that records that are too large do not fill the disk. */
  public static final int MAX_EVENT_BYTES = 64 << 10;

  private final Site site;
  private final Topics topics;
  private final ZoneId zone;
  private int parallelism;
  private int buckets;
  private ClusterJob current;

  /**
   * Starts the job at the beginning of the topic.
   *
   * @param zone where receivers' days end
   */
  public SiteJob(Site site, Topics topics, ZoneId zone, int parallelism) throws Exception {
    this.site = site;
    this.topics = topics;
    this.zone = zone;
    this.parallelism = parallelism;
    this.buckets = site.redis().buckets();
    this.current = submit(Optional.empty());
  }

  /** Submits the job again after the JobManager died, from the newest checkpoint that is left. */
  public void resubmit() {
    goOn(current.newestCheckpoint());
  }

  /** Stops the job with a savepoint and goes on from that with another parallelism. */
  public void rescale(int to) {
    Optional<String> snapshot = stop();
    parallelism = to;
    goOn(snapshot);
  }

  /** Stops the job with a savepoint; tells where to go on from. */
  public Optional<String> stop() {
    AtomicReference<@Nullable String> savepoint = new AtomicReference<>();
    Patience.until(
        "stop with a savepoint",
        () -> {
          if (current.status().isTerminalState()) {
            return true; // the answer was lost: a retained checkpoint will do
          }
          savepoint.set(current.stopWithSavepoint());
          return true;
        });
    return Optional.ofNullable(savepoint.get()).or(current::newestCheckpoint);
  }

  /** Cancels the job; tells where to go on from, if there is a checkpoint. */
  public Optional<String> abandon() {
    awaitCheckpoint();
    cancel();
    return current.newestCheckpoint();
  }

  /** Waits until there is a checkpoint to go on from. */
  public void awaitCheckpoint() {
    Patience.until("a checkpoint is complete", () -> current.newestCheckpoint().isPresent());
  }

  /** Submits the job again after it was stopped. */
  public void goOn(Optional<String> snapshot) {
    Patience.insist("submit the job", () -> current = submit(snapshot));
  }

  /** Starts the same job once more, at the beginning of the topic; both are at work then. */
  public ClusterJob startSecond() throws Exception {
    return submit(Optional.empty());
  }

  /** Cancels the job and goes on with the other. */
  public void giveWayTo(ClusterJob other) {
    cancel();
    current = other;
  }

  /** Takes a checkpoint; returns when it is complete. */
  public void checkpoint() {
    Patience.insist("a checkpoint is complete", current::checkpoint);
  }

  /** Cancels the job. */
  public void cancel() {
    cancel(current);
  }

  /** Cancels this job, whatever it is doing. */
  public void cancel(ClusterJob job) {
    Patience.insist("cancel " + job, job::cancel);
  }

  /** Whoever looks after the job's fences. They are closed by who asked for them. */
  public RedisFences fences() {
    return RedisFences.of(RedisPipelineOptions.to(site.redis().uri(), GROUP).withBuckets(buckets));
  }

  /** In how many buckets the job keeps its fences. */
  public int buckets() {
    return buckets;
  }

  /** The job is submitted with another number of buckets from now on. */
  public void setBuckets(int to) {
    buckets = to;
  }

  /** How many subtasks the job has. */
  public int parallelism() {
    return parallelism;
  }

  /** The topics of the job. */
  public Topics topics() {
    return topics;
  }

  private ClusterJob submit(Optional<String> snapshot) throws Exception {
    OptionValues options = OptionValues.of(texts());
    Submission submission =
        new Submission(
            "austin-stream", environment -> AustinStreamJob.define(environment, options));
    Optional<Path> jar = JobJar.find();
    if (jar.isPresent()) {
      submission = submission.withJar(jar.get());
    }
    return site.flink().submit(submission.restoredFrom(snapshot));
  }

  /**
   * The job's defaults, but for what makes a round of many faults short: it gives a silent Redis up
   * sooner, and after a dozen failures within minutes it still restarts at once.
   */
  private Map<String, String> texts() {
    Map<String, String> texts = new HashMap<>();
    texts.put("kafka.bootstrap.servers", site.kafka().bootstrapServers());
    texts.put("kafka.topic", topics.events());
    texts.put("kafka.group.id", GROUP);
    texts.put("dead-letter.topic", topics.deadLetters());
    texts.put("redis.uri", site.redis().uri());
    texts.putAll(site.redis().options());
    texts.replace("redis.buckets", Integer.toString(buckets));
    texts.put("redis.timeout", "4s");
    texts.put("redis.retry.for", "10s");
    texts.put("event.max-bytes", Integer.toString(MAX_EVENT_BYTES));
    texts.put("trail.max-entries", Integer.toString(MAX_TRAIL_ENTRIES));
    texts.put("zone", zone.getId());
    texts.put("restart.max-delay", "2s");
    texts.put("parallelism", Integer.toString(parallelism));
    return texts;
  }
}
