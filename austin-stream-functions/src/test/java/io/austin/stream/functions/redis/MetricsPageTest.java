package io.austin.stream.functions.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

/** The names of metrics are public: the page lists exactly those that there are. */
class MetricsPageTest {
  private static final Path PAGE = Path.of("..", "docs", "metrics.md");

  @Test
  void thePageListsEveryMetricOfTheWriterAndNoOther() throws Exception {
    Names names = new Names("", new ArrayList<>());
    new FlinkWriterMetrics(names);

    List<String> listed =
        Files.readAllLines(PAGE).stream()
            .filter(line -> line.startsWith("| `redis."))
            .map(line -> line.split("`")[1])
            .toList();

    assertThat(listed).containsExactlyInAnyOrderElementsOf(names.all);
  }

  /** A group that only remembers what is registered. */
  private static final class Names extends UnregisteredMetricsGroup {
    private final String path;
    private final List<String> all;

    Names(String path, List<String> all) {
      this.path = path;
      this.all = all;
    }

    @Override
    public MetricGroup addGroup(String name) {
      return new Names(path + name + ".", all);
    }

    @Override
    public <C extends Counter> C counter(String name, C counter) {
      all.add(path + name);
      return counter;
    }

    @Override
    public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
      all.add(path + name);
      return gauge;
    }

    @Override
    public <H extends Histogram> H histogram(String name, H histogram) {
      all.add(path + name);
      return histogram;
    }
  }
}
