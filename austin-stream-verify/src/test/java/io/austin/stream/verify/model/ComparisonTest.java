package io.austin.stream.verify.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.austin.stream.common.AnchorInfo;
import io.austin.stream.common.AnchorState;
import io.austin.stream.test.event.Events;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.util.JedisClusterCRC16;

class ComparisonTest {
  private static final String TRAIL = "Austin:MessageId:m1";
  private static final String RECEIVER = "13711112222";
  private static final String TOTALS = "2000000320221224";
  private static final String FOREIGN = "not ours";

  private static final long NOW = Events.NOON.toEpochMilli();
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long IN_3_DAYS = NOW + 3 * DAY;
  private static final long IN_30_DAYS = NOW + 30 * DAY;
  private static final long END_OF_DAY = Events.startOfDayAfter(1);
  private static final long END_OF_TOMORROW = Events.startOfDayAfter(2);

  private final RedisContents.Builder redis = RedisContents.at(NOW);

  @Nested
  class OfOneMessageReceivedAndSent {
    private final ReferenceModel model =
        new ModelOfRecords()
            .fold(Events.received("m1", RECEIVER), Events.sent("m1", RECEIVER))
            .model();

    OfOneMessageReceivedAndSent() {
      redis
          .list(TRAIL, IN_3_DAYS, entry(60), entry(10))
          .list(RECEIVER, END_OF_DAY, entry("m1", 60), entry("m1", 10))
          .hash(TOTALS, IN_30_DAYS, Map.of("10", "1", "60", "1"));
    }

    @Test
    void findsNothingWhereAllIsRight() {
      assertThat(compare(model).isEmpty()).isTrue();
      compare(model).assertNone();
    }

    @Nested
    class BesideOlderOnes {
      @Test
      void whatTheyExplainIsNoDifference() {
        redis
            .list(TRAIL, IN_3_DAYS, entry(60), entry(10), entry(70))
            .list(RECEIVER, END_OF_TOMORROW, entry("m2", 60), entry("m1", 60), entry("m1", 10))
            .hash(TOTALS, IN_30_DAYS, Map.of("10", "3", "60", "1", "70", "1"))
            .list("13722223333", END_OF_DAY, entry("m0", 10));
        assertThat(differences().first()).isEmpty();
      }

      @Test
      void whatTheKnownOnesSayIsMissed() {
        redis.list(TRAIL, IN_3_DAYS, entry(60), entry(70));
        assertDiffers(TRAIL, "missing some");
      }

      @Test
      void aKnownOneIsThereOnce() {
        redis.list(RECEIVER, END_OF_DAY, entry("m1", 60), entry("m1", 60), entry("m1", 10));
        assertDiffers(RECEIVER, "too often");
      }

      @Test
      void theKnownOnesKeepTheirOrder() {
        redis.list(TRAIL, IN_3_DAYS, entry(10), entry(70), entry(60));
        assertDiffers(TRAIL, "not newest first");
      }

      @Test
      void totalsCountTheKnownOnesAtLeast() {
        redis.hash(TOTALS, IN_30_DAYS, Map.of("10", "5"));
        assertDiffers(TOTALS, "{10=5}");
      }

      @Test
      void whatNoEventCanHaveWrittenIsADifference() {
        redis.list(TRAIL, IN_3_DAYS, entry(60), entry(10), "hello");
        assertDiffers(TRAIL, "unexpected hello");
        redis.list(TRAIL, IN_3_DAYS, entry(60), entry(10)).string(FOREIGN, "x");
        assertThat(differences().first()).extracting(Difference::key).containsExactly(FOREIGN);
      }

      private void assertDiffers(String key, String found) {
        assertThat(differences().first())
            .singleElement()
            .satisfies(
                it -> {
                  assertThat(it.key()).isEqualTo(key);
                  assertThat(it.found()).contains(found);
                });
      }

