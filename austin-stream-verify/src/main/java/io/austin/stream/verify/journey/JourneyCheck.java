package io.austin.stream.verify.journey;

import io.austin.stream.common.BusinessId;
import io.austin.stream.common.JourneyKeys;
import io.austin.stream.common.TraceKeys;
import io.austin.stream.verify.model.Differences;
import io.austin.stream.verify.model.RedisContents;
import io.austin.stream.verify.model.RedisValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Compares what Redis says of journeys with what the topic's records do. */
public final class JourneyCheck {
  private static final int EXAMPLES = 20;

  /** A step that a late one corrects may have driven another out of the examples, but not many. */
  private static final int SURELY = 10;

  private static final Duration TOLD_WITHIN = Duration.ofSeconds(15);

  private final JourneyModel model;
  private final JourneyModelRules rules;
  private final RedisContents contents;
  private final JourneyKeys keys;
  private final Differences differences;
  private long knownSince = Long.MIN_VALUE;
  private long skipped;

  private JourneyCheck(JourneyModel model, RedisContents contents, Differences differences) {
    this.model = model;
    this.rules = model.rules();
    this.contents = contents;
    this.differences = differences;
    this.keys = JourneyKeys.among(TraceKeys.withPrefix(rules.keyPrefix()));
  }

  /**
   * Adds where Redis says something else; tells what was compared.
   *
   * @param cut the partitions of which Kafka has removed a part, named as {@code austinLog-0}
   * @param compacted whether it may have removed any record
   */
  public static JourneysVerified compare(
      JourneyModel model,
      RedisContents contents,
      Set<String> cut,
      boolean compacted,
      Differences differences) {
    return new JourneyCheck(model, contents, differences).compare(cut, compacted);
  }

  private JourneysVerified compare(Set<String> cut, boolean compacted) {
    RedisValue progress = contents.get(keys.progress());
    if (progress == null || !progress.type().equals(RedisValue.HASH)) {
      return JourneysVerified.not("no job has followed messages in this Redis");
    }
    long clock = number(progress, "clock");
    if (number(progress, "written") < number(progress, "begun") + TOLD_WITHIN.toMillis()) {
      return JourneysVerified.not("the job that follows messages has just begun");
    }
    if (clock < model.newestRecord()) {
      return JourneysVerified.not(
          "the job that follows messages has come to %s, the records go on to %s"
              .formatted(Instant.ofEpochMilli(clock), Instant.ofEpochMilli(model.newestRecord())));
    }
    if (compacted) {
      return JourneysVerified.not("Kafka compacts the topic, so steps are missing");
    }
    cut.forEach(this::findBeginning);
    JourneyModel.Expected expected = model.at(clock);
    expected.templates().forEach((id, template) -> compare(id, template, clock));
    compareStuckTemplates(expected.templates(), clock);
    for (String key : contents.keys()) {
      if (key.startsWith(keys.prefix())) {
        compareName(key, expected.templates());
      }
    }
    return JourneysVerified.of(
        expected.count().compared,
        expected.count().untold,
        expected.templates().size() - skipped,
        skipped);
  }

  private static long number(RedisValue hash, String field) {
    String text = hash.hash().getOrDefault(field, "");
    return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : Long.MIN_VALUE / 2;
  }

  /** What Kafka removed is of days before the first record that it still has of each partition. */
  private void findBeginning(String partition) {
    OptionalLong first = model.firstOf(partition);
    knownSince = Math.max(knownSince, first.orElse(Long.MAX_VALUE));
  }

  /** Whether every step of the template's messages is known. */
  private boolean isWhole(long businessId) {
    return knownSince == Long.MIN_VALUE
        || BusinessId.parse(businessId)
            .map(id -> id.getDay().atStartOfDay(rules.zone()).toInstant().toEpochMilli())
            .filter(start -> start > knownSince)
            .isPresent();
  }

  private boolean isJudged(long businessId, ExpectedTemplate template, long clock) {
    return isWhole(businessId) && template.isShown(clock, rules.keep());
  }

  private void compare(long businessId, ExpectedTemplate template, long clock) {
    if (!isJudged(businessId, template, clock)) {
      skipped++;
      return;
    }
    boolean mayBeGone = template.mayHaveExpired(clock, rules.keep());
    compareHash(keys.outcomes(businessId), template.outcomes, false);
    compareHash(keys.latencies(businessId), template.hours, mayBeGone);
    compareHash(keys.recentLatencies(businessId), template.minutes, mayBeGone);
    // What is not in the list of templates has none, whatever its own keys hold.
    if (template.stuck.least() > 0 || stuckShown(businessId) > 0) {
      compareHash(keys.stuck(businessId), template.stuck, false);
      compareStuckExamples(keys.stuckExamples(businessId), template);
    }
    compareSlowest(keys.slowest(businessId), template, mayBeGone);
  }

  private long stuckShown(long businessId) {
    RedisValue found = contents.get(keys.stuckTemplates());
    return found == null ? 0 : number(found.hash().getOrDefault(Long.toString(businessId), "0"));
  }

  private static long number(String text) {
    return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
  }

  private void compareHash(String key, Range expected, boolean mayBeGone) {
    RedisValue found = contents.get(key);
    if (found == null && (mayBeGone || expected.isNothing())) {
      return;
    }
    if (found != null && !isOfType(key, found, RedisValue.HASH)) {
      return;
    }
    Map<String, String> fields = found == null ? Map.of() : found.hash();
    Map<String, String> wrong = expected.wrongIn(fields);
    if (!wrong.isEmpty()) {
      Map<String, String> there = new TreeMap<>();
      wrong.keySet().forEach(field -> there.put(field, fields.getOrDefault(field, "0")));
      differences.add(
          key, "hash with " + wrong, found == null ? "no such key" : "hash with " + there);
    }
  }

