package io.austin.stream.verify.model;

import io.austin.stream.common.TraceKeys;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Compares what Redis holds with what the model expects. Immutable; each {@code with}-like method
 * returns a changed copy.
 *
 * <p>What has expired in the meantime may be gone, and only that: message trails and totals whose
 * newest record is as old as the rules keep them, and of receivers' trails everything of days that
 * are over. What only the console reads may be gone after as long as its rule says. Where names
 * collide (a receiver named like a template) the view that Redis shows is compared, and that the
 * key expires.
 */
public final class Comparison {
  private static final int DEFAULT_SHOWN = 20;

  private final ReferenceModel model;
  private final Restriction restriction;
  private final @Nullable Instant since;
  private final boolean exclusive;
  private final boolean beforeTrimming;
  private final boolean besideOthers;
  private final Predicate<String> ignored;
  private final int shown;

  private Comparison(
      ReferenceModel model,
      Restriction restriction,
      @Nullable Instant since,
      boolean exclusive,
      boolean beforeTrimming,
      boolean besideOthers,
      Predicate<String> ignored,
      int shown) {
    this.model = model;
    this.restriction = restriction;
    this.since = since;
    this.exclusive = exclusive;
    this.beforeTrimming = beforeTrimming;
    this.besideOthers = besideOthers;
    this.ignored = ignored;
    this.shown = shown;
  }

  /** With all of the model's events, in a Redis that others use too, showing 20 differences. */
  public static Comparison with(ReferenceModel model) {
    return new Comparison(
        model, Restriction.none(), null, false, false, false, key -> false, DEFAULT_SHOWN);
  }

  /** Only these of the model's events. */
  public Comparison restrictedTo(Restriction applied) {
    return new Comparison(
        model, applied, since, exclusive, beforeTrimming, besideOthers, ignored, shown);
  }

  /**
   * Nothing was written before this moment, by Redis's clock: then no key may expire earlier than
   * its rule says, and a run may have passed midnight. Without it only the rules' upper bounds
   * count, and today's rule.
   */
  public Comparison since(Instant start) {
    return new Comparison(
        model, restriction, start, exclusive, beforeTrimming, besideOthers, ignored, shown);
  }

  /** Redis holds nothing else: any key that no event explains is a difference. */
  public Comparison exclusive() {
    return new Comparison(
        model, restriction, since, true, beforeTrimming, besideOthers, ignored, shown);
  }

  /**
   * The job is at work: it pushes to a trail and cuts it to its bound a moment later, so longer
   * trails are compared as if they were cut.
   */
  public Comparison beforeTrimming() {
    return new Comparison(model, restriction, since, exclusive, true, besideOthers, ignored, shown);
  }

  /**
   * There were other events, older ones of their partitions, which nobody knows any more: what they
   * may explain is no difference. What the known ones say must stand, in their order, and none of
   * it twice.
   */
  public Comparison besideOthers() {
    return new Comparison(
        model, restriction, since, exclusive, beforeTrimming, true, ignored, shown);
  }

  /** Not at these keys: somebody else has written to them. */
  public Comparison ignoring(Predicate<String> keys) {
    return new Comparison(
        model, restriction, since, exclusive, beforeTrimming, besideOthers, keys, shown);
  }

  /** Keeps that many differences. */
  public Comparison showing(int differences) {
    return new Comparison(
        model, restriction, since, exclusive, beforeTrimming, besideOthers, ignored, differences);
  }

  /**
   * The differences.
   *
   * @param now the time by the clock that decides what is today
   */
  public Differences of(RedisContents contents, Instant now) {
    Differences differences = new Differences(shown);
    Moment moment = new Moment(model.rules().zone(), now, since);
    KeyCheck check = new KeyCheck(model.rules(), moment, differences, beforeTrimming, besideOthers);
    for (String key : model.keys()) {
      if (!isOutside(key)) {
        check.compare(key, expectedAt(key), contents.get(key));
      }
    }
    for (String key : contents.keys()) {
      RedisValue found = contents.get(key);
      if (found != null && !isOutside(key) && isUnexplained(key, found)) {
        differences.add(key, "no such key", KeyCheck.describe(found));
      }
    }
    if (model.rules().consoleViews()) {
      compareConsoleViews(contents, check, differences);
    }
    return differences;
  }

  private void compareConsoleViews(
      RedisContents contents, KeyCheck check, Differences differences) {
    ConsoleViews expected = ConsoleViews.of(model, restriction);
    for (ConsoleView view : expected.all()) {
      if (!ignored.test(view.key())) {
        check.compare(view, contents.get(view.key()));
      }
    }
    for (String key : contents.keys()) {
      RedisValue found = contents.get(key);
      boolean explained = besideOthers || !expected.isNamedLikeOne(key) || expected.at(key) != null;
      if (found != null && !explained && !ignored.test(key)) {
        differences.add(key, "no such key", KeyCheck.describe(found));
      }
    }
  }

  private KeyEvents expectedAt(String key) {
    KeyEvents events = model.eventsAt(key);
    return events == null
        ? KeyEvents.none()
        : events.only(event -> restriction.applies(event.position(), key));
  }

  /** Of this project's own keys only the callers' trails are compared as trails are. */
  private boolean isOutside(String key) {
    String own = model.rules().keyPrefix() + TraceKeys.OWN;
    boolean isCaller = model.rules().consoleViews() && key.startsWith(own + "Caller:");
    return ignored.test(key) || (key.startsWith(own) && !isCaller);
  }

  private boolean isUnexplained(String key, RedisValue found) {
    if (!expectedAt(key).isEmpty()) {
      return false;
    }
    boolean ours = looksLikeOurs(key, found);
    return besideOthers ? exclusive && !ours : exclusive || ours;
  }

  private boolean looksLikeOurs(String key, RedisValue found) {
    String prefix = model.rules().keyPrefix();
    if (!key.startsWith(prefix)) {
      return false;
    }
    String name = key.substring(prefix.length());
    return name.startsWith("Austin:MessageId:")
        || name.startsWith(TraceKeys.OWN)
        || (found.isHash() && name.matches("[0-9]+") && holdsIntegers(found.hash()))
        || (found.isList() && found.list().stream().allMatch(TrailCheck::isEntry));
  }

  private static boolean holdsIntegers(Map<String, String> hash) {
    return hash.keySet().stream().allMatch(field -> field.matches("-?[0-9]+"))
        && hash.values().stream().allMatch(value -> value.matches("-?[0-9]+"));
  }
}
