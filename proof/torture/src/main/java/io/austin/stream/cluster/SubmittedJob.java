package io.austin.stream.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.austin.stream.proof.Patience;
import io.austin.stream.test.cluster.FlinkCli;
import io.austin.stream.test.cluster.FlinkCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A job that was submitted to a cluster as ops do it: by Flink's command line, or over REST. */
final class SubmittedJob {
  private static final Pattern SUBMITTED =
      Pattern.compile("Job has been submitted with JobID (\\p{XDigit}{32})");
  private static final Pattern SAVEPOINT = Pattern.compile("Savepoint completed. Path: (\\S+)");
  private static final Pattern CANCELLED = Pattern.compile("Cancelled job (\\p{XDigit}{32})");

  private final FlinkCluster flink;
  private final String id;

  /** A job that is known by its id. */
  SubmittedJob(FlinkCluster flink, String id) {
    this.flink = flink;
    this.id = id;
  }

  /**
   * {@code flink run -d}.
   *
   * @param flags what goes before the jar, such as {@code -p 4}
   * @param arguments what goes after it, for the job
   */
  static SubmittedJob byCommandLine(
      FlinkCluster flink, List<String> flags, Path jar, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("run", "-d"));
    command.addAll(flags);
    command.add(jar.toString());
    command.addAll(arguments);
    return new SubmittedJob(flink, called(flink.cli(), SUBMITTED, command));
  }

  /** The id of the job that {@code flink run -d} tells of. */
  static String idIn(FlinkCli.Answer answer) {
    return found(SUBMITTED, "run", answer);
  }

  /** Uploads the jar and runs it, from a savepoint if there is one. */
  static SubmittedJob byUpload(
      FlinkCluster flink,
      Path jar,
      int parallelism,
      List<String> arguments,
      Optional<String> savepoint)
      throws IOException, InterruptedException {
    String jarId = flink.rest().upload(jar);
    return new SubmittedJob(flink, flink.rest().run(jarId, arguments, parallelism, savepoint));
  }

  /** {@code flink stop}; returns the savepoint. */
  String stop() throws IOException {
    return called(
        flink.cli(), SAVEPOINT, List.of("stop", "--savepointPath", flink.savepoints(), id));
  }

  /** {@code flink cancel}; what it was keeps its checkpoints. */
  void cancel() throws IOException {
    called(flink.cli(), CANCELLED, List.of("cancel", id));
  }

  private static String called(FlinkCli cli, Pattern success, List<String> command)
      throws IOException {
    return found(success, command.get(0), cli.call(command.toArray(String[]::new)));
  }

  private static String found(Pattern success, String action, FlinkCli.Answer answer) {
    Matcher told = success.matcher(answer.output());
    if (answer.exitCode() != 0 || !told.find()) {
      throw new IllegalStateException(
          "flink %s ended with %d: %s"
              .formatted(action, answer.exitCode(), answer.output().strip()));
    }
    return told.group(1);
  }

  /** Whether all of its subtasks are at work. */
  boolean isRunning() throws IOException, InterruptedException {
    JsonNode job = get("");
    boolean running = "RUNNING".equals(job.get("state").asText());
    for (JsonNode vertex : job.get("vertices")) {
      running &= vertex.get("tasks").get("RUNNING").asInt() == vertex.get("parallelism").asInt();
    }
    return running;
  }

  /** Waits until it runs. */
  void awaitRunning() {
    Patience.until(id + " runs", this::isRunning);
  }

  /** Waits until it has a completed checkpoint. */
  void awaitCheckpoint() {
    Patience.until("the first checkpoint of " + id, this::hasCheckpoint);
  }

  private boolean hasCheckpoint() throws IOException, InterruptedException {
    return get("/checkpoints").get("counts").get("completed").asInt() > 0;
  }

  /** The path of its newest completed checkpoint, also when it has ended. */
  String newestCheckpoint() throws IOException, InterruptedException {
    return get("/checkpoints").get("latest").get("completed").get("external_path").asText();
  }

  /** The TaskManagers that it runs on, by their ids. */
  Set<String> taskManagers() throws IOException, InterruptedException {
    Set<String> ids = new TreeSet<>();
    for (JsonNode vertex : get("").get("vertices")) {
      for (JsonNode subtask : get("/vertices/" + vertex.get("id").asText()).get("subtasks")) {
        ids.add(subtask.get("taskmanager-id").asText());
      }
    }
    return ids;
  }

  /** What the JobManager says of it at a path below it. */
  JsonNode get(String path) throws IOException, InterruptedException {
    return flink.rest().get("/jobs/" + id + path);
  }

  @Override
  public String toString() {
    return id;
  }
}
