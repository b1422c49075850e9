package io.austin.stream.bench.report;

import io.austin.stream.bench.result.Latency.Level;
import io.austin.stream.bench.result.Readers;
import io.austin.stream.bench.result.Readers.Point;
import java.util.List;
import java.util.stream.Stream;

/** Readers of the console, on the page: what they waited, and the job without and with them. */
public final class ReadersSection extends Section<Readers> {
  private static final Table<Point> ANSWERS =
      Table.<Point>of("workload", it -> it.alone().workload())
          .with("readers", Point::readers)
          .with("answers", it -> it.answers().waits().samples())
          .with("errors", it -> it.answers().errors())
          .with("median ms", it -> it.answers().waits().p50())
          .with("90 %", it -> it.answers().waits().p90())
          .with("99 %", it -> it.answers().waits().p99())
          .with("worst", it -> it.answers().waits().max());

  private static final Table<Job> JOB =
      Table.<Job>of("job", it -> it.level.workload() + " " + it.title)
          .with("produced/s", it -> it.level.perSecond())
          .with("applied/s", it -> it.level.appliedPerSecond())
          .with("visible after, median ms", it -> it.level.latency().p50())
          .with("99 %", it -> it.level.latency().p99())
          .with("worst", it -> it.level.latency().max());

  private record Job(String title, Level level) {}

  /** The section. */
  public ReadersSection() {
    super("readers", Readers.class);
  }

  @Override
  public String tables(Readers result) {
    List<Job> jobs =
        result.points().stream()
            .flatMap(
                it ->
                    Stream.of(
                        new Job("without readers", it.alone()),
                        new Job("with readers", it.withReaders())))
            .toList();
    return ANSWERS.of(result.points()) + "\n" + JOB.of(jobs);
  }
}
