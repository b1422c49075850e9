package io.austin.stream.verify.model;

import io.austin.stream.common.Retention;
import java.time.Duration;
import java.time.ZoneId;

/**
 * What the data contract lets an operator choose, as the model must know it.
 *
 * @param zone where a receiver's day ends
 * @param maxTrailEntries how many entries a trail keeps
 * @param keyPrefix what stands before every key
 * @param maxValueBytes a record whose value is larger is a dead letter
 * @param messageRetention how long a message's trail stands after the last write
 * @param templateRetention how long a template's totals do
 * @param consoleViews whether the views count that only the console reads; else their keys are left
 *     alone
 * @param expiryTolerance how much later than they should keys may expire: with a slot that moves to
 *     another node of a Redis Cluster goes what is left, and the way is not counted
 */
public record ModelRules(
    ZoneId zone,
    int maxTrailEntries,
    String keyPrefix,
    int maxValueBytes,
    Duration messageRetention,
    Duration templateRetention,
    boolean consoleViews,
    Duration expiryTolerance) {

  /** The contract's defaults for the three views, in this zone. */
  public static ModelRules in(ZoneId zone) {
    return new ModelRules(
        zone,
        1_000,
        "",
        1 << 20,
        Retention.MESSAGE_TRAIL,
        Retention.TEMPLATE_TOTALS,
        false,
        Duration.ZERO);
  }

  /** The same with another bound of trails. */
  public ModelRules withMaxTrailEntries(int entries) {
    return new ModelRules(
        zone,
        entries,
        keyPrefix,
        maxValueBytes,
        messageRetention,
        templateRetention,
        consoleViews,
        expiryTolerance);
  }

  /** The same with another prefix of keys. */
  public ModelRules withKeyPrefix(String prefix) {
    return new ModelRules(
        zone,
        maxTrailEntries,
        prefix,
        maxValueBytes,
        messageRetention,
        templateRetention,
        consoleViews,
        expiryTolerance);
  }

  /** The same with another bound of a record's size. */
  public ModelRules withMaxValueBytes(int bytes) {
    return new ModelRules(
        zone,
        maxTrailEntries,
        keyPrefix,
        bytes,
        messageRetention,
        templateRetention,
        consoleViews,
        expiryTolerance);
  }

  /** The same where trails and totals stand for other times. */
  public ModelRules withRetention(Duration messages, Duration templates) {
    return new ModelRules(
        zone,
        maxTrailEntries,
        keyPrefix,
        maxValueBytes,
        messages,
        templates,
        consoleViews,
        expiryTolerance);
  }

  /** The same with or without the views that only the console reads. */
  public ModelRules withConsoleViews(boolean views) {
    return new ModelRules(
        zone,
        maxTrailEntries,
        keyPrefix,
        maxValueBytes,
        messageRetention,
        templateRetention,
        views,
        expiryTolerance);
  }

  /** The same where keys may expire later. */
  public ModelRules withExpiryTolerance(Duration tolerance) {
    return new ModelRules(
        zone,
        maxTrailEntries,
        keyPrefix,
        maxValueBytes,
        messageRetention,
        templateRetention,
        consoleViews,
        tolerance);
  }
}