      private Differences differences() {
        return Comparison.with(model).exclusive().besideOthers().of(redis.build(), Events.NOON);
      }
    }

    @Test
    void ignoresWhatItIsTold() {
      redis.list(TRAIL, IN_3_DAYS, entry(70)).string(FOREIGN, "x");
      Comparison.with(model)
          .exclusive()
          .ignoring(List.of(TRAIL, FOREIGN)::contains)
          .of(redis.build(), Events.NOON)
          .assertNone();
    }

    @Test
    void findsAMissingEntry() {
      redis.list(TRAIL, IN_3_DAYS, entry(60));
      assertDiffersAt(TRAIL, "missing 1");
    }

    @Test
    void findsADoubledEntry() {
      redis.list(RECEIVER, END_OF_DAY, entry("m1", 60), entry("m1", 60), entry("m1", 10));
      assertDiffersAt(RECEIVER, "too often");
    }

    @Test
    void findsAForeignEntry() {
      redis.list(RECEIVER, END_OF_DAY, entry("m1", 60), entry("m1", 10), entry("m2", 10));
      assertDiffersAt(RECEIVER, "unexpected");
    }

    @Test
    void findsAWrongOrder() {
      redis.list(TRAIL, IN_3_DAYS, entry(10), entry(60));
      assertDiffersAt(TRAIL, "not newest first");
    }

    @Test
    void findsAWrongCount() {
      redis.hash(TOTALS, IN_30_DAYS, Map.of("10", "1", "60", "2"));
      assertDiffersAt(TOTALS, "60=2");
    }

    @Test
    void findsAMissingAndASurplusField() {
      redis.hash(TOTALS, IN_30_DAYS, Map.of("10", "1", "60", "1", "70", "1"));
      assertDiffersAt(TOTALS, "70=1");
      redis.hash(TOTALS, IN_30_DAYS, Map.of("10", "1"));
      assertDiffersAt(TOTALS, "{10=1}");
    }

    @Test
    void findsAMissingExpiry() {
      redis.list(TRAIL, RedisValue.NEVER, entry(60), entry(10));
      assertDiffersAt(TRAIL, "never expires");
      redis.list(TRAIL, IN_3_DAYS, entry(60), entry(10));
      redis.hash(TOTALS, RedisValue.NEVER, Map.of("10", "1", "60", "1"));
      assertDiffersAt(TOTALS, "never expires");
      redis.hash(TOTALS, IN_30_DAYS, Map.of("10", "1", "60", "1"));
      redis.list(RECEIVER, RedisValue.NEVER, entry("m1", 60), entry("m1", 10));
      assertDiffersAt(RECEIVER, "never expires");
    }

    @Test
    void findsAnExpiryThatIsTooLate() {
      redis.list(TRAIL, IN_3_DAYS + 1, entry(60), entry(10));
      assertDiffersAt(TRAIL, "expires at 2022-12-27T04:00:00.001Z");
    }

    @Test
    void findsAReceiversExpiryThatIsOneMillisecondOff() {
      redis.list(RECEIVER, END_OF_DAY - 1, entry("m1", 60), entry("m1", 10));
      assertDiffersAt(RECEIVER, "expires at 2022-12-24T15:59:59.999Z");
    }

    @Test
    void findsAnExpiryThatIsTooEarlyForTheRun() {
      redis.list(TRAIL, IN_3_DAYS - MINUTE, entry(60), entry(10));
      compare(model).assertNone();
      Comparison comparison = Comparison.with(model).since(Events.NOON.minusSeconds(59));
      assertThat(comparison.of(redis.build(), Events.NOON).toString()).contains(TRAIL);
      comparison = Comparison.with(model).since(Events.NOON.minusSeconds(60));
      comparison.of(redis.build(), Events.NOON).assertNone();
    }

