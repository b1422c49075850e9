package io.austin.stream.verify.journey;

import io.austin.stream.verify.journey.PlainJourney.Step;
import io.austin.stream.verify.journey.PlainJourney.Took;
import io.austin.stream.verify.model.KnownEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All steps of all messages, and what journeys must say of them at a moment. Which steps are one
 * journey depends, where they lie further apart than a journey lives, on how far the job was when
 * each of them was read. Nobody can tell that afterwards, so whatever such steps may say is allowed
 * for. Not thread-safe.
 */
public final class JourneyModel {
  /** Redis is not read in a moment, and the job goes on meanwhile. */
  static final long NEAR = Duration.ofMinutes(1).toMillis();

  private static final List<String> OUTCOMES =
      List.of("CLICKED", "SENT", "FAILED", "FILTERED", "HELD", "IN_PROGRESS", "NO_RESULT");

  /** {@code 1.02 / 0.98}. */
  private static final double GROWTH = 51.0 / 49.0;

  private final JourneyModelRules rules;
  private final Map<String, Message> messages = new HashMap<>();
  private final Map<Long, TreeSet<Long>> active = new HashMap<>();
  private final Map<String, Long> firstOfPartition = new HashMap<>();
  private long newestRecord = Long.MIN_VALUE;

  /** A model of an empty topic. */
  public JourneyModel(JourneyModelRules rules) {
    this.rules = rules;
  }

  /** What an operator chose. */
  JourneyModelRules rules() {
    return rules;
  }

  /** Takes the next event; one without a message makes no journey. */
  public void fold(KnownEvent event) {
    long arrival = Math.max(event.time(), event.recordTimestamp());
    newestRecord = Math.max(newestRecord, event.recordTimestamp());
    firstOfPartition.putIfAbsent(
        event.position().topic() + "-" + event.position().partition(), event.recordTimestamp());
    if (event.messageId() == null) {
      return;
    }
    active
        .computeIfAbsent(event.businessId(), unseen -> new TreeSet<>())
        .add(
            ExpectedTemplate.hour(
                event.recordTimestamp() < 0 ? event.time() : event.recordTimestamp()));
    Message message = messages.computeIfAbsent(event.messageId(), unseen -> new Message());
    message.add(event.businessId());
    message.lastArrival = Math.max(message.lastArrival, arrival);
    Step step = new Step(event.time(), event.state());
    for (String receiver : event.receivers()) {
      message.receivers.computeIfAbsent(receiver, unseen -> new Seen()).add(step, arrival);
    }
  }

  /**
   * A journey's outcome.
   *
   * @param outcome the word that stands in Redis
   * @param decidedAt when the step happened that decides it, in milliseconds since the epoch
   */
  public record LastOutcome(String outcome, long decidedAt) {}

  /** What all steps of each journey say of it, by its name, where none of them has ended. */
  public Map<String, LastOutcome> lastOutcomes() {
    Map<String, LastOutcome> last = new HashMap<>();
    messages.forEach(
        (messageId, message) ->
            message.receivers.forEach(
                (receiver, seen) -> {
                  PlainJourney journey = PlainJourney.of(seen.steps);
                  last.put(
                      name(messageId, receiver),
                      new LastOutcome(journey.outcome(), journey.decides().time()));
                }));
    return last;
  }

  private static String name(String messageId, String receiver) {
    return messageId.length() + ":" + messageId + receiver;
  }

  /** The newest timestamp of a record, in milliseconds since the epoch. */
  long newestRecord() {
    return newestRecord;
  }

  /**
   * The timestamp of the first event that is known of a partition, named as {@code austinLog-0};
   * empty where none is.
   */
  OptionalLong firstOf(String partition) {
    Long first = firstOfPartition.get(partition);
    return first == null ? OptionalLong.empty() : OptionalLong.of(first);
  }

  /** What all of them must say when the topic is read up to a time. */
  Expected at(long clock) {
    Expected expected = new Expected(new TreeMap<>(), new Count());
    messages.forEach((id, message) -> new Fold(id, message, clock, expected).all());
    active.forEach((id, hours) -> expected.of(id).activeIn(hours));
    expected.templates.values().forEach(template -> forget(template, clock));
    return expected;
  }

  /** What is expected, by business id. */
  record Expected(TreeMap<Long, ExpectedTemplate> templates, Count count) {
    ExpectedTemplate of(long businessId) {
      return templates.computeIfAbsent(businessId, unseen -> new ExpectedTemplate());
    }
  }

  /** How many journeys are compared, and of how many nobody can tell. */
  static final class Count {
    long compared;
    long untold;
  }

  private static final class Message {
    private Set<Long> businessIds = Set.of();
    private final Map<String, Seen> receivers = new HashMap<>(2);
    private long lastArrival = Long.MIN_VALUE;

    /** Nearly all have one. */
    void add(long businessId) {
      if (!businessIds.contains(businessId)) {
        Set<Long> more = new TreeSet<>(businessIds);
        more.add(businessId);
        businessIds = more.size() == 1 ? Set.of(businessId) : more;
      }
    }
  }

  private static final class Seen {
    private final List<Step> steps = new ArrayList<>(3);
    private long lastArrival = Long.MIN_VALUE;

    void add(Step step, long arrival) {
      if (!steps.contains(step)) {
        steps.add(step);
      }
      lastArrival = Math.max(lastArrival, arrival);
    }
  }