  private void compareStuckTemplates(TreeMap<Long, ExpectedTemplate> templates, long clock) {
    String key = keys.stuckTemplates();
    RedisValue found = contents.get(key);
    if (found != null && !isOfType(key, found, RedisValue.SORTED_SET)) {
      return;
    }
    Map<String, String> shown = new HashMap<>(found == null ? Map.of() : found.hash());
    templates.forEach(
        (id, template) -> {
          String score = shown.remove(id.toString());
          long stuck = score == null ? 0 : number(score);
          boolean right =
              stuck >= template.stuck.least()
                  && stuck <= template.stuck.most()
                  && !"0".equals(score);
          if (!right && isJudged(id, template, clock)) {
            differences.add(
                key,
                id + " with " + template.stuck.least() + " stuck",
                score == null ? "no " + id : id + " with " + score);
          }
        });
    shown.forEach(
        (id, score) -> {
          if (!id.matches("[0-9]{1,19}") || isWhole(Long.parseLong(id))) {
            differences.add(key, "no " + id, id + " with " + score);
          }
        });
  }

  private void compareSlowest(String key, ExpectedTemplate template, boolean mayBeGone) {
    List<String> slowest =
        template.slow.entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
            .map(Map.Entry::getKey)
            .toList();
    int must = slowest.size() <= EXAMPLES ? slowest.size() : SURELY;
    // Of equally slow ones any may stand.
    long least = slowest.size() <= must ? Long.MIN_VALUE : millis(template, slowest.get(must));
    List<String> needed =
        slowest.subList(0, must).stream().filter(name -> millis(template, name) > least).toList();
    boolean others = !template.perhaps.isEmpty();
    compareExamples(key, template.slow, others ? List.of() : needed, others, mayBeGone);
  }

  private static long millis(ExpectedTemplate template, String name) {
    Long millis = template.slow.get(name);
    return millis == null ? 0 : millis;
  }

  /** Of a minute of which all fit, all must stand until twenty do. */
  private void compareStuckExamples(String key, ExpectedTemplate template) {
    TreeMap<Long, List<String>> byMinute = new TreeMap<>();
    template.stuckSince.forEach(
        (name, since) ->
            byMinute
                .computeIfAbsent(
                    Math.floorDiv(since, ExpectedTemplate.MINUTE), any -> new ArrayList<>())
                .add(name));
    List<String> needed = new ArrayList<>();
    for (Map.Entry<Long, List<String>> minute : byMinute.entrySet()) {
      Integer ever = template.everInMinute.getOrDefault(minute.getKey(), 0);
      if (ever > EXAMPLES || needed.size() + minute.getValue().size() > EXAMPLES) {
        break;
      }
      needed.addAll(minute.getValue());
    }
    boolean others = !template.perhaps.isEmpty();
    compareExamples(key, template.stuckSince, others ? List.of() : needed, others, false);
  }

  private void compareExamples(
      String key,
      Map<String, Long> expected,
      List<String> needed,
      boolean others,
      boolean mayBeGone) {
    RedisValue found = contents.get(key);
    if (found == null) {
      if (!needed.isEmpty() && !mayBeGone) {
        differences.add(key, "sorted set with " + needed, "no such key");
      }
      return;
    }
    if (!isOfType(key, found, RedisValue.SORTED_SET)) {
      return;
    }
    Map<String, String> shown = found.hash();
    for (String name : needed) {
      if (!shown.containsKey(name)) {
        differences.add(key, name + " with " + expected.get(name), "no " + name);
      }
    }
    shown.forEach(
        (name, score) -> {
          Long right = expected.get(name);
          boolean wrong = right == null ? !others : right != number(score);
          if (wrong) {
            differences.add(
                key,
                right == null ? "no " + name : name + " with " + right,
                name + " with " + score);
          }
        });
    if (shown.size() > EXAMPLES) {
      differences.add(key, EXAMPLES + " examples at most", shown.size() + " of them");
    }
  }

  /** Whether it is one of these keys at all, of a template that is known, and expires. */
  private void compareName(String key, TreeMap<Long, ExpectedTemplate> templates) {
    String name = key.substring(keys.prefix().length());
    RedisValue found = contents.get(key);
    if (found == null) {
      return;
    }
    Long businessId = businessIdOf(name);
    boolean known =
        businessId == null
            ? List.of(keys.stuckTemplates(), keys.progress(), keys.incarnation()).contains(key)
            : templates.containsKey(businessId) || !isWhole(businessId);
    if (!known) {
      differences.add(key, "no such key", found.type());
      return;
    }
    long left = found.expiresAt() - found.readAt();
    if (found.expiresAt() == RedisValue.NEVER || left > rules.keep().toMillis()) {
      differences.add(key, "to expire " + rules.keep() + " after the last write", "later");
    }
  }

  private static @Nullable Long businessIdOf(String name) {
    for (String kind :
        List.of(
            JourneyKeys.STUCK,
            JourneyKeys.STUCK_EXAMPLES,
            JourneyKeys.OUTCOMES,
            JourneyKeys.LATENCIES,
            JourneyKeys.RECENT_LATENCIES,
            JourneyKeys.SLOWEST)) {
      if (name.startsWith(kind) && name.substring(kind.length()).matches("[0-9]{1,18}[0-9]?")) {
        return Long.parseLong(name.substring(kind.length()));
      }
    }
    return null;
  }

  private boolean isOfType(String key, RedisValue found, String type) {
    if (!found.type().equals(type)) {
      differences.add(key, "a " + type, found.type());
      return false;
    }
    return true;
  }
}
