package io.austin.stream.verify;

import static io.austin.stream.options.InsightsOptionDefinitions.JOURNEY_HELD_UNTIL;
import static io.austin.stream.options.InsightsOptionDefinitions.JOURNEY_KEEP;
import static io.austin.stream.options.InsightsOptionDefinitions.JOURNEY_STUCK_AFTER;
import static io.austin.stream.options.OptionDefinitions.EVENT_MAX_BYTES;
import static io.austin.stream.options.OptionDefinitions.KAFKA_TOPIC;
import static io.austin.stream.options.OptionDefinitions.REDIS_KEY_PREFIX;
import static io.austin.stream.options.OptionDefinitions.RETENTION_MESSAGE;
import static io.austin.stream.options.OptionDefinitions.RETENTION_TEMPLATE;
import static io.austin.stream.options.OptionDefinitions.TRAIL_MAX_ENTRIES;
import static io.austin.stream.options.OptionDefinitions.VIEWS_CONSOLE;
import static io.austin.stream.options.OptionDefinitions.ZONE;

import io.austin.stream.common.JourneyKeys;
import io.austin.stream.common.TraceKeys;
import io.austin.stream.options.OptionValues;
import io.austin.stream.options.RedisOptions;
import io.austin.stream.verify.journey.JourneyCheck;
import io.austin.stream.verify.journey.JourneyModel;
import io.austin.stream.verify.journey.JourneyModelRules;
import io.austin.stream.verify.journey.JourneysVerified;
import io.austin.stream.verify.model.Comparison;
import io.austin.stream.verify.model.Differences;
import io.austin.stream.verify.model.ModelRules;
import io.austin.stream.verify.model.RedisContents;
import io.austin.stream.verify.model.ReferenceModel;
import io.austin.stream.verify.model.TraceRecord;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import redis.clients.jedis.UnifiedJedis;

/** The check that Redis shows every record's effect exactly once. */
public final class Verification {
  /** What moving a slot from node to node, again and again, may add to its keys' expiries. */
  private static final Duration MOVING = Duration.ofMinutes(1);

  private final OptionValues options;
  private final TopicFold fold;
  private final Consumer<String> progress;
  private boolean hasJourneys = true;

  /**
   * A check of the topics and the Redis that the options name.
   *
   * @param reader reads the topics
   * @param replayed which of the records are dead letters that were written anew elsewhere
   * @param progress is told what is done now
   */
  public Verification(
      OptionValues options,
      TopicReader reader,
      Predicate<TraceRecord> replayed,
      Consumer<String> progress) {
    this.options = options;
    this.fold = new TopicFold(reader, replayed);
    this.progress = progress;
  }

  /**
   * Reads Kafka, reads Redis, compares.
   *
   * @param exclusive whether a key that no event explains is a difference, whatever it looks like
   * @param since before when nothing was written, if that is known
   */
  public Verified run(boolean exclusive, Optional<Instant> since) throws IOException {
    JourneyModel journeys = new JourneyModel(journeyRules());
    boolean withJourneys = hasJourneys && journeysAreThere();
    ReferenceModel model =
        withJourneys ? new ReferenceModel(rules(), journeys::fold) : new ReferenceModel(rules());
    List<TopicExtent> topics = fold(model);
    progress.accept("Reading Redis, which must hold %,d keys".formatted(model.keys().size()));
    RedisContents contents = RedisAccess.contents(options);
    Comparison comparison = Comparison.with(model);
    if (since.isPresent()) {
      comparison = comparison.since(since.get());
    }
    if (exclusive) {
      comparison = comparison.exclusive();
    }
    if (!topics.stream().allMatch(TopicExtent::isWhole)) {
      comparison = comparison.besideOthers();
    }
    Differences differences = comparison.of(contents, Instant.now());
    JourneysVerified compared =
        withJourneys
            ? JourneyCheck.compare(
                journeys,
                contents,
                cut(topics),
                topics.stream().anyMatch(TopicExtent::isCompacted),
                differences)
            : JourneysVerified.leftOut();
    return new Verified(topics, model, contents, differences, compared);
  }

  /** The same without what journeys say. */
  public Verification withoutJourneys() {
    hasJourneys = false;
    return this;
  }

  private boolean journeysAreThere() {
    try (UnifiedJedis redis = RedisAccess.client(options)) {
      return redis.exists(
          JourneyKeys.among(TraceKeys.withPrefix(options.get(REDIS_KEY_PREFIX))).progress());
    }
  }

  private JourneyModelRules journeyRules() {
    return new JourneyModelRules(
        options.get(JOURNEY_STUCK_AFTER),
        options.get(JOURNEY_HELD_UNTIL),
        options.get(ZONE),
        options.get(JOURNEY_KEEP),
        options.get(REDIS_KEY_PREFIX));
  }

  private static Set<String> cut(List<TopicExtent> topics) {
    Set<String> cut = new HashSet<>();
    for (TopicExtent topic : topics) {
      topic.beginnings().keySet().forEach(partition -> cut.add(topic.topic() + "-" + partition));
    }
    return cut;
  }

  /** Reads Kafka alone: what Redis must hold, to be compared more than once. */
  public ReferenceModel model() throws IOException {
    ReferenceModel model = new ReferenceModel(rules());
    fold(model);
    return model;
  }

  private List<TopicExtent> fold(ReferenceModel model) throws IOException {
    List<TopicExtent> topics = new ArrayList<>();
    for (String topic : options.get(KAFKA_TOPIC)) {
      topics.add(fold.into(model, topic));
    }
    return topics;
  }

  private ModelRules rules() {
    return ModelRules.in(options.get(ZONE))
        .withKeyPrefix(options.get(REDIS_KEY_PREFIX))
        .withMaxTrailEntries(options.get(TRAIL_MAX_ENTRIES))
        .withMaxValueBytes(options.get(EVENT_MAX_BYTES))
        .withRetention(options.get(RETENTION_MESSAGE), options.get(RETENTION_TEMPLATE))
        .withConsoleViews(options.get(VIEWS_CONSOLE))
        .withExpiryTolerance(RedisOptions.endpoint(options).isCluster() ? MOVING : Duration.ZERO);
  }
}