    @Test
    void findsAMissingKey() {
      RedisContents empty = RedisContents.at(NOW).build();
      Differences differences = Comparison.with(model).of(empty, Events.NOON);
      assertThat(differences.first())
          .extracting(Difference::key)
          .containsExactlyInAnyOrder(TRAIL, RECEIVER, TOTALS);
      assertThat(differences.first()).extracting(Difference::found).containsOnly("no such key");
    }

    @Test
    void findsAWrongType() {
      redis.string(TOTALS, "1");
      assertDiffersAt(TOTALS, "string 1");
    }

    @Test
    void findsAKeyThatNoEventExplains() {
      redis.list("Austin:MessageId:m2", IN_3_DAYS, entry(10));
      assertDiffersAt("Austin:MessageId:m2", "list of 1");
    }

    @Test
    void findsKeysThatLookLikeOurs() {
      redis.list("a@b.c", END_OF_DAY, entry("m1", 10));
      redis.hash("7", END_OF_DAY, Map.of("10", "-1"));
      assertThat(compare(model).first())
          .extracting(Difference::key)
          .containsExactlyInAnyOrder("a@b.c", "7");
    }

    @Test
    void leavesTheKeysOfOthersAloneUnlessRedisIsOurs() {
      redis.list(FOREIGN, RedisValue.NEVER, "x").string("limit", "3");
      redis.hash("42", RedisValue.NEVER, Map.of("name", "3"));
      compare(model).assertNone();
      Differences differences = Comparison.with(model).exclusive().of(redis.build(), Events.NOON);
      assertThat(differences.first())
          .extracting(Difference::key)
          .containsExactlyInAnyOrder(FOREIGN, "limit", "42");
    }

    @Test
    void leavesThisProjectsOwnKeysAlone() {
      redis.string("Austin:Stream:Fence:g:t:0:0", "2");
      Comparison.with(model).exclusive().of(redis.build(), Events.NOON).assertNone();
    }

    @Test
    void letsTrailsAndTotalsExpire() {
      Instant later = Events.NOON.plus(Duration.ofDays(3));
      RedisContents left =
          RedisContents.at(later.toEpochMilli())
              .hash(TOTALS, IN_30_DAYS, Map.of("10", "1", "60", "1"))
              .build();
      Comparison.with(model).of(left, later).assertNone();
      RedisContents nothing = RedisContents.at(NOW).build();
      assertThat(Comparison.with(model).of(nothing, later).total()).isEqualTo(1);
      Comparison.with(model).of(nothing, Events.NOON.plus(Duration.ofDays(30))).assertNone();
    }

    @Test
    void showsTheFirstDifferencesAndCountsAll() {
      RedisContents empty = RedisContents.at(NOW).build();
      Differences differences = Comparison.with(model).showing(1).of(empty, Events.NOON);
      assertThat(differences.first()).hasSize(1);
      assertThat(differences.total()).isEqualTo(3);
      assertThatThrownBy(differences::assertNone)
          .isInstanceOf(AssertionError.class)
          .hasMessageStartingWith("3 differences:\n  ")
          .hasMessageEndingWith("... and 2 more");
    }

    private void assertDiffersAt(String key, String found) {
      Differences differences = compare(model);
      assertThat(differences.first()).extracting(Difference::key).containsExactly(key);
      assertThat(differences.first().get(0).found()).contains(found);
    }
  }

  @Nested
  class OfATrailThatIsNotCutYet {
    private final ReferenceModel model =
        new ModelOfRecords(ModelRules.in(Events.ZONE).withMaxTrailEntries(1))
            .fold(Events.received("m1", RECEIVER), Events.sent("m1", RECEIVER))
            .model();

    OfATrailThatIsNotCutYet() {
      redis
          .list(TRAIL, IN_3_DAYS, entry(60), entry(10))
          .list(RECEIVER, END_OF_DAY, entry("m1", 60))
          .hash(TOTALS, IN_30_DAYS, Map.of("10", "1", "60", "1"));
    }

    @Test
    void findsItTooLong() {
      assertThat(Comparison.with(model).of(redis.build(), Events.NOON).total()).isEqualTo(1);
    }