  /** What is done with one message at a time. */
  private final class Fold {
    private final String messageId;
    private final Message message;
    private final long clock;
    private final Expected expected;

    Fold(String messageId, Message message, long clock, Expected expected) {
      this.messageId = messageId;
      this.message = message;
      this.clock = clock;
      this.expected = expected;
    }

    void all() {
      Map<String, PlainJourney> journeys = new HashMap<>();
      message.receivers.forEach(
          (receiver, seen) -> journeys.put(receiver, PlainJourney.of(seen.steps)));
      long mayEnd =
          journeys.values().stream().mapToLong(it -> it.mayEnd(rules)).min().orElse(Long.MAX_VALUE);
      // Under which business id a message is counted is kept only as long as one of its journeys.
      boolean templateIsKnown = message.businessIds.size() == 1 || message.lastArrival <= mayEnd;
      journeys.forEach(
          (receiver, journey) -> {
            Seen seen = message.receivers.get(receiver);
            boolean isOne = seen != null && seen.lastArrival <= journey.mayEnd(rules);
            if (templateIsKnown && isOne) {
              expected.count.compared++;
              one(expected.of(Collections.min(message.businessIds)), receiver, journey);
            } else if (seen != null) {
              expected.count.untold++;
              message.businessIds.forEach(id -> anything(expected.of(id), receiver, seen.steps));
            }
          });
    }

    private void one(ExpectedTemplate template, String receiver, PlainJourney journey) {
      String name = name(receiver);
      Took took = journey.took();
      if (took != null) {
        template.hours.must(slot(took.to(), ExpectedTemplate.HOUR, took.millis()));
        template.minutes.must(slot(took.to(), ExpectedTemplate.MINUTE, took.millis()));
        template.slow.put(name, took.millis());
      }
      journey.steps().forEach(step -> ever(template, step));
      if (journey.hasResult()) {
        template.outcomes.must(journey.outcome());
      } else {
        waiting(template, name, journey);
      }
    }

    private void waiting(ExpectedTemplate template, String name, PlainJourney journey) {
      long ends = journey.ends(rules);
      long from = journey.stuckFrom(rules);
      String minute = Long.toString(Math.floorDiv(journey.waitsSince(), ExpectedTemplate.MINUTE));
      if (isNear(ends)) {
        template.outcomes.may("NO_RESULT");
        template.outcomes.may(journey.outcome());
      } else {
        template.outcomes.must(ends <= clock ? "NO_RESULT" : journey.outcome());
      }
      if (ends <= clock) {
        template.active(ends);
      }
      if (isNear(ends) || isNear(from)) {
        template.stuck.may(minute);
        template.stuckSince.put(name, journey.waitsSince());
        template.perhaps.add(name);
      } else if (from <= clock && ends > clock) {
        template.stuck.must(minute);
        template.stuckSince.put(name, journey.waitsSince());
      }
      if (from <= clock) {
        template.active(from);
      }
    }

    /** Whatever these steps may say, in whatever parts they were read. */
    private void anything(ExpectedTemplate template, String receiver, List<Step> steps) {
      String name = name(receiver);
      template.perhaps.add(name);
      for (Step step : steps) {
        OUTCOMES.forEach(template.outcomes::may);
        template.stuck.may(Long.toString(Math.floorDiv(step.time(), ExpectedTemplate.MINUTE)));
        ever(template, step);
        for (Step from : steps) {
          long millis = step.time() - from.time();
          template.hours.may(slot(step.time(), ExpectedTemplate.HOUR, millis));
          template.minutes.may(slot(step.time(), ExpectedTemplate.MINUTE, millis));
        }
      }
    }

    private void ever(ExpectedTemplate template, Step step) {
      if (step.waits()) {
        template.everInMinute.merge(
            Math.floorDiv(step.time(), ExpectedTemplate.MINUTE), 1, Integer::sum);
      }
    }

    private boolean isNear(long time) {
      return time != Long.MAX_VALUE && Math.abs(time - clock) <= NEAR;
    }

    private String name(String receiver) {
      return JourneyModel.name(messageId, receiver);
    }
  }

  private static String slot(long time, long length, long millis) {
    return Math.floorDiv(time, length) + ":" + bucket(millis);
  }

  /** The number of the bucket that holds what lies above g^(i-1) up to g^i milliseconds. */
  static int bucket(long millis) {
    if (millis <= 0) {
      return millis == 0 ? -1 : -2;
    }
    int bucket = 0;
    while (Math.pow(GROWTH, bucket) < millis) {
      bucket++;
    }
    return bucket;
  }

  /** Hours are shown as long as journeys are kept, minutes for two hours. */
  private void forget(ExpectedTemplate template, long clock) {
    forget(template.hours, ExpectedTemplate.HOUR, clock - rules.keep().toMillis());
    forget(template.minutes, ExpectedTemplate.MINUTE, clock - Duration.ofHours(2).toMillis());
  }

  private static void forget(Range slots, long length, long since) {
    for (String field : slots.fields()) {
      long from = Long.parseLong(field.substring(0, field.indexOf(':'))) * length;
      if (from + length < since - NEAR) {
        slots.mustNot(field);
      } else if (from < since + NEAR) {
        slots.needNot(field);
      }
    }
  }
}
