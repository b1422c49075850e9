package io.austin.stream.functions.journey;

import io.austin.stream.common.JourneyKeys;
import io.austin.stream.common.TraceKeys;
import io.austin.stream.redis.RedisClients;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.sink.legacy.RichSinkFunction;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;

/**
 * Writes what is shown of journeys to Redis; one subtask for all of it. Values are gathered by key
 * and written with each watermark, before each checkpoint, and when there are many. The sink keeps
 * no state: what is shown is told anew after a start, see {@link ShowJourneys}.
 */
public final class JourneySink extends RichSinkFunction<ShownValues>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  private static final int MANY = 5_000;

  /** Redis does nothing else while it runs a script. */
  private static final int WORDS_AT_A_TIME = 2_000;

  private static final long PROGRESS_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int PAIRS_IN_A_COMMAND = 200;

  private final JourneyOptions options;
  private transient @Nullable UnifiedJedis redis;
  private transient @Nullable Incarnation incarnation;
  private transient Map<String, ShownValues> gathered = new LinkedHashMap<>();
  private transient Counter written = new SimpleCounter();
  private transient int size;
  private transient long flushed;
  private transient volatile long clock;
  private transient Map<String, Long> stuck = new ConcurrentHashMap<>();

  /** Writes there. */
  public JourneySink(JourneyOptions options) {
    this.options = options;
  }

  @Override
  public void open(OpenContext context) throws Exception {
    gathered = new LinkedHashMap<>();
    clock = Long.MIN_VALUE;
    MetricGroup journeys = getRuntimeContext().getMetricGroup().addGroup("journeys");
    written = journeys.counter("valuesWritten");
    stuck = new ConcurrentHashMap<>();
    journeys.gauge("clockLagMillis", this::lag);
    journeys.gauge("stuck", () -> stuck.values().stream().mapToLong(Long::longValue).sum());
    redis = RedisClients.open(options.endpoint(), options.timeout());
    incarnation = new Incarnation(redis, options, keys());
    incarnation.begin();
  }

  /** How far the clock of the journeys is behind; -1 where it does not go yet. */
  private long lag() {
    return clock == Long.MIN_VALUE ? -1 : Math.max(0, System.currentTimeMillis() - clock);
  }

  private JourneyKeys keys() {
    return JourneyKeys.among(TraceKeys.withPrefix(options.keyPrefix()));
  }

  @Override
  public void invoke(ShownValues values, Context context) throws Exception {
    if (values.key().equals(JourneyKeys.STUCK_TEMPLATES)) {
      values.values().forEach(this::count);
    }
    gathered.merge(values.key(), values, ShownValues::then);
    size += 1 + values.values().size();
    if (size >= MANY) {
      flush();
    }
  }

  private void count(String template, long stuckThere) {
    if (stuckThere == ShownValues.GONE) {
      stuck.remove(template);
    } else {
      stuck.put(template, stuckThere);
    }
  }

  @Override
  public void writeWatermark(Watermark watermark) throws Exception {
    clock = watermark.getTimestamp();
    if (!gathered.isEmpty() || System.nanoTime() - flushed >= PROGRESS_NANOS) {
      flush();
    }
  }

  @Override
  public void initializeState(FunctionInitializationContext context) {}

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    flush();
  }

  @Override
  public void finish() throws Exception {
    flush();
  }

  private void flush() throws IOException, InterruptedException {
    Script script = new Script();
    for (ShownValues values : gathered.values()) {
      for (List<String> words : commands(values)) {
        script.add(keys().prefix() + values.key(), words);
      }
      written.inc(values.values().size());
    }
    if (clock != Long.MIN_VALUE) {
      String progress = keys().progress();
      script.add(
          progress,
          List.of(
              "HSET",
              progress,
              "clock",
              String.valueOf(clock),
              "written",
              String.valueOf(System.currentTimeMillis())));
      script.add(progress, expiry(progress));
    }
    script.send();
    gathered.clear();
    size = 0;
    flushed = System.nanoTime();
  }

  /** The commands that were gathered, sent before they are too many for one script. */
  private final class Script {
    private final List<String> keys = new ArrayList<>();
    private final List<List<String>> commands = new ArrayList<>();
    private int words;

    void add(String key, List<String> command) throws IOException, InterruptedException {
      if (words + command.size() > WORDS_AT_A_TIME) {
        send();
      }
      if (keys.isEmpty() || !keys.get(keys.size() - 1).equals(key)) {
        keys.add(key);
      }
      commands.add(command);
      words += command.size();
    }

    void send() throws IOException, InterruptedException {
      if (incarnation != null && !commands.isEmpty()) {
        incarnation.write(keys, commands);
      }
      keys.clear();
      commands.clear();
      words = 0;
    }
  }

  private List<List<String>> commands(ShownValues values) {
    String key = keys().prefix() + values.key();
    List<String> put = new ArrayList<>();
    List<String> take = new ArrayList<>();
    values
        .values()
        .forEach(
            (name, value) -> {
              if (value == ShownValues.GONE) {
                take.add(name);
              } else {
                put.add(values.sorted() ? String.valueOf(value) : name);
                put.add(values.sorted() ? name : String.valueOf(value));
              }
            });
    List<List<String>> commands = new ArrayList<>();
    if (values.whole()) {
      commands.add(List.of("DEL", key));
    } else {
      addAll(commands, values.sorted() ? "ZREM" : "HDEL", key, take);
    }
    addAll(commands, values.sorted() ? "ZADD" : "HSET", key, put);
    if (!put.isEmpty()) {
      commands.add(expiry(key));
    }
    return commands;
  }

  private List<String> expiry(String key) {
    return List.of("PEXPIRE", key, String.valueOf(options.keep().toMillis()));
  }

  private static void addAll(
      List<List<String>> commands, String name, String key, List<String> words) {
    for (int from = 0; from < words.size(); from += 2 * PAIRS_IN_A_COMMAND) {
      List<String> command = new ArrayList<>(List.of(name, key));
      command.addAll(words.subList(from, Math.min(words.size(), from + 2 * PAIRS_IN_A_COMMAND)));
      commands.add(command);
    }
  }

  @Override
  public void close() {
    if (redis != null) {
      redis.close();
    }
  }
}