    @Test
    void findsNothingWrongBeforeTrimming() {
      Comparison.with(model).beforeTrimming().of(redis.build(), Events.NOON).assertNone();
    }

    @Test
    void findsAWrongHead() {
      redis.list(TRAIL, IN_3_DAYS, entry(10), entry(60));
      assertThat(Comparison.with(model).beforeTrimming().of(redis.build(), Events.NOON).total())
          .isEqualTo(1);
    }
  }

  @Nested
  class OfTwoPartitions {
    private final ReferenceModel model =
        new ModelOfRecords()
            .fold(0, legacy(1))
            .fold(0, legacy(2))
            .fold(1, legacy(3))
            .fold(1, legacy(2))
            .model();

    @Test
    void acceptsAnyOrderBetweenThem() {
      assertThat(differences(2, 3, 2, 1)).isZero();
      assertThat(differences(2, 2, 3, 1)).isZero();
      assertThat(differences(2, 1, 2, 3)).isZero();
    }

    @Test
    void findsAWrongOrderWithinOne() {
      assertThat(differences(3, 2, 2, 1)).isOne();
      assertThat(differences(1, 2, 2, 3)).isOne();
    }

    @Test
    void findsAnEntryThatStandsOnceInsteadOfTwice() {
      assertThat(differences(2, 3, 1)).isOne();
    }

    private long differences(int... states) {
      redis.list(RECEIVER, END_OF_DAY, entries(states));
      redis.hash(TOTALS, IN_30_DAYS, Map.of("1", "1", "2", "2", "3", "1"));
      return compare(model).total();
    }
  }

  @Nested
  class OfMoreThanATrailKeeps {
    private final ModelRules rules = ModelRules.in(Events.ZONE).withMaxTrailEntries(3);

    @Test
    void expectsExactlyTheNewestOfOnePartition() {
      ReferenceModel model =
          new ModelOfRecords(rules).fold(legacy(1), legacy(2), legacy(3), legacy(4)).model();
      assertThat(differences(model, 4, 3, 2)).isZero();
      assertThat(differences(model, 4, 3)).isOne();
      assertThat(differences(model, 3, 2, 1)).isOne();
      assertThat(differences(model, 4, 2, 1)).isOne();
      assertThat(differences(model, 4, 3, 2, 1)).isOne();
    }

    @Test
    void expectsTheNewestOfEachPartition() {
      ReferenceModel model =
          new ModelOfRecords(rules)
              .fold(0, legacy(1))
              .fold(0, legacy(2))
              .fold(1, legacy(3))
              .fold(1, legacy(4))
              .model();
      assertThat(differences(model, 4, 2, 1)).isZero();
      assertThat(differences(model, 2, 4, 3)).isZero();
      assertThat(differences(model, 4, 1, 3)).isOne();
      assertThat(differences(model, 4, 2)).isOne();
    }

    private long differences(ReferenceModel model, int... states) {
      redis.list(RECEIVER, END_OF_DAY, entries(states));
      redis.hash(TOTALS, IN_30_DAYS, Map.of("1", "1", "2", "1", "3", "1", "4", "1"));
      return compare(model).total();
    }
  }

  @Nested
  class OverMidnight {
    private final Instant now = Instant.ofEpochMilli(END_OF_DAY + MINUTE);
    private final AnchorInfo yesterdays = legacy(1);
    private final AnchorInfo todays = at(END_OF_DAY + 1, 2);

    OverMidnight() {
      redis.hash(TOTALS, IN_30_DAYS, Map.of("1", "1", "2", "1"));
    }

    @Test
    void expectsNoTrailOfFinishedDays() {
      redis.hash(TOTALS, IN_30_DAYS, Map.of("1", "1"));
      assertThat(differences(yesterdays)).isZero();
    }

