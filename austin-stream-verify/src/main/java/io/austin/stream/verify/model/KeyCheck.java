package io.austin.stream.verify.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares one key with the events that are to show there. */
final class KeyCheck {
  private final ModelRules rules;
  private final Moment moment;
  private final Differences differences;
  private final boolean beforeTrimming;
  private final boolean besideOthers;

  KeyCheck(
      ModelRules rules,
      Moment moment,
      Differences differences,
      boolean beforeTrimming,
      boolean besideOthers) {
    this.rules = rules;
    this.moment = moment;
    this.differences = differences;
    this.beforeTrimming = beforeTrimming;
    this.besideOthers = besideOthers;
  }

  void compare(String key, KeyEvents expected, @Nullable RedisValue found) {
    if (expected.isEmpty()) {
      return;
    }
    if (expected.isContested()) {
      compareContested(key, expected, found);
    } else if (!expected.messageTrail().isEmpty()) {
      compareMessageTrail(
          key, messageTrail(expected.messageTrail()), expected.messageTrail(), found);
    } else if (!expected.callerTrail().isEmpty()) {
      compareMessageTrail(key, callerTrail(expected.callerTrail()), expected.callerTrail(), found);
    } else if (!expected.receiverTrail().isEmpty()) {
      compareReceiverTrail(key, expected.receiverTrail(), found);
    } else {
      compareTotals(key, expected.totals(), found);
    }
  }

  void compare(ConsoleView expected, @Nullable RedisValue found) {
    String key = expected.key();
    if (found == null) {
      if (!moment.mayHaveExpired(expected.newestRecord(), expected.retention())) {
        differences.add(key, expected.toString(), "no such key");
      }
    } else if (isOfType(key, found, expected.type())) {
      if (besideOthers ? !expected.isShownAmong(found) : !expected.isShownBy(found)) {
        differences.add(key, expected.toString(), describe(found));
      }
      compareLifetime(key, expected.retention(), found);
    }
  }

  /** A trail that expires a while after the last write. */
  private void compareMessageTrail(
      String key, TrailCheck trail, List<FoldedEvent> events, @Nullable RedisValue found) {
    if (found == null) {
      if (!moment.mayHaveExpired(events, rules.messageRetention())) {
        differences.add(key, trail.toString(), "no such key");
      }
    } else if (isOfType(key, found, RedisValue.LIST)) {
      compareEntries(key, trail, found);
      compareLifetime(key, rules.messageRetention(), found);
    }
  }

  private void compareReceiverTrail(
      String key, List<FoldedEvent> events, @Nullable RedisValue found) {
    TrailCheck trail = receiverTrail(events);
    boolean showsToday = !events.stream().allMatch(moment::isOfFinishedDay);
    if (found == null) {
      if (showsToday) {
        differences.add(key, trail.toString(), "no such key");
      }
    } else if (isOfType(key, found, RedisValue.LIST)) {
      compareEntries(key, trail, found);
      if (showsToday && !besideOthers) {
        compareEndOfDay(key, moment.receiverTrailExpiries(events), found);
      } else if (moment.since() != null && !besideOthers) {
        compareEndOfDay(key, moment.receiverTrailExpiries(events), found);
      } else if (!found.expires() || found.expiresAt() - tolerance() > moment.endOfTomorrow()) {
        differences.add(key, "to expire by the end of tomorrow", expiry(found));
      }
    }
  }

  private void compareTotals(String key, List<FoldedEvent> events, @Nullable RedisValue found) {
    Map<String, String> totals = totals(events);
    if (found == null) {
      if (!moment.mayHaveExpired(events, rules.templateRetention())) {
        differences.add(key, "hash " + totals, "no such key");
      }
    } else if (isOfType(key, found, RedisValue.HASH)) {
      compareFields(key, totals, found);
      compareLifetime(key, rules.templateRetention(), found);
    }
  }

  /** The view that came first stands; Redis refused the others, whose expiry may have counted. */
  private void compareContested(String key, KeyEvents expected, @Nullable RedisValue found) {
    if (found == null) {
      differences.add(key, "some view of colliding names", "no such key");
      return;
    }
    boolean hasTotals = !expected.totals().isEmpty();
    if (found.isHash() && hasTotals) {
      compareFields(key, totals(expected.totals()), found);
    } else if (found.isList() && hasTotals) {
      compareEntries(key, receiverTrail(expected.receiverTrail()), found);
    } else if (!found.isList()) {
      differences.add(key, "a view of colliding names", describe(found));
    }
    if (!found.expires()) {
      differences.add(key, "an expiry", expiry(found));
    }
  }

