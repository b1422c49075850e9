package io.austin.stream.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.austin.stream.common.AnchorInfo;
import io.austin.stream.common.AnchorInfoCodec;
import io.austin.stream.options.OptionValues;
import io.austin.stream.test.event.EventGenerator;
import io.austin.stream.test.event.Events;
import io.austin.stream.test.event.Workload;
import io.austin.stream.test.server.KafkaExtension;
import io.austin.stream.test.server.RedisExtension;
import io.austin.stream.verify.model.PlainWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.AbstractPipeline;

/** What Kafka no longer holds, or not yet hands out, is said and is no difference. */
@Timeout(60)
class VerificationIT {
  private static final String TOPIC = "austinLog";
  private static final int EVENTS = 1_000;

  @RegisterExtension static final KafkaExtension kafka = new KafkaExtension();
  @RegisterExtension static final RedisExtension redis = new RedisExtension();

  private final Clock clock = Clock.system(Events.ZONE);
  private final EventGenerator generator = EventGenerator.seeded(11, Workload.MIXED, clock);

  @Test
  void whatRetentionRemovedIsNoDifference() throws Exception {
    kafka.server().createTopic(TOPIC, 2);
    List<AnchorInfo> events = produceAndWrite();
    assertThat(verify().isOfWholeTopics()).isTrue();
    assertThat(verify().differences().first()).isEmpty();

    kafka.server().deleteRecordsBefore(TOPIC, 1, 400);
    Verified verified = verify();
    assertThat(verified.differences().first()).isEmpty();
    assertThat(verified.isOfWholeTopics()).isFalse();
    assertThat(verified.records()).isEqualTo(EVENTS - 400);
    assertThat(verified.topics().get(0).describeBeginnings())
        .isEqualTo("austinLog-1 from offset 400");

    String known = Long.toString(events.get(EVENTS - 1).getBusinessId());
    redis.client().del(known);
    assertThat(verify().differences().first()).extracting(it -> it.key()).contains(known);
  }

  @Test
  void whatCompactionRemovesIsNoDifference() throws Exception {
    kafka.server().createTopic(TOPIC, 2, Map.of("cleanup.policy", "compact"));
    write(List.of(generator.next()));
    List<ProducerRecord<byte[], byte[]>> kept = new ArrayList<>();
    AnchorInfo event = generator.next();
    kept.add(new ProducerRecord<>(TOPIC, 0, new byte[] {1}, AnchorInfoCodec.write(event)));
    kafka.server().produce(kept);
    write(List.of(event));

    Verified verified = verify();
    assertThat(verified.differences().first()).isEmpty();
    assertThat(verified.topics().get(0).isCompacted()).isTrue();
  }

  @Test
  void whatAnOpenTransactionHoldsBackIsSaid() throws Exception {
    kafka.server().createTopic(TOPIC, 2);
    produceAndWrite();
    try (KafkaProducer<byte[], byte[]> producer = transactional()) {
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(TOPIC, 0, null, AnchorInfoCodec.write(generator.next())));
      producer.flush();
      kafka.server().produce(TOPIC, 0, List.of(new byte[1], new byte[1]));

      Verified verified = verify();
      assertThat(verified.differences().first()).isEmpty();
      assertThat(verified.topics().get(0).heldBack()).isEqualTo(Map.of(0, 3L));
      assertThat(verified.topics().get(0).describeHeldBack()).isEqualTo("austinLog-0 3 offsets");
      producer.abortTransaction();
    }
    // The broker ends the transaction a moment after the producer did.
    await().until(() -> verify().topics().get(0).heldBack().isEmpty());
  }

  @Test
  void journeysAreComparedWhereAJobHasWrittenThem() throws Exception {
    kafka.server().createTopic(TOPIC, 2);
    produceAndWrite();
    assertThat(verify().journeys().isCompared()).isFalse();
    assertThat(verify().journeys().why()).isEmpty();

    String progress = "Austin:Stream:{Journeys}:Progress";
    long now = System.currentTimeMillis();
    redis.client().hset(progress, Map.of("clock", "1", "written", "" + now));
    redis.client().pexpire(progress, 60_000);
    assertThat(verify().journeys().why()).contains("the records go on to");
    assertThat(verify().differences().first()).isEmpty();

    redis.client().hset(progress, "clock", "" + (now + 60_000));
    Verified verified = verify();
    assertThat(verified.journeys().isCompared()).isTrue();
    assertThat(verified.journeys().journeys()).isPositive();
    assertThat(verified.differences().first())
        .isNotEmpty()
        .allSatisfy(it -> assertThat(it.key()).startsWith("Austin:Stream:{Journeys}:"));
    Verified without = verification().withoutJourneys().run(false, Optional.empty());
    assertThat(without.differences().first()).isEmpty();
    assertThat(without.journeys().isCompared()).isFalse();
  }

  private List<AnchorInfo> produceAndWrite() {
    List<AnchorInfo> events = new ArrayList<>();
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      AnchorInfo event = generator.next();
      events.add(event);
      records.add(new ProducerRecord<>(TOPIC, i % 2, null, AnchorInfoCodec.write(event)));
    }
    kafka.server().produce(records);
    write(events);
    return events;
  }

  private void write(List<AnchorInfo> events) {
    try (AbstractPipeline pipeline = redis.client().pipelined()) {
      PlainWriter writer = new PlainWriter(pipeline, clock, 1_000);
      events.forEach(writer::write);
    }
  }

  private static KafkaProducer<byte[], byte[]> transactional() {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", kafka.bootstrapServers());
    properties.put("transactional.id", "open");
    KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    producer.initTransactions();
    return producer;
  }

  private static Verified verify() throws Exception {
    return verification().run(false, Optional.empty());
  }

  private static Verification verification() {
    OptionValues options =
        OptionValues.of(
            Map.of(
                "kafka.bootstrap.servers", kafka.bootstrapServers(),
                "redis.uri", redis.uri(),
                "zone", Events.ZONE.getId()));
    Properties consumer = new Properties();
    consumer.put("bootstrap.servers", kafka.bootstrapServers());
    return new Verification(
        options, new TopicReader(consumer, line -> {}), record -> false, line -> {});
  }
}
