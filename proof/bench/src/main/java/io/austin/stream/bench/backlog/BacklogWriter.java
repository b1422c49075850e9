package io.austin.stream.bench.backlog;

import io.austin.stream.cli.screen.LiveLine;
import io.austin.stream.common.AnchorInfo;
import io.austin.stream.common.AnchorInfoCodec;
import io.austin.stream.common.AnchorState;
import io.austin.stream.test.event.EventGenerator;
import io.austin.stream.test.server.KafkaServer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Fills topics with backlogs. */
public final class BacklogWriter {
  /** Neighbours in a topic are neighbours in time, as a producer's batches make them. */
  private static final int EVENTS_IN_A_ROW = 100;

  private final KafkaServer kafka;
  private final Clock clock;
  private final LiveLine live;
  private int topics;

  /**
   * A writer to this broker.
   *
   * @param clock says the events' time, and in its zone their day
   */
  public BacklogWriter(KafkaServer kafka, Clock clock, LiveLine live) {
    this.kafka = kafka;
    this.clock = clock;
    this.live = live;
  }

  /** Writes a backlog to a new topic; returns when all of it is stored. */
  public Backlog write(Traffic traffic) {
    topics++;
    String topic = "bench-%s-%d".formatted(traffic.name(), topics);
    kafka.createTopic(topic, traffic.partitions());
    List<Milestones> milestones = new ArrayList<>();
    for (int partition = 0; partition < traffic.partitions(); partition++) {
      milestones.add(new Milestones(traffic.events() / traffic.partitions()));
    }
    Journeys journeys = new Journeys();
    produce(topic, traffic, milestones, journeys);
    return new Backlog(
        topic,
        traffic,
        milestones.stream().map(Milestones::finish).toList(),
        journeys.count,
        journeys.templates);
  }

  /** The journeys that begin with these events; the generator takes each message in once. */
  private static final class Journeys {
    private final Set<Long> templates = new HashSet<>();
    private long count;

    void add(AnchorInfo event) {
      if (event.getState() == AnchorState.RECEIVE.getCode()) {
        templates.add(event.getBusinessId());
        count += event.getIds().size();
      }
    }
  }

  private void produce(
      String topic, Traffic traffic, List<Milestones> milestones, Journeys journeys) {
    AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    EventGenerator events = EventGenerator.seeded(traffic.seed(), traffic.workload(), clock);
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      for (long i = 0; i < traffic.events(); i++) {
        int partition = (int) (i / EVENTS_IN_A_ROW % traffic.partitions());
        AnchorInfo event = events.next();
        milestones.get(partition).add(event);
        journeys.add(event);
        byte[] value = AnchorInfoCodec.write(event);
        producer.send(
            new ProducerRecord<>(topic, partition, null, value),
            (stored, problem) -> failure.compareAndSet(null, problem));
        if (i % EVENTS_IN_A_ROW == 0) {
          live.show("Producing %s: %,d of %,d events".formatted(topic, i, traffic.events()));
        }
      }
      producer.flush();
    }
    if (failure.get() != null) {
      throw new IllegalStateException("Kafka did not store the backlog", failure.get());
    }
  }

  /**
   * One request at a time: a broker may turn the first batch of a new partition away and take the
   * second, after which it never takes the first.
   */
  private KafkaProducer<byte[], byte[]> producer() {
    Map<String, Object> options =
        Map.of(
            "bootstrap.servers",
            kafka.bootstrapServers(),
            "linger.ms",
            20,
            "batch.size",
            64 << 10,
            "buffer.memory",
            32 << 20,
            "max.in.flight.requests.per.connection",
            1);
    return new KafkaProducer<>(options, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