  private TrailCheck messageTrail(List<FoldedEvent> events) {
    return new TrailCheck(
        events, FoldedEvent::messageEntry, event -> false, rules.maxTrailEntries());
  }

  private TrailCheck callerTrail(List<FoldedEvent> events) {
    return new TrailCheck(
        events, FoldedEvent::receiverEntry, event -> false, rules.maxTrailEntries());
  }

  private TrailCheck receiverTrail(List<FoldedEvent> events) {
    return new TrailCheck(
        events, FoldedEvent::receiverEntry, moment::isOfFinishedDay, rules.maxTrailEntries());
  }

  private static Map<String, String> totals(List<FoldedEvent> events) {
    Map<String, Long> sums =
        events.stream()
            .collect(
                Collectors.groupingBy(
                    event -> Integer.toString(event.state()),
                    TreeMap::new,
                    Collectors.summingLong(FoldedEvent::receivers)));
    Map<String, String> totals = new TreeMap<>();
    sums.forEach((state, sum) -> totals.put(state, Long.toString(sum)));
    return totals;
  }

  private void compareEntries(String key, TrailCheck trail, RedisValue found) {
    List<String> entries = found.list();
    if (beforeTrimming && entries.size() > rules.maxTrailEntries()) {
      entries = entries.subList(0, rules.maxTrailEntries());
    }
    String problem = besideOthers ? trail.problemAmongOthers(entries) : trail.problemWith(entries);
    if (problem != null) {
      differences.add(key, trail.toString(), problem + ": " + describe(found));
    }
  }

  private void compareFields(String key, Map<String, String> totals, RedisValue found) {
    boolean shown = besideOthers ? isAtLeast(totals, found.hash()) : totals.equals(found.hash());
    if (!shown) {
      differences.add(key, "hash " + totals, describe(found));
    }
  }

  /** Whether each field counts what it must, or more. */
  static boolean isAtLeast(Map<String, String> totals, Map<String, String> found) {
    return totals.entrySet().stream()
        .allMatch(
            total -> {
              String shown = found.getOrDefault(total.getKey(), "0");
              return shown.matches("\\d{1,18}")
                  && Long.parseLong(shown) >= Long.parseLong(total.getValue());
            });
  }

  private boolean isOfType(String key, RedisValue found, String type) {
    if (!found.type().equals(type)) {
      differences.add(key, "a " + type, describe(found));
      return false;
    }
    return true;
  }

  private void compareLifetime(String key, Duration retention, RedisValue found) {
    Instant since = moment.since();
    long left = found.expiresAt() - found.readAt();
    boolean tooEarly =
        since != null && found.expiresAt() < since.toEpochMilli() + retention.toMillis();
    if (!found.expires() || left <= 0 || left - tolerance() > retention.toMillis() || tooEarly) {
      differences.add(key, "to expire " + retention + " after the last write", expiry(found));
    }
  }

  private void compareEndOfDay(String key, Set<Long> allowed, RedisValue found) {
    if (allowed.stream().noneMatch(it -> isAtMostTolerablyAfter(it, found.expiresAt()))) {
      String moments =
          allowed.stream()
              .map(it -> Instant.ofEpochMilli(it).toString())
              .collect(Collectors.joining(" or "));
      differences.add(key, "to expire at " + moments, expiry(found));
    }
  }

  private boolean isAtMostTolerablyAfter(long moment, long found) {
    return found >= moment && found - moment <= tolerance();
  }

  private long tolerance() {
    return rules.expiryTolerance().toMillis();
  }

  private static String expiry(RedisValue found) {
    return found.expires()
        ? "expires at " + Instant.ofEpochMilli(found.expiresAt())
        : "never expires";
  }

  static String describe(RedisValue found) {
    return switch (found.type()) {
      case RedisValue.LIST -> "list of " + found.list().size() + " " + found.list();
      case RedisValue.HASH, RedisValue.SORTED_SET ->
          found.type() + " " + new TreeMap<>(found.hash());
      default -> found.type() + " " + found.text();
    };
  }
}
