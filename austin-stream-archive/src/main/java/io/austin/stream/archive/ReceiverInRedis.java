package io.austin.stream.archive;

import io.austin.stream.common.JourneyKeys;
import io.austin.stream.common.JourneyName;
import io.austin.stream.common.TraceKeys;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;

/**
 * What Redis holds of a receiver by name: his trail, and his journeys among the examples of
 * templates. Both may be taken away under running jobs: a list that is gone comes back with its
 * next event, and examples are no count.
 */
final class ReceiverInRedis {
  /** So long the list of a day's templates stands. */
  private static final int DAYS = 31;

  private static final int KEYS_AT_A_TIME = 500;

  /** What is named like a receiver may be something else, as a template's totals. */
  private static final String TAKE_LIST =
      "if redis.call('TYPE', KEYS[1]).ok == 'list' then return redis.call('DEL', KEYS[1]) end"
          + " return 0";

  private final UnifiedJedis redis;
  private final TraceKeys keys;
  private final JourneyKeys journeys;

  ReceiverInRedis(UnifiedJedis redis, TraceKeys keys) {
    this.redis = redis;
    this.keys = keys;
    this.journeys = JourneyKeys.among(keys);
  }

  /** What was found, or taken away. */
  record Found(boolean hasTrail, int examples) {
    @Override
    public String toString() {
      return "%s and %d examples of journeys"
          .formatted(hasTrail ? "his trail" : "no trail", examples);
    }
  }

  /**
   * Looks for him.
   *
   * @param templates business ids of what he was sent; those that Redis knows are looked at anyway
   * @param takes whether to take away what is found
   */
  Found find(String receiver, Set<Long> templates, boolean takes) {
    return new Found(trail(receiver, takes), examples(receiver, templates, takes));
  }

  private boolean trail(String receiver, boolean takes) {
    if (keys.isReserved(receiver)) {
      return false;
    }
    String key = keys.receiverTrail(receiver);
    return takes
        ? Long.valueOf(1).equals(redis.eval(TAKE_LIST, 1, key))
        : redis.type(key).equals("list");
  }

  private int examples(String receiver, Set<Long> templates, boolean takes) {
    List<String> sets = new ArrayList<>();
    for (long template : known(templates)) {
      sets.add(journeys.stuckExamples(template));
      sets.add(journeys.slowest(template));
    }
    int examples = 0;
    for (Map.Entry<String, List<String>> set : members(sets).entrySet()) {
      List<String> his =
          set.getValue().stream()
              .filter(
                  it ->
                      JourneyName.parse(it)
                          .map(JourneyName::receiver)
                          .equals(Optional.of(receiver)))
              .toList();
      if (takes && !his.isEmpty()) {
        redis.zrem(set.getKey(), his.toArray(String[]::new));
      }
      examples += his.size();
    }
    return examples;
  }

  /** These, those that are stuck, and those of the last days and of tomorrow. */
  private Set<Long> known(Set<Long> templates) {
    List<String> lists = new ArrayList<>(List.of(journeys.stuckTemplates()));
    LocalDate tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(1);
    for (int day = 0; day <= DAYS; day++) {
      lists.add(keys.templatesOf(tomorrow.minusDays(day)));
    }
    Set<Long> all = new TreeSet<>(templates);
    for (List<String> list : members(lists).values()) {
      list.stream().filter(it -> it.matches("\\d{1,18}")).map(Long::valueOf).forEach(all::add);
    }
    return all;
  }

  private Map<String, List<String>> members(List<String> sortedSets) {
    Map<String, List<String>> members = new LinkedHashMap<>();
    for (int from = 0; from < sortedSets.size(); from += KEYS_AT_A_TIME) {
      List<String> some =
          sortedSets.subList(from, Math.min(from + KEYS_AT_A_TIME, sortedSets.size()));
      Map<String, Response<List<String>>> answers = new LinkedHashMap<>();
      try (AbstractPipeline pipeline = redis.pipelined()) {
        some.forEach(key -> answers.put(key, pipeline.zrange(key, 0, -1)));
      }
      answers.forEach((key, answer) -> members.put(key, answer.get()));
    }
    return members;
  }
}
