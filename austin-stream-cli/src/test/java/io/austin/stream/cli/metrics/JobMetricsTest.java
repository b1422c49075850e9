package io.austin.stream.cli.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class JobMetricsTest {
  private static final String JOB = "austin-stream";
  private static final String PENDING = "pendingRecords";

  private final JobMetrics metrics = JobMetrics.addTo(new Configuration(), JOB);

  @Test
  void nobodyKnowsTheLagWhileNothingReads() {
    Gauge<Long> pending = () -> 7L;
    assertThat(metrics.lag()).isEqualTo(-1);

    metrics.add(pending, PENDING, new GroupOfTheJob());
    assertThat(metrics.lag()).isEqualTo(7);

    metrics.remove(pending, PENDING, new GroupOfTheJob());
    assertThat(metrics.lag()).isEqualTo(-1);
  }

  private static final class GroupOfTheJob extends UnregisteredMetricsGroup {
    @Override
    public Map<String, String> getAllVariables() {
      return Map.of("<job_name>", JOB);
    }
  }
}
