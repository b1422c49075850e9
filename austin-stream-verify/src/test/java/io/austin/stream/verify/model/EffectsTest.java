package io.austin.stream.verify.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.common.AnchorInfo;
import io.austin.stream.common.AnchorState;
import io.austin.stream.test.event.Events;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class EffectsTest {
  private static final String TRAIL = "Austin:MessageId:m1";
  private static final String RECEIVER = "13711112222";
  private static final String TOTALS = "2000000320221224";
  private static final long NOW = Events.NOON.toEpochMilli();
  private static final long LATER = NOW + Duration.ofHours(1).toMillis();

  private final ReferenceModel model =
      new ModelOfRecords(ModelRules.in(Events.ZONE).withMaxTrailEntries(2))
          .fold(Events.received("m1", RECEIVER), Events.sent("m1", RECEIVER))
          .model();
  private final RedisContents.Builder redis =
      RedisContents.at(NOW)
          .list(TRAIL, LATER, entry(60), entry(10))
          .list(RECEIVER, LATER, receiverEntry(60), receiverEntry(10))
          .hash(TOTALS, LATER, Map.of("10", "1", "60", "1"));

  @Test
  void findsNothingWrongWhereAllIsRight() {
    assertThat(effects()).isEqualTo(new Effects(6, 0, 0));
  }

  @Test
  void countsWhatIsLost() {
    redis.list(TRAIL, LATER, entry(10)).hash(TOTALS, LATER, Map.of("10", "1"));
    assertThat(effects()).isEqualTo(new Effects(6, 2, 0));
  }

  @Test
  void countsALostKeyWhole() {
    assertThat(Effects.of(model, RedisContents.at(NOW).build(), key -> false, Events.NOON))
        .isEqualTo(new Effects(6, 6, 0));
  }

  @Test
  void countsWhatIsDoubled() {
    redis
        .list(TRAIL, LATER, entry(60), entry(60), entry(10))
        .hash(TOTALS, LATER, Map.of("10", "3", "60", "1", "70", "1"));
    assertThat(effects()).isEqualTo(new Effects(6, 0, 4));
  }

  @Test
  void tellsLostFromDoubled() {
    redis.list(TRAIL, LATER, entry(60), entry(60));
    assertThat(effects()).isEqualTo(new Effects(6, 1, 1));
  }

  @Test
  void whatIsNotToShowIsDoubledWhereItShows() {
    assertThat(
            Effects.of(model, (position, key) -> false, redis.build(), key -> false, Events.NOON))
        .isEqualTo(new Effects(0, 0, 6));
  }

  @Test
  void leavesIgnoredKeysOut() {
    redis.list(TRAIL, LATER);
    assertThat(Effects.of(model, redis.build(), TRAIL::equals, Events.NOON))
        .isEqualTo(new Effects(4, 0, 0));
  }

  @Test
  void countsWhatTheConsoleReads() {
    ReferenceModel withConsole =
        new ModelOfRecords(ModelRules.in(Events.ZONE).withMaxTrailEntries(2).withConsoleViews(true))
            .fold(Events.received("m1", RECEIVER), Events.sent("m1", RECEIVER))
            .model();
    redis
        .sortedSet("Austin:Stream:Templates:20221224", LATER, Map.of(TOTALS, "2"))
        .hash("Austin:Stream:Minutes:" + TOTALS, LATER, Map.of("720:10", "1"));
    assertThat(Effects.of(withConsole, redis.build(), key -> false, Events.NOON))
        .isEqualTo(new Effects(9, 1, 1));
  }

  @Test
  void countsTheMessagesOfACaller() {
    AnchorInfo ordered = Events.step(AnchorState.RECEIVE, "m1", RECEIVER).bizId("order-1").build();
    ReferenceModel withCaller =
        new ModelOfRecords(ModelRules.in(Events.ZONE).withConsoleViews(true))
            .fold(ordered, ordered)
            .model();
    String trail = "Austin:Stream:Caller:order-1";
    Predicate<String> others = key -> !key.equals(trail);
    redis.list(trail, LATER, receiverEntry(10), receiverEntry(10));
    assertThat(Effects.of(withCaller, redis.build(), others, Events.NOON))
        .isEqualTo(new Effects(2, 0, 0));
    redis.list(trail, LATER, receiverEntry(10), receiverEntry(60));
    assertThat(Effects.of(withCaller, redis.build(), others, Events.NOON))
        .isEqualTo(new Effects(2, 1, 1));
  }

  private Effects effects() {
    return Effects.of(model, redis.build(), key -> false, Events.NOON);
  }

  private static String entry(int state) {
    return "{\"businessId\":" + TOTALS + ",\"state\":" + state + ",\"timestamp\":" + NOW + "}";
  }

  private static String receiverEntry(int state) {
    return entry(state).replace(",\"state\"", ",\"messageId\":\"m1\",\"state\"");
  }
}
