package io.austin.stream.bench.measure;

import io.austin.stream.bench.backlog.Backlog;
import io.austin.stream.cli.screen.LiveLine;
import io.austin.stream.cli.verify.Verifications;
import io.austin.stream.common.JourneyKeys;
import io.austin.stream.common.TraceKeys;
import io.austin.stream.options.OptionValues;
import io.austin.stream.test.server.RedisServer;
import io.austin.stream.verify.model.Comparison;
import io.austin.stream.verify.model.Difference;
import io.austin.stream.verify.model.Differences;
import io.austin.stream.verify.model.RedisContents;
import io.austin.stream.verify.model.ReferenceModel;
import java.io.IOException;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The comparison with the reference model, which is folded once for all runs over one backlog.
 * Trails longer than their bound count as if they were cut: of all subjects the job alone cuts
 * them, and it is checked more strictly by {@link #cut}.
 */
public final class ModelCheck implements Check {
  private static final String JOURNEYS = JourneyKeys.among(TraceKeys.unprefixed()).prefix();

  private final RedisServer redis;
  private final Function<String, OptionValues> options;
  private final LiveLine live;
  private final boolean cut;
  private final boolean besideJourneys;
  private final Memory memory;

  private ModelCheck(
      RedisServer redis,
      Function<String, OptionValues> options,
      LiveLine live,
      boolean cut,
      boolean besideJourneys,
      Memory memory) {
    this.redis = redis;
    this.options = options;
    this.live = live;
    this.cut = cut;
    this.besideJourneys = besideJourneys;
    this.memory = memory;
  }

  /**
   * A check that lets trails be too long.
   *
   * @param options what a verification of a topic takes
   */
  public static ModelCheck of(
      RedisServer redis, Function<String, OptionValues> options, LiveLine live) {
    return new ModelCheck(redis, options, live, false, false, new Memory());
  }

  /** The same check, and trails must be cut to their bound. */
  public ModelCheck cut() {
    return new ModelCheck(redis, options, live, true, false, memory);
  }

  /** The same as {@link #cut}, and what is said of journeys may stand there too. */
  public ModelCheck besideJourneys() {
    return new ModelCheck(redis, options, live, true, true, memory);
  }

  @Override
  public long differences(Backlog backlog) throws IOException {
    ReferenceModel model = model(backlog.topic());
    live.show("Reading Redis, which must hold %,d keys".formatted(model.keys().size()));
    Comparison comparison = Comparison.with(model).exclusive();
    if (!cut) {
      comparison = comparison.beforeTrimming();
    }
    if (besideJourneys) {
      comparison = comparison.ignoring(key -> key.startsWith(JOURNEYS));
    }
    Differences found = comparison.of(RedisContents.read(redis.client()), Instant.now());
    for (Difference difference : found.first()) {
      live.say("  " + difference);
    }
    return found.total();
  }

  private ReferenceModel model(String topic) throws IOException {
    ReferenceModel known = memory.model;
    if (known == null || !topic.equals(memory.topic)) {
      memory.model = null; // room for the next one
      known = Verifications.of(options.apply(topic), live).model();
      memory.model = known;
      memory.topic = topic;
    }
    return known;
  }

  private static final class Memory {
    private @Nullable String topic;
    private @Nullable ReferenceModel model;
  }
}
