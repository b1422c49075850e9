package io.austin.stream.verify;

import static io.austin.stream.options.OptionDefinitions.EVENT_MAX_BYTES;
import static io.austin.stream.options.OptionDefinitions.KAFKA_TOPIC;
import static io.austin.stream.options.OptionDefinitions.REDIS_KEY_PREFIX;
import static io.austin.stream.options.OptionDefinitions.TRAIL_MAX_ENTRIES;
import static io.austin.stream.options.OptionDefinitions.VIEWS_CONSOLE;
import static io.austin.stream.options.OptionDefinitions.ZONE;

import io.austin.stream.options.OptionValues;
import io.austin.stream.options.RedisOptions;
import io.austin.stream.verify.model.Comparison;
import io.austin.stream.verify.model.ModelRules;
import io.austin.stream.verify.model.RedisContents;
import io.austin.stream.verify.model.ReferenceModel;
import io.austin.stream.verify.model.TraceRecord;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The check that Redis shows every record's effect exactly once. */
public final class Verification {
  /** What moving a slot from node to node, again and again, may add to its keys' expiries. */
  private static final Duration MOVING = Duration.ofMinutes(1);

  private final OptionValues options;
  private final TopicFold fold;
  private final Consumer<String> progress;

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
    ReferenceModel model = new ReferenceModel(rules());
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
    return new Verified(topics, model, contents, comparison.of(contents, Instant.now()));
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
        .withConsoleViews(options.get(VIEWS_CONSOLE))
        .withExpiryTolerance(RedisOptions.endpoint(options).isCluster() ? MOVING : Duration.ZERO);
  }
}
