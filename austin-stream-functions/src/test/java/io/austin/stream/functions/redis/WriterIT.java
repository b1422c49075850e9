package io.austin.stream.functions.redis;

import io.austin.stream.functions.EventParser;
import io.austin.stream.test.server.RedisExtension;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What tests of the writer against a real Redis share: a server, and writers that are closed. */
@Timeout(60)
abstract class WriterIT {
  @RegisterExtension static final RedisExtension redis = new RedisExtension();

  static final EventParser PARSER = new EventParser(EventParser.DEFAULT_MAX_BYTES);

  final RecordedMetrics metrics = new RecordedMetrics();
  private final List<RedisPipelineWriter> writers = new ArrayList<>();

  @AfterEach
  void closeWriters() throws Exception {
    for (RedisPipelineWriter writer : writers) {
      writer.close();
    }
  }

  RedisPipelineOptions options(int buckets) {
    return RedisPipelineOptions.to(redis.uri(), "austinLogGroup")
        .withBuckets(buckets)
        .withZone(EventLog.ZONE)
        .withTimeout(Duration.ofSeconds(2))
        .withRetryFor(Duration.ofSeconds(10));
  }

  RedisPipelineWriter writer(RedisPipelineOptions options) throws Exception {
    return writer(options, metrics, List.of());
  }

  RedisPipelineWriter writer(
      RedisPipelineOptions options, WriterMetrics metrics, List<PartitionFences> known)
      throws Exception {
    return writer(options, metrics, known, null);
  }

  RedisPipelineWriter writer(
      RedisPipelineOptions options,
      WriterMetrics metrics,
      List<PartitionFences> known,
      PartitionReader reader)
      throws Exception {
    RedisPipelineWriter writer =
        RedisPipelineWriter.open(
            options,
            reader == null ? null : new LostEvents(reader, PARSER),
            known,
            null,
            Clock.system(options.zone()),
            metrics);
    writers.add(writer);
    return writer;
  }
}
