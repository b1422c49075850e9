package io.austin.stream.torture.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the TaskManagers' logs say about the job's commits. */
public final class JobLogs {
  private static final String TASK_FAILED = "switched from RUNNING to FAILED with failure cause";

  private static final Pattern EXPIRED =
      Pattern.compile("Kafka no longer holds offsets (\\d+) to (\\d+) of (\\S+), where reading");

  private final Path directory;

  JobLogs(Path directory) {
    this.directory = directory;
  }

  /** Something that the job logs. */
  public enum Remark {
    /** A transaction whose reply was lost was found to have been applied. */
    FOUND_APPLIED("whose reply was lost had been applied", false),
    /** A transaction whose reply was lost was found not to have been applied, and sent again. */
    SENT_AGAIN("A commit whose reply was lost is not there", false),
    /** Redis refused a transaction, since somebody else had changed what it watched. */
    REFUSED("Redis refused a transaction", false),
    /** A task found that another writer had moved its fences, and failed. */
    ANOTHER_WRITER("AnotherWriterException", true),
    /** A task found that Redis had lost acknowledged writes, and named them. */
    REDIS_WENT_BACK("RedisWentBackException", true),
    /** A task found that its topic was deleted and created again, and failed. */
    TOPIC_RECREATED("TopicRecreatedException", true),
    /** A task has written again what Redis had lost of a partition from before its checkpoint. */
    WROTE_AGAIN("RedisPipelineWriter - Wrote ", false),
    /** A task failed, whatever of. */
    TASK_FAILED("switched from RUNNING to FAILED", true);

    private final String text;

    /** Whether it counts once for each failure of a task, however often it is repeated. */
    private final boolean ofFailure;

    Remark(String text, boolean ofFailure) {
      this.text = text;
      this.ofFailure = ofFailure;
    }
  }

  /** How often each remark was made. */
  public Map<Remark, Long> count() {
    Map<Remark, Long> counts = new EnumMap<>(Remark.class);
    for (Remark remark : Remark.values()) {
      counts.put(remark, 0L);
    }
    readAll(lines -> count(lines::iterator, counts));
    return counts;
  }

  /** What the job said that Kafka no longer held when it was to be read. */
  public List<Hole> expired() {
    List<Hole> holes = new ArrayList<>();
    readAll(
        lines ->
            lines
                .map(EXPIRED::matcher)
                .filter(Matcher::find)
                .map(it -> new Hole(it.group(3), number(it, 1), number(it, 2) + 1))
                .forEach(holes::add));
    return holes;
  }

  private static long number(MatchResult found, int group) {
    return Long.parseLong(found.group(group));
  }

  private void readAll(Consumer<Stream<String>> each) {
    try (DirectoryStream<Path> logs = Files.newDirectoryStream(directory, "taskmanager*.log")) {
      for (Path log : logs) {
        try (Stream<String> lines = Files.lines(log)) {
          each.accept(lines);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the cluster's logs", e);
    }
  }

  private static void count(Iterable<String> log, Map<Remark, Long> counts) {
    StringBuilder failure = new StringBuilder();
    boolean inFailure = false;
    for (String line : log) {
      boolean begins = !line.isEmpty() && Character.isDigit(line.charAt(0));
      if (begins) {
        countAll(failure.toString(), true, counts);
        failure.setLength(0);
        inFailure = line.contains(TASK_FAILED);
        if (!inFailure) {
          countAll(line, false, counts);
        }
      }
      if (inFailure) {
        failure.append(line).append('\n');
      }
    }
    countAll(failure.toString(), true, counts);
  }

  private static void countAll(String text, boolean ofFailure, Map<Remark, Long> counts) {
    for (Remark remark : Remark.values()) {
      if (remark.ofFailure == ofFailure && text.contains(remark.text)) {
        counts.merge(remark, 1L, Long::sum);
      }
    }
  }
}
