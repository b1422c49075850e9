package io.austin.stream.functions.redis.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.austin.stream.common.AnchorInfo;
import io.austin.stream.common.Retention;
import io.austin.stream.common.TraceKeys;
import io.austin.stream.functions.redis.RecordedMetrics;
import io.austin.stream.functions.redis.views.TraceViews;
import io.austin.stream.test.event.EventGenerator;
import io.austin.stream.test.event.Workload;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to take events apart into a batch, per event; the yardstick is databind and maps.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class BatchBenchmark {
  private static final int EVENTS = 5_000;
  private static final int BUCKETS = 16;
  private static final long SEED = 1;
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  /** A is MIXED, B is SINGLE. */
  @Param public Workload workload = Workload.MIXED;

  private final ObjectMapper mapper = new ObjectMapper();
  private final List<AnchorInfo> events = new ArrayList<>();
  private final Clock clock = Clock.system(ZONE);
  private final Batch batch = new Batch(BUCKETS);
  private final TraceViews views =
      new TraceViews(TraceKeys.unprefixed(), Retention.by(clock), null, new RecordedMetrics());

  /** Makes the events. */
  @Setup(Level.Trial)
  public void makeEvents() {
    EventGenerator generator = EventGenerator.seeded(SEED, workload, clock);
    for (int i = 0; i < EVENTS; i++) {
      events.add(generator.next());
    }
  }

  /** What the job does. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public Object batch() {
    batch.clear();
    PartitionProgress partition =
        new PartitionProgress(new PartitionId("topic", 0), "events", new long[BUCKETS]);
    long offset = 0;
    for (AnchorInfo event : events) {
      views.show(event, batch.add(partition, offset, event.getLogTimestamp()));
      offset++;
    }
    return batch;
  }

  /** Entries by databind, coalesced in maps of strings. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public Object databindAndMaps() throws JsonProcessingException {
    Map<String, List<byte[]>> trails = new HashMap<>();
    Map<String, Map<Integer, Long>> totals = new HashMap<>();
    for (AnchorInfo event : events) {
      byte[] message = entry(event, null);
      trails
          .computeIfAbsent("Austin:MessageId:" + event.getMessageId(), key -> new ArrayList<>())
          .add(message);
      byte[] receiver = entry(event, event.getMessageId());
      for (String id : event.getIds()) {
        trails.computeIfAbsent(id, key -> new ArrayList<>()).add(receiver);
      }
      totals
          .computeIfAbsent(Long.toString(event.getBusinessId()), key -> new HashMap<>())
          .merge(event.getState(), (long) event.getIds().size(), Long::sum);
    }
    return List.of(trails, totals);
  }

  private byte[] entry(AnchorInfo event, String messageId) throws JsonProcessingException {
    Map<String, Object> fields = new TreeMap<>();
    fields.put("businessId", event.getBusinessId());
    if (messageId != null) {
      fields.put("messageId", messageId);
    }
    fields.put("state", event.getState());
    fields.put("timestamp", event.getLogTimestamp());
    return mapper.writeValueAsBytes(fields);
  }
}
