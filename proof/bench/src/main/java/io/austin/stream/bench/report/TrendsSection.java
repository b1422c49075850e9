package io.austin.stream.bench.report;

import io.austin.stream.bench.result.Distribution;
import io.austin.stream.bench.result.Trends;
import java.util.List;

/** Trends of the console, on the page: what its readers waited, and what others did for Redis. */
public final class TrendsSection extends Section<Trends> {
  private static final Table<Trends> DAYS =
      Table.<Trends>of("templates x days", it -> it.templates() + " x " + it.days())
          .with("read within, s", Trends::readSeconds)
          .with("readers", Trends::readers)
          .with("answers", it -> it.answers().waits().samples())
          .with("errors", it -> it.answers().errors())
          .with("median ms", it -> it.answers().waits().p50())
          .with("90 %", it -> it.answers().waits().p90())
          .with("95 %", it -> it.answers().waits().within(95))
          .with("99 %", it -> it.answers().waits().p99())
          .with("worst", it -> it.answers().waits().max());

  private static final Table<Get> GETS =
      Table.<Get>of("GET of another client", Get::title)
          .with("median ms", it -> it.waits.p50())
          .with("99 %", it -> it.waits.p99())
          .with("99.9 %", it -> it.waits.p999())
          .with("worst", it -> it.waits.max());

  private record Get(String title, Distribution waits) {}

  /** The section. */
  public TrendsSection() {
    super("trends", Trends.class);
  }

  @Override
  public String tables(Trends result) {
    return DAYS.of(List.of(result))
        + "\n"
        + GETS.of(
            List.of(
                new Get("while nobody reads", result.quiet()),
                new Get("while the days are read", result.reading())));
  }
}