    @Test
    void acceptsYesterdaysEntriesAsLongAsTheyExpire() {
      redis.hash(TOTALS, IN_30_DAYS, Map.of("1", "1"));
      redis.list(RECEIVER, END_OF_TOMORROW, receiverEntry(yesterdays));
      assertThat(differences(yesterdays)).isZero();
      redis.list(RECEIVER, RedisValue.NEVER, receiverEntry(yesterdays));
      assertThat(differences(yesterdays)).isOne();
      redis.list(RECEIVER, END_OF_TOMORROW, receiverEntry(yesterdays), receiverEntry(yesterdays));
      assertThat(differences(yesterdays)).isOne();
    }

    @Test
    void expectsTodaysEntriesWithOrWithoutYesterdays() {
      redis.list(RECEIVER, END_OF_TOMORROW, receiverEntry(todays), receiverEntry(yesterdays));
      assertThat(differences(yesterdays, todays)).isZero();
      redis.list(RECEIVER, END_OF_TOMORROW, receiverEntry(todays));
      assertThat(differences(yesterdays, todays)).isZero();
      redis.list(RECEIVER, END_OF_TOMORROW, receiverEntry(yesterdays));
      assertThat(differences(yesterdays, todays)).isOne();
    }

    @Test
    void boundsAFutureEventsExpiryByTheDayAfterAnyDayOfTheRun() {
      AnchorInfo future = at(Events.noonAfterDays(5), 2);
      redis.hash(TOTALS, IN_30_DAYS, Map.of("2", "1"));
      redis.list(RECEIVER, Events.startOfDayAfter(3), receiverEntry(future));
      assertThat(differences(future)).isZero();
      redis.list(RECEIVER, END_OF_TOMORROW, receiverEntry(future));
      assertThat(differences(future)).isOne();
      Comparison sinceYesterday = Comparison.with(model(future)).since(Events.NOON);
      sinceYesterday.of(redis.build(), now).assertNone();
    }

    private long differences(AnchorInfo... events) {
      return Comparison.with(model(events)).of(redis.build(), now).total();
    }

    private ReferenceModel model(AnchorInfo... events) {
      return new ModelOfRecords().fold(events).model();
    }
  }

  @Nested
  class OfCollidingNames {
    private final ReferenceModel model =
        new ModelOfRecords().fold(Events.received("m1", TOTALS)).model();

    OfCollidingNames() {
      redis.list(TRAIL, IN_3_DAYS, entry(10));
    }

    @Test
    void acceptsEitherView() {
      redis.hash(TOTALS, END_OF_DAY, Map.of("10", "1"));
      compare(model).assertNone();
      redis.list(TOTALS, IN_30_DAYS, entry("m1", 10));
      compare(model).assertNone();
    }

    @Test
    void findsWrongValuesAndAMissingExpiry() {
      redis.hash(TOTALS, END_OF_DAY, Map.of("10", "2"));
      assertThat(compare(model).total()).isOne();
      redis.list(TOTALS, RedisValue.NEVER, entry("m1", 10));
      assertThat(compare(model).total()).isOne();
      redis.string(TOTALS, "1");
      assertThat(compare(model).total()).isEqualTo(2);
    }
  }

  @Nested
  class OfWhatTheConsoleReads {
    private static final String TEMPLATES = "Austin:Stream:Templates:20221224";
    private static final String MINUTES = "Austin:Stream:Minutes:" + TOTALS;
    private static final String RECEIVED = "Austin:Stream:Receivers:" + TOTALS + ":10";
    private static final String CLICKED = "Austin:Stream:Receivers:" + TOTALS + ":64";

    private final ModelRules rules = ModelRules.in(Events.ZONE).withConsoleViews(true);
    private final AnchorInfo clickedTheDayAfter =
        Events.step(AnchorState.CLICK, "", "a").logTimestamp(Events.startOfDayAfter(1)).build();
    private final ReferenceModel model =
        new ModelOfRecords(rules)
            .fold(
                event(AnchorState.RECEIVE, NOW, "a", "b"),
                event(AnchorState.RECEIVE, NOW + MINUTE, "b", "Austin:Stream:c"),
                clickedTheDayAfter,
                Events.step(AnchorState.RECEIVE, "", "a").state(40003).build(),
                Events.step(AnchorState.RECEIVE, "", "a").businessId(7).build(),
                Events.step(AnchorState.RECEIVE, "", "a").businessId(2000000320220230L).build())
            .model();

