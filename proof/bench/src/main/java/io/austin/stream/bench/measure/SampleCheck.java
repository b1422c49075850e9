package io.austin.stream.bench.measure;

import io.austin.stream.bench.backlog.Backlog;
import io.austin.stream.bench.site.BenchSite;
import io.austin.stream.common.AnchorInfo;
import io.austin.stream.common.AnchorInfoCodec;
import io.austin.stream.common.InvalidEventException;
import io.austin.stream.common.TraceKeys;
import io.austin.stream.test.server.TopicReader;
import io.austin.stream.verify.model.Comparison;
import io.austin.stream.verify.model.ModelRules;
import io.austin.stream.verify.model.RedisContents;
import io.austin.stream.verify.model.ReferenceModel;
import io.austin.stream.verify.model.TraceRecord;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * The comparison of a backlog that is too long for the whole model to fit into memory: every
 * template's totals, and with the reference model the trails of one message in thirty-two.
 */
public final class SampleCheck implements Check {
  private static final int ONE_IN = 32;
  private static final TraceKeys KEYS = TraceKeys.unprefixed();

  private final BenchSite site;
  private final ZoneId zone;

  /** A check of this site's Redis. */
  public SampleCheck(BenchSite site, ZoneId zone) {
    this.site = site;
    this.zone = zone;
  }

  @Override
  public long differences(Backlog backlog) {
    ReferenceModel sample = new ReferenceModel(ModelRules.in(zone));
    Map<String, Map<String, Long>> totals = new HashMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer = site.kafka().newConsumer()) {
      TopicReader records = new TopicReader(consumer, backlog.topic());
      long read = 0;
      while (!records.isAtEnd()) {
        for (ConsumerRecord<byte[], byte[]> record : records.poll()) {
          take(record, sample, totals);
          read++;
        }
        site.live().show("Reading %s: %,d records".formatted(backlog.topic(), read));
      }
    } catch (InvalidEventException impossible) {
      throw new IllegalStateException("a backlog holds what is no event", impossible);
    }
    return wrongTotals(totals) + wrongTrails(sample);
  }

  private static void take(
      ConsumerRecord<byte[], byte[]> record,
      ReferenceModel sample,
      Map<String, Map<String, Long>> totals)
      throws InvalidEventException {
    AnchorInfo event = AnchorInfoCodec.read(record.value(), record.timestamp());
    totals
        .computeIfAbsent(KEYS.templateTotals(event.getBusinessId()), key -> new TreeMap<>())
        .merge(Integer.toString(event.getState()), (long) event.getIds().size(), Long::sum);
    String messageId = event.getMessageId();
    if (messageId != null && Math.floorMod(messageId.hashCode(), ONE_IN) == 0) {
      sample.fold(
          new TraceRecord(
              record.topic(),
              record.partition(),
              record.offset(),
              record.timestamp(),
              record.value()));
    }
  }

  private long wrongTotals(Map<String, Map<String, Long>> totals) {
    return totals.entrySet().stream().filter(total -> !isRight(total)).count();
  }

  private boolean isRight(Map.Entry<String, Map<String, Long>> total) {
    Map<String, Long> found = new TreeMap<>();
    site.redis()
        .clientOf(total.getKey())
        .hgetAll(total.getKey())
        .forEach((state, count) -> found.put(state, Long.valueOf(count)));
    return found.equals(total.getValue());
  }

  private long wrongTrails(ReferenceModel sample) {
    String prefix = KEYS.messageTrail("");
    List<String> trails = sample.keys().stream().filter(key -> key.startsWith(prefix)).toList();
    return Comparison.with(sample)
        .ignoring(key -> !key.startsWith(prefix))
        .of(RedisContents.readKeys(site.redis().servers().get(0).client(), trails), Instant.now())
        .total();
  }
}
