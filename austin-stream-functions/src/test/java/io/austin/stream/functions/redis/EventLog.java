package io.austin.stream.functions.redis;

import static org.awaitility.Awaitility.await;

import io.austin.stream.common.AnchorInfo;
import io.austin.stream.common.AnchorInfoCodec;
import io.austin.stream.functions.PositionedEvent;
import io.austin.stream.functions.SourceRecord;
import io.austin.stream.test.event.EventGenerator;
import io.austin.stream.test.event.Workload;
import io.austin.stream.verify.model.Comparison;
import io.austin.stream.verify.model.ModelRules;
import io.austin.stream.verify.model.RedisContents;
import io.austin.stream.verify.model.ReferenceModel;
import io.austin.stream.verify.model.Restriction;
import io.austin.stream.verify.model.TraceRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.RedisClient;

/**
 * A topic in memory: events with their partition and offset, to be written as often as a test
 * likes, and the contents of Redis that they explain.
 */
final class EventLog {
  static final String TOPIC = "austinLog";
  static final String TOPIC_ID = "kT7VtKkvQ0-1mZx8g5mXyA";
  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private final int partitions;
  private final List<PositionedEvent> events = new ArrayList<>();
  private final long[] next;

  EventLog(int partitions) {
    this.partitions = partitions;
    this.next = new long[partitions];
  }

  /** Realistic traffic from a seed. */
  static EventLog generated(long seed, int partitions, int count) {
    EventLog log = new EventLog(partitions);
    EventGenerator generator = EventGenerator.seeded(seed, Workload.MIXED, Clock.system(ZONE));
    for (int i = 0; i < count; i++) {
      log.append(i % partitions, generator.next());
    }
    return log;
  }

  EventLog append(int partition, AnchorInfo event) {
    events.add(new PositionedEvent(TOPIC, TOPIC_ID, partition, next[partition]++, event));
    return this;
  }

  /** The same events in a topic that was created again under the name. */
  EventLog ofAnotherTopic() {
    EventLog other = new EventLog(partitions);
    for (PositionedEvent it : events) {
      other.events.add(
          new PositionedEvent(
              TOPIC, "anotherIdOfTheTopic", it.partition(), it.offset(), it.event()));
    }
    return other;
  }

  int size() {
    return events.size();
  }

  List<PositionedEvent> all() {
    return events;
  }

  /** The word that a partition is read from here on. */
  PositionedEvent start(int partition, long offset) {
    return PositionedEvent.start(SourceRecord.start(TOPIC, TOPIC_ID, partition, offset));
  }

  /** Writes a range of the log and waits until it stands in Redis. */
  void write(RedisPipelineWriter writer, int from, int to) throws Exception {
    for (PositionedEvent event : events.subList(from, to)) {
      writer.write(event);
    }
    writer.flush();
  }

  /** Writes a range of the log, 50 events at a time. */
  void writeInBatches(RedisPipelineWriter writer, int from, int to) throws Exception {
    for (int batch = from; batch < to; batch += 50) {
      write(writer, batch, Math.min(batch + 50, to));
    }
  }

  /** Writes the whole log and waits until it stands in Redis. */
  void write(RedisPipelineWriter writer) throws Exception {
    write(writer, 0, size());
  }

  /** Reads a partition again, of which retention has removed what is below an offset. */
  PartitionReader reader(long earliest) {
    return (range, consumer) -> {
      for (PositionedEvent event : events) {
        if (event.partition() == range.partition()
            && event.offset() >= Math.max(range.from(), earliest)
            && event.offset() < range.to()) {
          consumer.accept(record(event));
        }
      }
      return range.within(earliest, next[range.partition()]);
    };
  }

  private static SourceRecord record(PositionedEvent event) {
    return new SourceRecord(
        event.topic(),
        event.topicId(),
        event.partition(),
        event.offset(),
        event.event().getLogTimestamp(),
        null,
        AnchorInfoCodec.write(event.event()));
  }

  /** Fails unless Redis holds exactly what the whole log explains. */
  void assertStandsIn(RedisClient redis, RedisPipelineOptions options) {
    assertStandsIn(redis, options, Restriction.none());
  }

  /** Fails unless Redis holds exactly what the log explains from an offset on. */
  void assertStandsInFrom(long earliest, RedisClient redis, RedisPipelineOptions options) {
    assertStandsIn(redis, options, (position, key) -> position.offset() >= earliest);
  }

  /**
   * Fails unless each bucket holds exactly what stands below its own fences. What was on its way
   * when a writer died may still come, between the two looks that this takes.
   */
  void assertStandsBelowFencesIn(RedisClient redis, RedisPipelineOptions options) {
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertStandsIn(redis, options, belowFences(redis, options)));
  }

  private static Restriction belowFences(RedisClient redis, RedisPipelineOptions options) {
    RedisContents contents = RedisContents.read(redis);
    String prefix = options.keyPrefix();
    String group = options.groupId();
    return options.endpoint().isCluster()
        ? Restriction.belowInSlots(contents, prefix, group, TOPIC_ID)
        : Restriction.below(options.buckets(), contents, prefix, group + ":" + TOPIC_ID);
  }

  private void assertStandsIn(
      RedisClient redis, RedisPipelineOptions options, Restriction restriction) {
    ModelRules rules =
        ModelRules.in(options.zone())
            .withMaxTrailEntries(options.maxTrailEntries())
            .withKeyPrefix(options.keyPrefix())
            .withConsoleViews(options.consoleViews());
    ReferenceModel model = new ReferenceModel(rules);
    for (PositionedEvent event : events) {
      SourceRecord record = record(event);
      model.fold(
          new TraceRecord(
              record.topic(),
              record.partition(),
              record.offset(),
              record.timestamp(),
              record.value()));
    }
    Comparison.with(model)
        .restrictedTo(restriction)
        .exclusive()
        .of(RedisContents.read(redis), Instant.now())
        .assertNone();
  }
}
