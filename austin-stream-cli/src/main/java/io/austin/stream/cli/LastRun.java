package io.austin.stream.cli;

import io.austin.stream.options.OptionValues;
import io.austin.stream.options.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ServiceLoader;
import java.util.function.Supplier;

/**
 * What a run with servers of its own left in a directory: it can be looked at when the run is over.
 * Only where something that starts servers is on the class path there are such runs.
 */
public interface LastRun extends AutoCloseable {
  /**
   * The run whose data are in this directory.
   *
   * @param directory asked for only where there can be runs
   * @param servers the servers to name where there is none, as {@code a Redis with --redis.uri}
   * @throws UsageException when there is none
   */
  static LastRun in(Supplier<Path> directory, String servers) throws IOException {
    RunFinder finder =
        ServiceLoader.load(RunFinder.class)
            .findFirst()
            .orElseThrow(() -> new UsageException("Name " + servers + "."));
    return finder.find(directory.get(), servers);
  }

  /** The options with those of the run where nobody set another value. */
  OptionValues asThen(OptionValues given);

  /** The options with the run's Kafka unless one is named; it is started unless it still runs. */
  OptionValues withKafka(OptionValues given) throws IOException;

  /** The options with the run's Redis unless one is named; it is started unless it still runs. */
  OptionValues withRedis(OptionValues given) throws IOException;

  /** When the first run on these data began: nothing in Redis is older. */
  Instant began();

  /** Where its data are. */
  Path directory();

  /** Whether the run is over, so that its servers are started anew. */
  boolean isOver();

  /** Stops what was started. */
  @Override
  void close() throws IOException;
}
