package io.austin.stream.functions.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.common.AnchorInfo;
import io.austin.stream.common.AnchorInfoCodec;
import io.austin.stream.common.BusinessId;
import io.austin.stream.common.JourneyKeys;
import io.austin.stream.common.TraceKeys;
import io.austin.stream.test.server.RedisExtension;
import io.austin.stream.verify.journey.JourneyCheck;
import io.austin.stream.verify.journey.JourneyModel;
import io.austin.stream.verify.journey.JourneyModelRules;
import io.austin.stream.verify.journey.JourneysVerified;
import io.austin.stream.verify.model.Difference;
import io.austin.stream.verify.model.Differences;
import io.austin.stream.verify.model.ModelRules;
import io.austin.stream.verify.model.RedisContents;
import io.austin.stream.verify.model.RedisValue;
import io.austin.stream.verify.model.ReferenceModel;
import io.austin.stream.verify.model.TraceRecord;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The plain fold of journeys agrees with what the functions write, whatever comes in whatever
 * order; and finds what is not so.
 */
@Timeout(600)
class JourneyVerificationIT {
  /** More of them by {@code -Djourneys.rounds}. */
  private static final int ROUNDS = Integer.getInteger("journeys.rounds", 5);

  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final JourneyKeys KEYS = JourneyKeys.among(TraceKeys.unprefixed());
  private static final int[] RESULTS = {20, 30, 40, 60, 60, 60, 60, 70, 40_003};

  @RegisterExtension static final RedisExtension redis = new RedisExtension();

  private final long now = System.currentTimeMillis();
  private JourneyModel journeys;
  private ReferenceModel model;
  private long offset;
  private JourneysVerified verified;

  @BeforeEach
  void emptyModel() {
    journeys = new JourneyModel(JourneyModelRules.in(ZoneOffset.UTC));
    model = new ReferenceModel(ModelRules.in(ZoneOffset.UTC), journeys::fold);
  }

  private record Arrival(long at, AnchorInfo event) {}

  @Test
  void whateverComesInWhateverOrderTheFoldAgreesWithTheFunctions() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      long seed = System.nanoTime();
      redis.server().flushAll();
      emptyModel();
      List<Arrival> arrivals = arrivals(new Random(seed));
      write(arrivals, 25);

