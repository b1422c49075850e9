package io.austin.stream.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The names of metrics are public: the page lists exactly those of the source that there are. */
class MetricsPageTest {
  private static final Path PAGE = Path.of("..", "docs", "metrics.md");

  @Test
  void thePageListsEveryMetricOfTheWatchAndNoOther() throws Exception {
    RecordedCounters counters = new RecordedCounters();
    new TopicWatch(new FakeCatalog(), counters).close();

    List<String> listed =
        Files.readAllLines(PAGE).stream()
            .filter(line -> line.startsWith("| `kafka."))
            .map(line -> line.split("`")[1])
            .toList();

    assertThat(listed).containsExactlyInAnyOrderElementsOf(counters.names());
  }
}
