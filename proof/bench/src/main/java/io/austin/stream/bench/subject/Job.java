package io.austin.stream.bench.subject;

import io.austin.stream.bench.backlog.Backlog;
import io.austin.stream.bench.site.BenchSite;
import io.austin.stream.job.AustinStreamJob;
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

  private final BenchSite site;
  private final JobSettings settings;

  /** The job on these servers. */
  public Job(BenchSite site, JobSettings settings) {
    this.site = site;
    this.settings = settings;
  }

  @Override
  public String name() {
    return "job";
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
    Submission submission =
        new Submission("bench", environment -> AustinStreamJob.define(environment, options));
    return new JobWork(cluster(), submission);
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
