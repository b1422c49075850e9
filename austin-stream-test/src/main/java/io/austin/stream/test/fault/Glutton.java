package io.austin.stream.test.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * A job that holds all the heap that it can get, for a while: whoever else wants some gets none.
 */
public final class Glutton implements MapFunction<Long, Integer> {
  private static final long serialVersionUID = 1L;

  private static final int LARGE_BITE_BYTES = 1 << 20;
  private static final int SMALL_BITE_BYTES = 1 << 10;

  private final long millis;

  private Glutton(long millis) {
    this.millis = millis;
  }

  /** Adds one to an environment that holds what it gets for so long. It is not restarted. */
  public static void define(StreamExecutionEnvironment environment, long millis) {
    Configuration once = new Configuration();
    once.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    environment.configure(once);
    environment.setParallelism(1);
    environment.fromSequence(1, 1).map(new Glutton(millis)).sinkTo(new DiscardingSink<>());
  }

  @Override
  public Integer map(Long ignored) {
    List<byte[]> held = new ArrayList<>();
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    int bite = LARGE_BITE_BYTES;
    while (System.nanoTime() < end) {
      try {
        held.add(new byte[bite]);
      } catch (OutOfMemoryError full) {
        bite = Math.max(SMALL_BITE_BYTES, bite / 2);
      }
    }
    return held.size();
  }
}