    OfWhatTheConsoleReads() {
      redis
          .sortedSet(TEMPLATES, IN_30_DAYS, Map.of(TOTALS, "4"))
          .hash(MINUTES, IN_3_DAYS, Map.of("720:10", "2", "721:10", "2"))
          .hyperLogLog(RECEIVED, IN_3_DAYS, 3)
          .hyperLogLog(CLICKED, IN_3_DAYS, 1);
    }

    @Test
    void findsNothingWhereAllIsRight() {
      assertDiffersAt();
    }

    @Test
    void findsAWrongScoreMemberOrMissingKey() {
      redis.sortedSet(TEMPLATES, IN_30_DAYS, Map.of(TOTALS, "3"));
      assertDiffersAt(TEMPLATES);
      redis.sortedSet(TEMPLATES, IN_30_DAYS, Map.of(TOTALS, "4", "7", "1"));
      assertDiffersAt(TEMPLATES);
      assertThat(comparison().of(RedisContents.at(NOW).build(), Events.NOON).first())
          .extracting(Difference::key)
          .containsExactlyInAnyOrder(TEMPLATES, MINUTES, RECEIVED, CLICKED);
    }

    @Test
    void findsAWrongMinute() {
      redis.hash(MINUTES, IN_3_DAYS, Map.of("720:10", "4"));
      assertDiffersAt(MINUTES);
    }

    @Test
    void allowsAHyperLogLogItsError() {
      redis.hyperLogLog(RECEIVED, IN_3_DAYS, 5);
      assertDiffersAt();
      redis.hyperLogLog(RECEIVED, IN_3_DAYS, 6).hyperLogLog(CLICKED, IN_3_DAYS, 2);
      assertDiffersAt(RECEIVED, CLICKED);
    }

    @Test
    void findsWrongExpiriesAndTypes() {
      redis
          .sortedSet(TEMPLATES, RedisValue.NEVER, Map.of(TOTALS, "4"))
          .hash(MINUTES, IN_3_DAYS + 1, Map.of("720:10", "2", "721:10", "2"))
          .string(RECEIVED, "3");
      assertDiffersAt(TEMPLATES, MINUTES, RECEIVED);
    }

    @Test
    void findsKeysThatNoEventExplains() {
      redis
          .sortedSet("Austin:Stream:Templates:20221225", IN_30_DAYS, Map.of(TOTALS, "1"))
          .hash("Austin:Stream:Minutes:7", IN_3_DAYS, Map.of("0:10", "1"))
          .hyperLogLog("Austin:Stream:Receivers:" + TOTALS + ":40003", IN_3_DAYS, 1)
          .string("Austin:Stream:Fence:g:t:0:0", "2");
      assertDiffersAt(
          "Austin:Stream:Templates:20221225",
          "Austin:Stream:Minutes:7",
          "Austin:Stream:Receivers:" + TOTALS + ":40003");
    }

    @Test
    void letsThemExpire() {
      Instant later = Events.NOON.plus(Duration.ofDays(3));
      RedisContents left =
          RedisContents.at(later.toEpochMilli())
              .sortedSet(TEMPLATES, IN_30_DAYS, Map.of(TOTALS, "4"))
              .build();
      comparison().of(left, later).assertNone();
    }

