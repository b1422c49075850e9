package io.austin.stream.verify.model;

import io.austin.stream.common.Retention;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** What one key must hold that only the console reads. */
final class ConsoleView {
  /** Redis estimates a HyperLogLog with a standard error of 0.81 %; five of them are enough. */
  private static final long TOLERATED_PERCENT = 4;

  /** Few elements are told apart nearly always: it takes two that share a register. */
  private static final long TOLERATED_OF_FEW = 2;

  private final String key;
  private final String type;
  private final Duration retention;
  private final Map<String, Long> sums = new TreeMap<>();
  private long distinct;
  private long newestRecord = Long.MIN_VALUE;

  private ConsoleView(String key, String type, Duration retention) {
    this.key = key;
    this.type = type;
    this.retention = retention;
  }

  static ConsoleView templates(String key, Duration retention) {
    return new ConsoleView(key, RedisValue.SORTED_SET, retention);
  }

  static ConsoleView minutes(String key) {
    return new ConsoleView(key, RedisValue.HASH, Retention.TEMPLATE_DETAILS);
  }

  static ConsoleView receivers(String key) {
    return new ConsoleView(key, RedisValue.HYPER_LOG_LOG, Retention.TEMPLATE_DETAILS);
  }

  /** An event adds its receivers to a field or member. */
  void add(String name, FoldedEvent event) {
    sums.merge(name, (long) event.receivers(), Long::sum);
    written(event);
  }

  /** A receiver counts that did not before. */
  void addDistinct() {
    distinct++;
  }

  /** An event was written to the key. */
  void written(FoldedEvent event) {
    long time = event.recordTimestamp() < 0 ? Long.MAX_VALUE : event.recordTimestamp();
    newestRecord = Math.max(newestRecord, time);
  }

  String key() {
    return key;
  }

  /** As Redis names it, but for HyperLogLogs, which it takes for strings. */
  String type() {
    return type;
  }

  /** How long the key stands after the last write. */
  Duration retention() {
    return retention;
  }

  /** The newest timestamp of its records; far in the future where one has none. */
  long newestRecord() {
    return newestRecord;
  }

  /** What each field or member must say; empty for a HyperLogLog. */
  Map<String, Long> sums() {
    return sums;
  }

  /** Whether a value of the right type holds what it must. */
  boolean isShownBy(RedisValue found) {
    if (type.equals(RedisValue.HYPER_LOG_LOG)) {
      return Math.abs(Long.parseLong(found.text()) - distinct) <= tolerance();
    }
    return texts().equals(found.hash());
  }

  /** The same where events that nobody knows any more were counted too. */
  boolean isShownAmong(RedisValue found) {
    if (type.equals(RedisValue.HYPER_LOG_LOG)) {
      return Long.parseLong(found.text()) >= distinct - tolerance();
    }
    return KeyCheck.isAtLeast(texts(), found.hash());
  }

  private Map<String, String> texts() {
    Map<String, String> texts = new TreeMap<>();
    sums.forEach((name, sum) -> texts.put(name, Long.toString(sum)));
    return texts;
  }

  private long tolerance() {
    return distinct == 1 ? 0 : TOLERATED_OF_FEW + distinct * TOLERATED_PERCENT / 100;
  }

  @Override
  public String toString() {
    return type.equals(RedisValue.HYPER_LOG_LOG)
        ? "hyperloglog of about " + distinct
        : type + " " + sums;
  }
}