      assertThat(compare(contents())).as("seed %s", seed).isEmpty();
      assertThat(verified.journeys()).as("compared, seed %s", seed).isGreaterThan(200);
      assertThat(verified.untold()).as("untold, seed %s", seed).isPositive();
      assertThat(verified.templates()).isEqualTo(4);
    }
  }

  /** Messages of ten hours: held ones, doubled, disordered and late steps, and a few very late. */
  private List<Arrival> arrivals(Random random) {
    List<Arrival> arrivals = new ArrayList<>(untold());
    for (int i = 0; i < 250; i++) {
      long at = now - (long) (random.nextDouble() * 10 * HOUR) - MINUTE;
      String[] receivers = new String[1 + random.nextInt(3)];
      for (int r = 0; r < receivers.length; r++) {
        receivers[r] = "r" + r;
      }
      long template = 1 + random.nextInt(4);
      for (int[] step : steps(random)) {
        long time = at + step[0];
        if (time < now - MINUTE) {
          AnchorInfo event = event(template, "m" + i, time, step[1], receivers);
          int late = random.nextInt(100);
          long lag = late < 70 ? 0 : late < 99 ? random.nextInt(120_000) : 3 * HOUR;
          arrivals.add(new Arrival(Math.min(now, time + lag), event));
          if (random.nextInt(10) == 0) {
            arrivals.add(new Arrival(Math.min(now, time + lag + random.nextInt(9_000)), event));
          }
        }
      }
    }
    arrivals.sort(Comparator.comparingLong(Arrival::at));
    return arrivals;
  }

  /** One journey whose last step comes when it has ended, so that nobody can tell whose it is. */
  private List<Arrival> untold() {
    long at = now - 9 * HOUR;
    return List.of(
        arrival("untold", at, 10),
        arrival("untold", at + SECOND, 60),
        new Arrival(at + 3 * HOUR, event(1, "untold", at + 2 * SECOND, 64, "a")));
  }

  private static List<int[]> steps(Random random) {
    List<int[]> steps = new ArrayList<>(List.of(new int[] {0, 10}));
    int at = random.nextInt(3) * 500;
    if (random.nextInt(6) == 0) {
      steps.add(new int[] {at, 24});
      at += random.nextInt(4 * (int) HOUR);
      steps.add(new int[] {at, 10});
    }
    if (random.nextInt(5) > 0) {
      at += random.nextInt(20_000);
      int result = RESULTS[random.nextInt(RESULTS.length)];
      steps.add(new int[] {at, result});
      if (result == 60 && random.nextInt(4) == 0) {
        steps.add(new int[] {at + random.nextInt(40 * (int) MINUTE), 64});
      }
      if (result == 40_003 && random.nextBoolean()) {
        steps.add(new int[] {at, 70});
      }
    }
    return steps;
  }

  @Test
  void whatIsPlantedInAnyKeyIsFound() throws Exception {
    long id = id(1);
    RedisContents right = contentsOfADay();
    assertThat(compare(right)).isEmpty();
    String minute = "" + (now - HOUR) / MINUTE;
    String hour = right.get(KEYS.latencies(id)).hash().keySet().iterator().next();
    String recent = right.get(KEYS.recentLatencies(id)).hash().keySet().iterator().next();

    expectFound(KEYS.outcomes(id), right, hash -> hash.put("SENT", "9"));
    expectFound(KEYS.outcomes(id), right, hash -> hash.put("LOST", "1"));
    expectFound(KEYS.outcomes(id), right, hash -> hash.remove("FAILED"));
    expectFound(KEYS.stuck(id), right, hash -> hash.put(minute, "7"));
    expectFound(KEYS.stuck(id), right, hash -> hash.put("1", "1"));
    expectFound(KEYS.latencies(id), right, hash -> hash.put(hour, "70"));
    expectFound(KEYS.latencies(id), right, hash -> hash.remove(hour));
    expectFound(KEYS.recentLatencies(id), right, hash -> hash.put(recent, "70"));
    expectFound(KEYS.recentLatencies(id), right, hash -> hash.put("1:1", "1"));
    expectFound(KEYS.stuckTemplates(), right, scores -> scores.put("" + id, "70"));
    expectFound(KEYS.stuckTemplates(), right, scores -> scores.remove("" + id));
    expectFound(KEYS.stuckTemplates(), right, scores -> scores.put("" + id(9), "1"));
    expectFound(KEYS.stuckExamples(id), right, scores -> scores.put("5:stucka", "5"));
    expectFound(KEYS.stuckExamples(id), right, scores -> scores.put("5:otherb", "" + now));
    expectFound(KEYS.stuckExamples(id), right, scores -> scores.remove("5:stucka"));
    expectFound(KEYS.slowest(id), right, scores -> scores.put("4:senta", "5"));
    expectFound(KEYS.slowest(id), right, scores -> scores.put("5:otherb", "5"));
    expectFound(KEYS.slowest(id), right, scores -> scores.remove("4:senta"));
    for (String key :
        List.of(
            KEYS.outcomes(id),
            KEYS.stuck(id),
            KEYS.latencies(id),
            KEYS.recentLatencies(id),
            KEYS.stuckTemplates(),
            KEYS.stuckExamples(id),
            KEYS.slowest(id))) {
      expectFound(key, right, Map::clear);
      assertThat(compare(replaced(right, key, it -> {}, RedisValue.NEVER)))
          .extracting(Difference::key)
          .containsExactly(key);
    }
    expectFound(KEYS.outcomes(77), right, hash -> hash.put("SENT", "1"));
    expectFound(KEYS.prefix() + "Outcome:7", right, hash -> hash.put("SENT", "1"));
  }

  @Test
  void whatCannotBeJudgedIsSaidAndIsNoDifference() throws Exception {
    RedisContents right = contentsOfADay();
    RedisContents wrong =
        replaced(right, KEYS.outcomes(id(1)), hash -> hash.put("SENT", "9"), expiry());

    assertThat(compare(replaced(wrong, KEYS.progress(), Map::clear, expiry()))).isEmpty();
    assertThat(verified.why()).contains("no job");
    assertThat(compare(saying(wrong, "clock", now - HOUR))).isEmpty();
    assertThat(verified.why()).contains("the records go on to");
    assertThat(compare(saying(wrong, "begun", now))).isEmpty();
    assertThat(verified.why()).contains("just begun");
    assertThat(compare(wrong, Set.of(), true)).isEmpty();
    assertThat(verified.why()).contains("compacts");
    // Of a partition that is cut, what began on a day that is not known in whole.
    assertThat(compare(wrong, Set.of("log-0"), false)).isEmpty();
    assertThat(verified.skipped()).isEqualTo(1);
    assertThat(verified.isCompared()).isTrue();
    assertThat(compare(wrong)).hasSize(1);
  }

  private RedisContents contentsOfADay() throws Exception {
    write(
        List.of(
            arrival("stuck", now - HOUR, 10),
            arrival("sent", now - 30 * MINUTE, 10),
            arrival("sent", now - 30 * MINUTE + 700, 60),
            arrival("failed", now - 20 * MINUTE, 10),
            arrival("failed", now - 20 * MINUTE + 300, 70)),
        1);
    return contents();
  }

  private static Arrival arrival(String messageId, long at, int state) {
    return new Arrival(at, event(1, messageId, at, state, "a"));
  }

  /** Gives the arrivals to the functions and to the model. */
  private void write(List<Arrival> arrivals, int atATime) throws Exception {
    try (var written = WrittenJourneys.to(redis.uri(), JourneyHarness.RULES)) {
      int i = 0;
      for (Arrival arrival : arrivals) {
        written.take(arrival.event());
        model.fold(
            new TraceRecord(
                "log", 0, offset++, arrival.at(), AnchorInfoCodec.write(arrival.event())));
        if (++i % atATime == 0) {
          written.clock(arrival.at());
        }
      }
      written.clock(now);
    }
    redis.client().hset(KEYS.progress(), "begun", "" + (now - HOUR));
  }

  private static RedisContents contents() {
    return RedisContents.read(redis.client(), key -> key.startsWith(KEYS.prefix()));
  }

  private void expectFound(String key, RedisContents right, Consumer<Map<String, String>> planted) {
    assertThat(compare(replaced(right, key, planted, expiry())))
        .as("differences where %s is changed", key)
        .isNotEmpty()
        .allSatisfy(difference -> assertThat(difference.key()).isEqualTo(key));
  }

  private static RedisContents saying(RedisContents contents, String field, long value) {
    return replaced(contents, KEYS.progress(), hash -> hash.put(field, "" + value), expiry());
  }

  private static long expiry() {
    return System.currentTimeMillis() + HOUR;
  }

  /** The same with another value at a key; without the key where nothing is left in it. */
  private static RedisContents replaced(
      RedisContents contents, String key, Consumer<Map<String, String>> change, long expiresAt) {
    RedisContents.Builder builder = RedisContents.at(System.currentTimeMillis());
    for (String name : contents.keys()) {
      if (!name.equals(key)) {
        put(builder, name, contents.get(name), contents.get(name).hash(), expiry());
      }
    }
    RedisValue value = contents.get(key);
    Map<String, String> changed = new HashMap<>(value == null ? Map.of() : value.hash());
    change.accept(changed);
    if (!changed.isEmpty()) {
      put(builder, key, value, changed, expiresAt);
    }
    return builder.build();
  }

  private static void put(
      RedisContents.Builder builder,
      String key,
      RedisValue value,
      Map<String, String> fields,
      long expiresAt) {
    if (value != null && value.type().equals(RedisValue.SORTED_SET)) {
      builder.sortedSet(key, expiresAt, fields);
    } else {
      builder.hash(key, expiresAt, fields);
    }
  }

  private List<Difference> compare(RedisContents contents) {
    return compare(contents, Set.of(), false);
  }

  private List<Difference> compare(RedisContents contents, Set<String> cut, boolean compacted) {
    Differences differences = new Differences(20);
    verified = JourneyCheck.compare(journeys, contents, cut, compacted, differences);
    return differences.first();
  }

  private static long id(long template) {
    return BusinessId.of(
            20, template, Instant.now().atZone(ZoneOffset.UTC).toLocalDate().minusDays(1))
        .toLong();
  }

  private static AnchorInfo event(
      long template, String messageId, long at, int state, String... receivers) {
    return AnchorInfo.builder()
        .businessId(id(template))
        .ids(receivers)
        .state(state)
        .logTimestamp(at)
        .messageId(messageId)
        .build();
  }
}
