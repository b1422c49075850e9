package io.austin.stream.functions;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.austin.stream.common.AnchorInfoCodec;
import io.austin.stream.common.InvalidEventException;
import io.austin.stream.test.event.EventGenerator;
import io.austin.stream.test.event.Workload;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Set;
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
import org.openjdk.jmh.infra.Blackhole;

/** What it costs to read an event from its bytes; the yardstick is Jackson databind. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ParsingBenchmark {
  private static final int EVENTS = 1_000;
  private static final long SEED = 1;
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  /** A is MIXED, B is SINGLE. */
  @Param public Workload workload = Workload.MIXED;

  private final byte[][] values = new byte[EVENTS][];
  private final byte[][] otherValues = new byte[EVENTS][];
  private final ObjectReader databind = new ObjectMapper().readerFor(Event.class);

  /** Makes the records' values. */
  @Setup(Level.Trial)
  public void makeValues() {
    EventGenerator generator = EventGenerator.seeded(SEED, workload, Clock.system(ZONE));
    for (int i = 0; i < EVENTS; i++) {
      values[i] = AnchorInfoCodec.write(generator.next());
      otherValues[i] = Arrays.copyOf(values[i], values[i].length + 1);
      otherValues[i][values[i].length] = '\n';
    }
  }

  /** What the job does: every rule of the contract checked. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public void codec(Blackhole events) throws InvalidEventException {
    for (byte[] value : values) {
      events.consume(AnchorInfoCodec.read(value, 0));
    }
  }

  /** The same of events in a form that is not quite austin's. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public void codecOfAnotherForm(Blackhole events) throws InvalidEventException {
    for (byte[] value : otherValues) {
      events.consume(AnchorInfoCodec.read(value, 0));
    }
  }

  /** What comes out is not checked. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public void databind(Blackhole events) throws IOException {
    for (byte[] value : values) {
      events.consume(databind.<Event>readValue(value));
    }
  }

  /** The event as databind is given it. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Event(
      String bizId,
      long businessId,
      Set<String> ids,
      long logTimestamp,
      String messageId,
      int state) {}
}