    @Test
    void expectsOfEachBucketExactlyWhatIsBelowItsFence() {
      redis
          .hash(MINUTES, IN_3_DAYS, Map.of("720:10", "2"))
          .hyperLogLog(RECEIVED, IN_3_DAYS, 2)
          .hyperLogLog(CLICKED, IN_3_DAYS, 1);
      Comparison restricted =
          comparison()
              .restrictedTo(
                  (position, key) ->
                      position.offset() < (List.of(MINUTES, RECEIVED).contains(key) ? 1 : 6));
      restricted.of(redis.build(), Events.NOON).assertNone();
    }

    @Test
    void leavesThemAloneWhereTheyAreSwitchedOff() {
      ReferenceModel off = new ModelOfRecords().fold(event(AnchorState.RECEIVE, NOW, "a")).model();
      redis.list("a", END_OF_DAY, entry(10)).hash(TOTALS, IN_30_DAYS, Map.of("10", "1"));
      Comparison.with(off).exclusive().of(redis.build(), Events.NOON).assertNone();
    }

    /** Without the views that {@link OfOneMessageReceivedAndSent} and others look at. */
    private Comparison comparison() {
      return Comparison.with(model).ignoring(key -> !key.startsWith("Austin:Stream:"));
    }

    private void assertDiffersAt(String... keys) {
      assertThat(comparison().exclusive().of(redis.build(), Events.NOON).first())
          .extracting(Difference::key)
          .containsExactlyInAnyOrder(keys);
    }

    private AnchorInfo event(AnchorState state, long time, String... receivers) {
      return Events.step(state, "", receivers).logTimestamp(time).build();
    }
  }

  @Nested
  class OfACallersMessages {
    private static final String CALLER = "Austin:Stream:Caller:order-1";

    private final ReferenceModel model =
        new ModelOfRecords(ModelRules.in(Events.ZONE).withConsoleViews(true))
            .fold(ordered("m1", "a"), ordered("m2", "b"))
            .model();

    OfACallersMessages() {
      redis.list(CALLER, IN_3_DAYS, entry("m2", 10), entry("m1", 10));
    }

    @Test
    void findsNothingWhereAllIsRight() {
      assertDiffersAt();
    }

    @Test
    void findsAMissingADoubledAndAForeignOneAndAWrongOrder() {
      redis.list(CALLER, IN_3_DAYS, entry("m1", 10));
      assertDiffersAt(CALLER);
      redis.list(CALLER, IN_3_DAYS, entry("m2", 10), entry("m2", 10), entry("m1", 10));
      assertDiffersAt(CALLER);
      redis.list(CALLER, IN_3_DAYS, entry("m2", 10), entry("m3", 10));
      assertDiffersAt(CALLER);
      redis.list(CALLER, IN_3_DAYS, entry("m1", 10), entry("m2", 10));
      assertDiffersAt(CALLER);
    }

    @Test
    void findsAMissingKeyAWrongTypeAndAWrongExpiry() {
      assertThat(compared(RedisContents.at(NOW))).containsExactly(CALLER);
      redis.string(CALLER, "x");
      assertDiffersAt(CALLER);
      redis.list(CALLER, IN_3_DAYS + 1, entry("m2", 10), entry("m1", 10));
      assertDiffersAt(CALLER);
      redis.list(CALLER, RedisValue.NEVER, entry("m2", 10), entry("m1", 10));
      assertDiffersAt(CALLER);
    }

    @Test
    void findsKeysThatNoEventExplains() {
      String other = "Austin:Stream:Caller:m1";
      redis.list(other, IN_3_DAYS, entry("m1", 10));
      assertDiffersAt(other);
      redis.string(other, "x");
      assertDiffersAt(other);
    }

    @Test
    void expectsOfEachBucketExactlyWhatIsBelowItsFence() {
      redis.list(CALLER, IN_3_DAYS, entry("m1", 10));
      comparison()
          .restrictedTo((position, key) -> position.offset() < (key.equals(CALLER) ? 1 : 2))
          .of(redis.build(), Events.NOON)
          .assertNone();
    }

