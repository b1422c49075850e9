package io.austin.stream.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.austin.stream.cli.deploy.PromQl.Selector;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromQlTest {
  private static final Scrape SCRAPE =
      Scrape.parse(
          """
          # HELP a_events a_events (scope: a)
          # TYPE a_events gauge
          a_events{job_name="austin_stream",tm_id="1",} 5.0
          a_age{job_name="austin_stream",quantile="0.99",} 12.0
          """);

  @Test
  void metricsAreToldFromFunctionsLabelsAndWords() {
    PromQl expression =
        PromQl.parse(
            "sum by (job_name) (rate(a_events{job_name=\"austin_stream\"}[5m])) > 0.005"
                + " unless on (tm_id) a_age{quantile=\"0.99\"} offset 1h > 0");

    assertThat(expression.selectors())
        .extracting(Selector::metric)
        .containsExactly("a_events", "a_age");
    assertThat(expression.selectors().get(0).labels()).containsOnlyKeys("job_name");
    assertThat(expression.groupedBy()).containsExactly("job_name", "tm_id");
    assertThat(SCRAPE.missing(List.of(expression))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a_event > 0",
        "sum by (reason) (a_events)",
        "a_events{job_name=\"austin-stream\"}",
        "a_events{host=\"x\"}",
        "max(a_age{quantile=\"0.9\"})"
      })
  void whatIsNotThereIsNamed(String text) {
    assertThat(SCRAPE.missing(List.of(PromQl.parse(text)))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sum(a_events",
        "a_events)",
        "rat(a_events[5m])",
        "a_events[5 minutes]",
        "sum > 0",
        "1 + 1"
      })
  void whatCannotBeReadIsRefused(String text) {
    assertThatThrownBy(() -> PromQl.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
