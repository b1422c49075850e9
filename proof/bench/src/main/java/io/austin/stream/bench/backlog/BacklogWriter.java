package io.austin.stream.bench.backlog;

import io.austin.stream.bench.site.BenchSite;
import io.austin.stream.common.AnchorInfo;
import io.austin.stream.common.AnchorInfoCodec;
import io.austin.stream.common.AnchorState;
import io.austin.stream.test.event.EventGenerator;
import io.austin.stream.test.traffic.TopicWriter;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;

/** Fills topics with backlogs. */
public final class BacklogWriter {
  /** Neighbours in a topic are neighbours in time, as a producer's batches make them. */
  private static final int EVENTS_IN_A_ROW = 100;

  private final BenchSite site;
  private final Clock clock;
  private int topics;

  /**
   * A writer to the broker there.
   *
   * @param clock says the events' time, and in its zone their day
   */
  public BacklogWriter(BenchSite site, Clock clock) {
    this.site = site;
    this.clock = clock;
  }

  /** Writes a backlog to a new topic; returns when all of it is stored. */
  public Backlog write(Traffic traffic) throws IOException {
    topics++;
    String topic = "bench-%s-%d".formatted(traffic.name(), topics);
    site.kafka().createTopic(topic, traffic.partitions());
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
      String topic, Traffic traffic, List<Milestones> milestones, Journeys journeys)
      throws IOException {
    EventGenerator events = EventGenerator.seeded(traffic.seed(), traffic.workload(), clock);
    try (TopicWriter writer = new TopicWriter(topic, client())) {
      for (long i = 0; i < traffic.events(); i++) {
        int partition = (int) (i / EVENTS_IN_A_ROW % traffic.partitions());
        AnchorInfo event = events.next();
        milestones.get(partition).add(event);
        journeys.add(event);
        writer.write(partition, AnchorInfoCodec.write(event));
        if (i % EVENTS_IN_A_ROW == 0) {
          site.live().show("Producing %s: %,d of %,d events".formatted(topic, i, traffic.events()));
        }
      }
      writer.awaitAcknowledged();
    }
  }

  /**
   * One request at a time: a broker may turn the first batch of a new partition away and take the
   * second, after which it never takes the first.
   */
  private Properties client() {
    Properties client = new Properties();
    client.put("bootstrap.servers", site.kafka().bootstrapServers());
    client.put("linger.ms", 20);
    client.put("batch.size", 64 << 10);
    client.put("max.in.flight.requests.per.connection", 1);
    return client;
  }
}
