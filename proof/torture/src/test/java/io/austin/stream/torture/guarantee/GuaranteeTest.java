package io.austin.stream.torture.guarantee;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.common.AnchorInfo;
import io.austin.stream.common.AnchorInfoCodec;
import io.austin.stream.torture.site.Hole;
import io.austin.stream.verify.model.Comparison;
import io.austin.stream.verify.model.Effects;
import io.austin.stream.verify.model.ModelRules;
import io.austin.stream.verify.model.RedisContents;
import io.austin.stream.verify.model.RedisValue;
import io.austin.stream.verify.model.ReferenceModel;
import io.austin.stream.verify.model.Restriction;
import io.austin.stream.verify.model.TraceRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Each guarantee is kept by good evidence and notices the one thing it is for. */
class GuaranteeTest {
  private static final String TOPIC = "austinLog";
  private static final Instant NOON = Instant.parse("2022-12-24T04:00:00Z");
  private static final long NOW = NOON.toEpochMilli();
  private static final long END_OF_DAY = Instant.parse("2022-12-24T16:00:00Z").toEpochMilli();
  private static final String TRAIL = "Austin:MessageId:m1";
  private static final String ENTRY =
      "{\"businessId\":2000000320221224,\"state\":10,\"timestamp\":" + NOW + "}";

  private final ReferenceModel model =
      new ReferenceModel(ModelRules.in(ZoneId.of("Asia/Shanghai")));
  private final RedisContents.Builder redis = RedisContents.at(NOW);
  private final Set<String> foreignKeys = new HashSet<>();
  private final List<ConsumerRecord<byte[], byte[]>> deadLetters = new ArrayList<>();
  private final List<Sample> samples = new ArrayList<>();
  private final List<Hole> removed = new ArrayList<>();
  private final List<Hole> named = new ArrayList<>();
  private Restriction standing = Restriction.none();
  private long unreadFrom = Long.MAX_VALUE;

  GuaranteeTest() {
    fold(0, AnchorInfoCodec.write(event()));
    fold(1, "no event".getBytes(UTF_8));
    redis
        .list(TRAIL, NOW + Duration.ofDays(3).toMillis(), ENTRY)
        .list(
            "receiver", END_OF_DAY, ENTRY.replace(",\"state\"", ",\"messageId\":\"m1\",\"state\""))
        .hash("2000000320221224", NOW + Duration.ofDays(30).toMillis(), Map.of("10", "1"));
    deadLetters.add(deadLetter(1, "not_json"));
  }

  @Test
  void allAreKeptWhereAllIsRight() {
    assertThat(Guarantee.values()).allSatisfy(it -> assertThat(violations(it)).isEmpty());
  }

  @Test
  void aLostEntryIsNoticed() {
    redis.list(TRAIL, NOW + 1);
    assertThat(violations(Guarantee.NOTHING_LOST)).containsExactly("1 effects of events are lost");
  }

  @Test
  void aDoubledEntryIsNoticed() {
    redis.list(TRAIL, NOW + 1, ENTRY, ENTRY);
    assertThat(violations(Guarantee.NOTHING_DOUBLED)).hasSize(1);
  }

  @Test
  void aKeyFromNowhereIsNoticed() {
    redis.string("nobody's", "x");
    assertThat(violations(Guarantee.CONTENTS_EXACT))
        .singleElement()
        .asString()
        .contains("nobody's");
  }

  @Test
  void aForeignKeyIsNobodysFault() {
    redis.string("receiver", "not a trail");
    foreignKeys.add("receiver");
    assertThat(Guarantee.values()).allSatisfy(it -> assertThat(violations(it)).isEmpty());
  }

  @Test
  void aKeyThatStaysForEverIsNoticed() {
    redis.list(TRAIL, RedisValue.NEVER, ENTRY);
    assertThat(violations(Guarantee.EVERY_KEY_EXPIRES)).containsExactly(TRAIL + " never expires");
  }

  @Test
  void aMissingDeadLetterIsNoticed() {
    deadLetters.clear();
    assertThat(violations(Guarantee.BAD_RECORDS_ARE_DEAD_LETTERS))
        .singleElement()
        .asString()
        .contains("no dead letter", "not_json");
  }

  @Test
  void aDeadLetterWithAnotherReasonIsNoticed() {
    deadLetters.set(0, deadLetter(1, "empty"));
    assertThat(violations(Guarantee.BAD_RECORDS_ARE_DEAD_LETTERS)).hasSize(2);
  }

  @Test
  void aDeadLetterMayComeTwice() {
    deadLetters.add(deadLetter(1, "not_json"));
    assertThat(violations(Guarantee.BAD_RECORDS_ARE_DEAD_LETTERS)).isEmpty();
  }

  @Test
  void whatWasRemovedBeforeItWasReadIsNoDeadLetter() {
    deadLetters.clear();
    unreadFrom = 1;
    assertThat(violations(Guarantee.BAD_RECORDS_ARE_DEAD_LETTERS)).isEmpty();
  }

  @Test
  void whatWasRemovedBeforeItWasReadMustNotShow() {
    standing = (position, key) -> false;
    assertThat(violations(Guarantee.NOTHING_LOST)).isEmpty();
    assertThat(violations(Guarantee.NOTHING_DOUBLED)).hasSize(1);
    assertThat(violations(Guarantee.CONTENTS_EXACT)).isNotEmpty();
  }

  @Test
  void aRemovalThatNobodyNamedIsNoticed() {
    removed.add(new Hole("austinLog-0", 100, 200));
    named.add(new Hole("austinLog-0", 150, 200));
    named.add(new Hole("austinLog-1", 100, 200));
    assertThat(violations(Guarantee.REMOVALS_ARE_NAMED))
        .containsExactly("nobody said that austinLog-0 offsets 100 to 199 were lost");

    named.add(new Hole("austinLog-0", 90, 150));
    assertThat(violations(Guarantee.REMOVALS_ARE_NAMED)).isEmpty();
  }

  @Test
  void aBadSampleIsNoticed() {
    RedisContents empty = RedisContents.at(NOW).build();
    samples.add(new Sample(NOON, Comparison.with(model).of(empty, NOON)));
    assertThat(violations(Guarantee.FENCES_TELL_THE_DATA)).hasSize(1);
  }

  private List<String> violations(Guarantee guarantee) {
    return guarantee.violations(
        new Evidence(
            model,
            standing,
            position -> position.offset() >= unreadFrom,
            redis.build(),
            Effects.of(model, standing, redis.build(), foreignKeys::contains, NOON),
            foreignKeys,
            deadLetters,
            removed,
            named,
            samples,
            NOON,
            NOON));
  }

  private void fold(long offset, byte[] value) {
    model.fold(new TraceRecord(TOPIC, 0, offset, NOW, value));
  }

  private static AnchorInfo event() {
    return AnchorInfo.builder()
        .businessId(2000000320221224L)
        .ids("receiver")
        .state(10)
        .logTimestamp(NOW)
        .messageId("m1")
        .build();
  }

  private static ConsumerRecord<byte[], byte[]> deadLetter(long offset, String reason) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>("dead-letters", 0, 0, new byte[0], new byte[0]);
    header(record, "reason", reason);
    header(record, "topic", TOPIC);
    header(record, "partition", "0");
    header(record, "offset", Long.toString(offset));
    return record;
  }

  private static void header(ConsumerRecord<byte[], byte[]> record, String name, String value) {
    record.headers().add("dead-letter." + name, value.getBytes(UTF_8));
  }
}
