package io.austin.stream.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.austin.stream.common.AnchorInfo;
import io.austin.stream.common.AnchorInfoCodec;
import io.austin.stream.functions.EventFunction;
import io.austin.stream.options.OptionValues;
import io.austin.stream.test.server.RedisExtension;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What tests of the real insights job share: a Redis, the job's life, and what it writes. */
abstract class RunningInsightsIT extends RunningJobIT {
  static final JsonMapper JSON = new JsonMapper();

  @RegisterExtension static final RedisExtension redis = new RedisExtension();

  /** Runs the job, which dies where {@link MortalFunction} says. */
  static JobClient run(int parallelism, @Nullable String savepoint, Map<String, String> more)
      throws Exception {
    Map<String, String> options = new HashMap<>(more);
    options.put("kafka.bootstrap.servers", kafka.bootstrapServers());
    options.put("redis.uri", redis.uri());
    options.put("zone", ZONE.getId());
    options.put("parallelism", "" + parallelism);
    options.put("checkpoint.interval", "300ms");
    OptionValues values = OptionValues.of(options);
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    environment.configure(configuration(savepoint));
    FlinkDefaults.addTo(environment, values);
    InsightsJob.topology(values, new MortalFunction(EventFunction.unchanged())).addTo(environment);
    return environment.executeAsync();
  }

  /** The committed records of a topic. */
  static List<JsonNode> events(String topic) throws IOException {
    List<JsonNode> events = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : kafka.server().read(topic)) {
      events.add(JSON.readTree(record.value()));
    }
    return events;
  }

  static byte[] event(
      long businessId, String messageId, long time, int state, String... receivers) {
    return AnchorInfoCodec.write(
        AnchorInfo.builder()
            .businessId(businessId)
            .ids(receivers)
            .state(state)
            .logTimestamp(time)
            .messageId(messageId)
            .build());
  }
}
