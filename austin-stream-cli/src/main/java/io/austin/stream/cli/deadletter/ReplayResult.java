package io.austin.stream.cli.deadletter;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What became of the letters that a {@link Replay} was to send. */
public final class ReplayResult {
  private final Map<String, Long> sentByTopic = new TreeMap<>();
  private final Map<String, Long> invalidByReason = new TreeMap<>();
  private final List<TopicRefusal> refusedByTopics = new ArrayList<>();
  private long replayedBefore;
  private long cameBack;

  ReplayResult() {}

  void addSentTo(String topic) {
    sentByTopic.merge(topic, 1L, Long::sum);
  }

  /** What counted as sent was refused by its topic. */
  void addRefused(TopicRefusal refusal) {
    sentByTopic.computeIfPresent(refusal.topic(), (topic, sent) -> sent == 1 ? null : sent - 1);
    refusedByTopics.add(refusal);
  }

  void addInvalid(String reason) {
    invalidByReason.merge(reason, 1L, Long::sum);
  }

  void addReplayedBefore() {
    replayedBefore++;
  }

  void addCameBack() {
    cameBack++;
  }

  /** How many were sent, or would have been. */
  public long sent() {
    return sum(sentByTopic);
  }

  /** How many of them to each topic. */
  public Map<String, Long> sentByTopic() {
    return Collections.unmodifiableMap(sentByTopic);
  }

  /** Those that their topics did not take. */
  public List<TopicRefusal> refusedByTopics() {
    return Collections.unmodifiableList(refusedByTopics);
  }

  /** How many were not sent since the job would refuse them again. */
  public long invalid() {
    return sum(invalidByReason);
  }

  /** How many of these for each reason that they are refused for now. */
  public Map<String, Long> invalidByReason() {
    return Collections.unmodifiableMap(invalidByReason);
  }

  /** How many were not sent since they had been replayed before. */
  public long replayedBefore() {
    return replayedBefore;
  }

  /** How many were not sent since they came back from an earlier replay. */
  public long cameBack() {
    return cameBack;
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
