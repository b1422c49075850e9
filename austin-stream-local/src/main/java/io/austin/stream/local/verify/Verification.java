package io.austin.stream.local.verify;

import static io.austin.stream.options.OptionDefinitions.EVENT_MAX_BYTES;
import static io.austin.stream.options.OptionDefinitions.KAFKA_TOPIC;
import static io.austin.stream.options.OptionDefinitions.REDIS_KEY_PREFIX;
import static io.austin.stream.options.OptionDefinitions.TRAIL_MAX_ENTRIES;
import static io.austin.stream.options.OptionDefinitions.VIEWS_CONSOLE;
import static io.austin.stream.options.OptionDefinitions.ZONE;

import io.austin.stream.local.platform.RedisAccess;
import io.austin.stream.local.screen.LiveLine;
import io.austin.stream.options.OptionValues;
import io.austin.stream.options.RedisOptions;
import io.austin.stream.test.model.Comparison;
import io.austin.stream.test.model.ModelRules;
import io.austin.stream.test.model.RedisContents;
import io.austin.stream.test.model.ReferenceModel;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The check that Redis shows every record's effect exactly once. */
public final class Verification {
  /** What moving a slot from node to node, again and again, may add to its keys' expiries. */
  private static final Duration MOVING = Duration.ofMinutes(1);

  private final OptionValues options;
  private final boolean exclusive;
  private final Optional<Instant> since;

  /**
   * A check of the servers that the options name.
   *
   * @param exclusive whether a key that no event explains is a difference, whatever it looks like
   * @param since before when nothing was written, if that is known
   */
  public Verification(OptionValues options, boolean exclusive, Optional<Instant> since) {
    this.options = options;
    this.exclusive = exclusive;
    this.since = since;
  }

  /** Reads Kafka, reads Redis, compares. */
  public Verified run(LiveLine live) throws IOException {
    ReferenceModel model = new ReferenceModel(rules());
    long records = fold(model, live);
    live.show("Reading Redis, which must hold %,d keys".formatted(model.keys().size()));
    RedisContents contents = RedisAccess.contents(options);
    return new Verified(records, model, contents, comparison(model).of(contents, Instant.now()));
  }

  /** Reads Kafka alone: what Redis must hold, to be compared more than once. */
  public ReferenceModel model(LiveLine live) throws IOException {
    ReferenceModel model = new ReferenceModel(rules());
    fold(model, live);
    return model;
  }

  private long fold(ReferenceModel model, LiveLine live) throws IOException {
    TopicFold fold = new TopicFold(options, live);
    long records = 0;
    for (String topic : options.get(KAFKA_TOPIC)) {
      records += fold.into(model, topic);
    }
    return records;
  }

  private ModelRules rules() {
    return ModelRules.in(options.get(ZONE))
        .withKeyPrefix(options.get(REDIS_KEY_PREFIX))
        .withMaxTrailEntries(options.get(TRAIL_MAX_ENTRIES))
        .withMaxValueBytes(options.get(EVENT_MAX_BYTES))
        .withConsoleViews(options.get(VIEWS_CONSOLE))
        .withExpiryTolerance(RedisOptions.endpoint(options).isCluster() ? MOVING : Duration.ZERO);
  }

  private Comparison comparison(ReferenceModel model) {
    Comparison comparison = Comparison.with(model);
    if (since.isPresent()) {
      comparison = comparison.since(since.get());
    }
    return exclusive ? comparison.exclusive() : comparison;
  }
}
