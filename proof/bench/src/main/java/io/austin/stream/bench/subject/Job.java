package io.austin.stream.bench.subject;

import io.austin.stream.bench.backlog.Backlog;
import io.austin.stream.bench.site.BenchSite;
import io.austin.stream.job.AustinStreamJob;
import io.austin.stream.job.InsightsJob;
import io.austin.stream.job.JobProgram;
import io.austin.stream.options.OptionValues;
import io.austin.stream.test.cluster.FlinkCluster;
import io.austin.stream.test.cluster.Submission;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The job, as it is submitted to a cluster of one JobManager and one TaskManager, each a process of
 * its own with the memory that its size gives it.
 */
public final class Job implements Subject {
  private static final Map<String, String> FLINK =
      Map.of(
          "taskmanager.memory.process.size", "1g",
          "taskmanager.memory.managed.size", "0",
          "taskmanager.cpu.cores", "1",
          "heartbeat.timeout", "50 s");

  /** State stands on the heap: that of as many journeys as a long backlog opens. */
  private static final String FOR_JOURNEYS = "3g";

  private final BenchSite site;
  private final JobSettings settings;
  private final boolean insights;

  private Job(BenchSite site, JobSettings settings, boolean insights) {
    this.site = site;
    this.settings = settings;
    this.insights = insights;
  }

  /** The job on these servers. */
  public static Job of(BenchSite site, JobSettings settings) {
    return new Job(site, settings, false);
  }

  /** The insights job on these servers. */
  public static Job ofInsights(BenchSite site, JobSettings settings) {
    return new Job(site, settings, true);
  }

  @Override
  public String name() {
    return insights ? "insights" : "job";
  }

  /** Whether it is the insights job. */
  public boolean countsJourneys() {
    return insights;
  }

  @Override
  public int parallelism() {
    return settings.parallelism();
  }

  @Override
  public Map<String, String> options() {
    return settings.options();
  }

  @Override
  public JobWork prepare(Backlog backlog) {
    return prepare(backlog.topic());
  }

  /** Starts a cluster for a job that reads this topic. */
  public JobWork prepare(String topic) {
    OptionValues options = optionsFor(topic);
    JobProgram program = insights ? InsightsJob.PROGRAM : AustinStreamJob.PROGRAM;
    Submission submission =
        new Submission("bench", environment -> program.definition().accept(environment, options));
    return new JobWork(cluster(), submission, insights);
  }

  /** What the job is told on this site. */
  public OptionValues optionsFor(String topic) {
    Map<String, String> texts = new HashMap<>();
    texts.put("kafka.bootstrap.servers", site.kafka().bootstrapServers());
    texts.put("kafka.topic", topic);
    texts.put("redis.uri", site.redis().uri());
    texts.put("zone", settings.zone().getId());
    texts.put("parallelism", Integer.toString(settings.parallelism()));
    // What all subjects write, so that like is measured with like.
    texts.put("views.console", "false");
    texts.putAll(settings.options());
    return OptionValues.of(texts);
  }

  private FlinkCluster cluster() {
    Map<String, String> configured = new HashMap<>(FLINK);
    configured.put("taskmanager.numberOfTaskSlots", Integer.toString(settings.parallelism()));
    if (insights) {
      configured.put("taskmanager.memory.process.size", FOR_JOURNEYS);
    }
    configured.putAll(settings.flink());
    TaskManagerMemory memory = TaskManagerMemory.of(configured);
    List<String> jvmOptions = new ArrayList<>(memory.jvmOptions());
    jvmOptions.add("-XX:+UseG1GC");
    FlinkCluster.Builder builder =
        FlinkCluster.in(site.newDirectory("flink")).jvmOptions(jvmOptions.toArray(String[]::new));
    configured.forEach(builder::setting);
    memory.settings().forEach(builder::setting);
    return builder.start();
  }
}
