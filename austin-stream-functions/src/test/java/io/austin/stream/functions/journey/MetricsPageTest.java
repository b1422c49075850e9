package io.austin.stream.functions.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The names of metrics are public: the page lists exactly those of the insights job. */
class MetricsPageTest {
  private static final Path PAGE = Path.of("..", "docs", "metrics.md");
  private static final Path SOURCES =
      Path.of("src", "main", "java", "io", "austin", "stream", "functions");
  private static final Pattern REGISTERED =
      Pattern.compile("\\.(?:counter|gauge|histogram)\\(\"(\\w+)\"");

  @ParameterizedTest
  @CsvSource({"journey,journeys.", "alert,alerts."})
  void thePageListsEveryMetricAndNoOther(String sourcesOf, String group) throws IOException {
    Set<String> registered = new TreeSet<>();
    try (Stream<Path> sources = Files.list(SOURCES.resolve(sourcesOf))) {
      for (Path source : sources.toList()) {
        Matcher metric = REGISTERED.matcher(Files.readString(source));
        while (metric.find()) {
          registered.add(group + metric.group(1));
        }
      }
    }
    List<String> listed =
        Files.readAllLines(PAGE).stream()
            .filter(line -> line.startsWith("| `" + group))
            .map(line -> line.split("`")[1])
            .toList();

    assertThat(listed).hasSizeGreaterThan(3).containsExactlyInAnyOrderElementsOf(registered);
  }
}