    @Test
    void letsThemExpire() {
      Instant later = Events.NOON.plus(Duration.ofDays(3));
      comparison().of(RedisContents.at(later.toEpochMilli()).build(), later).assertNone();
    }

    private Comparison comparison() {
      return Comparison.with(model).ignoring(key -> !key.startsWith("Austin:Stream:Caller:"));
    }

    private void assertDiffersAt(String... keys) {
      assertThat(compared(redis)).containsExactlyInAnyOrder(keys);
    }

    private List<String> compared(RedisContents.Builder contents) {
      return comparison().of(contents.build(), Events.NOON).first().stream()
          .map(Difference::key)
          .toList();
    }

    private static AnchorInfo ordered(String messageId, String receiver) {
      return Events.step(AnchorState.RECEIVE, messageId, receiver).bizId("order-1").build();
    }
  }

  @Nested
  class RestrictedToFences {
    private final ReferenceModel model =
        new ModelOfRecords()
            .fold(Events.received("m1", RECEIVER), Events.sent("m1", RECEIVER))
            .model();

    @Test
    void expectsOfEachBucketExactlyWhatIsBelowItsFence() {
      redis.list(TRAIL, IN_3_DAYS, entry(60), entry(10));
      redis.list(RECEIVER, END_OF_DAY, entry("m1", 10));
      int buckets = 16_384;
      Restriction below =
          Restriction.below(
              buckets,
              (topic, partition, bucket) ->
                  bucket == slot(TRAIL) ? 2 : bucket == slot(RECEIVER) ? 1 : 0);
      Comparison.with(model)
          .exclusive()
          .restrictedTo(below)
          .of(contents(), Events.NOON)
          .assertNone();
      redis.hash(TOTALS, IN_30_DAYS, Map.of("10", "1"));
      Differences differences =
          Comparison.with(model).restrictedTo(below).of(contents(), Events.NOON);
      assertThat(differences.first()).extracting(Difference::key).containsExactly(TOTALS);
    }

    @Test
    void readsTheFencesInRedisItself() {
      redis.string("Austin:Stream:Fence:group:topic:0:0", "1");
      redis.list(TRAIL, IN_3_DAYS, entry(10));
      redis.list(RECEIVER, END_OF_DAY, entry("m1", 10));
      redis.hash(TOTALS, IN_30_DAYS, Map.of("10", "1"));
      RedisContents contents = contents();
      Restriction below = Restriction.below(1, contents, "", "group:topic");
      Comparison.with(model).restrictedTo(below).of(contents, Events.NOON).assertNone();
      Restriction other = Restriction.below(1, contents, "", "group:other");
      assertThat(Comparison.with(model).restrictedTo(other).of(contents, Events.NOON).total())
          .isEqualTo(3);
    }

    private RedisContents contents() {
      return redis.build();
    }

    private static int slot(String key) {
      return JedisClusterCRC16.getSlot(key);
    }
  }

  private Differences compare(ReferenceModel model) {
    return Comparison.with(model).of(redis.build(), Events.NOON);
  }

  private static AnchorInfo legacy(int state) {
    return at(NOW, state);
  }

  private static AnchorInfo at(long time, int state) {
    return Events.step(AnchorState.RECEIVE, "", RECEIVER).state(state).logTimestamp(time).build();
  }

  private static String receiverEntry(AnchorInfo event) {
    return entry(event.getState(), event.getLogTimestamp());
  }

  private static List<String> entries(int... states) {
    return IntStream.of(states).mapToObj(ComparisonTest::entry).toList();
  }

  private static String entry(int state) {
    return entry(state, NOW);
  }

  private static String entry(int state, long time) {
    return "{\"businessId\":2000000320221224,\"state\":" + state + ",\"timestamp\":" + time + "}";
  }

  private static String entry(String messageId, int state) {
    return "{\"businessId\":2000000320221224,\"messageId\":\""
        + messageId
        + "\",\"state\":"
        + state
        + ",\"timestamp\":"
        + NOW
        + "}";
  }
}
