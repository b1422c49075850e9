package io.austin.stream.functions.redis.views;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.common.InvalidEventException;
import io.austin.stream.common.Retention;
import io.austin.stream.common.TraceKeys;
import io.austin.stream.functions.EventParser;
import io.austin.stream.functions.SourceRecord;
import io.austin.stream.functions.redis.RecordedMetrics;
import io.austin.stream.test.event.HostileRecords;
import io.austin.stream.verify.model.Comparison;
import io.austin.stream.verify.model.ExpectedDeadLetter;
import io.austin.stream.verify.model.ModelRules;
import io.austin.stream.verify.model.ReferenceModel;
import io.austin.stream.verify.model.TraceRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/**
 * Whatever a record is, the job and the reference model, which share no line of reading or writing,
 * say the same of it: the same reason, or the same in every view. {@code -Dfuzz.seconds=600} makes
 * it longer, {@code -Dfuzz.seed=...} begins where a run failed.
 */
class RecordFuzzTest {
  private static final long SEED = Long.getLong("fuzz.seed", System.nanoTime());
  private static final Duration TIME = Duration.ofSeconds(Long.getLong("fuzz.seconds", 5));
  private static final int RECORDS = 1_000;
  private static final int MAX_VALUE_BYTES = 1 << 16;
  private static final String[] PREFIXES = {"", "dev:", "Austin:", "A", "Austin:Stream:"};
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final Instant NOW = Instant.parse("2022-12-24T06:54:29Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZONE);

  private long events;
  private long deadLetters;

  @Test
  void jobAndModelSayTheSameOfEveryRecord() {
    System.out.println("seed " + SEED);
    long end = System.nanoTime() + TIME.toNanos();
    for (long seed = SEED; seed == SEED || System.nanoTime() - end < 0; seed++) {
      assertAgreedOn(seed);
    }
    System.out.println(events + " events, " + deadLetters + " dead letters");
    assertThat(events).isPositive();
    assertThat(deadLetters).isPositive();
  }

  private void assertAgreedOn(long seed) {
    String prefix = PREFIXES[(int) Math.floorMod(seed, PREFIXES.length)];
    ModelRules rules =
        ModelRules.in(ZONE)
            .withKeyPrefix(prefix)
            .withMaxTrailEntries(RECORDS)
            .withMaxValueBytes(MAX_VALUE_BYTES)
            .withConsoleViews(true);
    ReferenceModel model = new ReferenceModel(rules);
    ViewsInMemory redis = new ViewsInMemory();
    TraceKeys keys = TraceKeys.withPrefix(prefix);
    TraceViews views =
        new TraceViews(
            keys,
            Retention.by(CLOCK),
            new ConsoleViews(keys, Retention.by(CLOCK)),
            new RecordedMetrics());
    EventParser parser = new EventParser(MAX_VALUE_BYTES);
    HostileRecords records = HostileRecords.seeded(seed, CLOCK, MAX_VALUE_BYTES);
    List<String> refused = new ArrayList<>();

    for (int i = 0; i < RECORDS; i++) {
      SourceRecord record = record(i, records.next("t", 0));
      try {
        views.show(parser.parse(record).orElseThrow().event(), redis);
      } catch (InvalidEventException invalid) {
        refused.add(record.offset() + " " + invalid.reason());
      }
      int before = model.deadLetters().size();
      model.fold(
          new TraceRecord(
              record.topic(),
              record.partition(),
              record.offset(),
              record.timestamp(),
              record.value()));
      assertThat(before == model.deadLetters().size() ? "an event" : last(model).reason())
          .as(() -> "-Dfuzz.seed=" + seed + ", " + text(record))
          .isEqualTo(refusedAs(refused, record));
    }

    assertThat(Comparison.with(model).since(NOW).exclusive().of(redis.at(NOW.toEpochMilli()), NOW))
        .as("-Dfuzz.seed=%d", seed)
        .satisfies(differences -> assertThat(differences.isEmpty()).as("%s", differences).isTrue());
    events += model.eventCount();
    deadLetters += refused.size();
  }

  private static SourceRecord record(long offset, ProducerRecord<byte[], byte[]> sent) {
    long timestamp = sent.timestamp() == null ? -1 : sent.timestamp();
    return new SourceRecord(
        sent.topic(), "id", sent.partition(), offset, timestamp, sent.key(), sent.value());
  }

  private static ExpectedDeadLetter last(ReferenceModel model) {
    return model.deadLetters().get(model.deadLetters().size() - 1);
  }

  private static String refusedAs(List<String> refused, SourceRecord record) {
    String last = refused.isEmpty() ? "" : refused.get(refused.size() - 1);
    String position = record.offset() + " ";
    return last.startsWith(position) ? last.substring(position.length()) : "an event";
  }

  private static String text(SourceRecord record) {
    return record.value() == null ? "no value" : new String(record.value(), ISO_8859_1);
  }
}
