package io.austin.stream.local.servers;

import io.austin.stream.cli.LastRun;
import io.austin.stream.cli.platform.LocalData;
import io.austin.stream.options.OptionValues;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/** The last {@code austin-stream local} on some data. */
final class LastLocalRun implements LastRun {
  private final LocalData data;
  private final SavedRun run;
  private final Servers servers;

  LastLocalRun(LocalData data, SavedRun run) {
    this.data = data;
    this.run = run;
    this.servers = new Servers(data);
  }

  @Override
  public OptionValues asThen(OptionValues given) {
    return run.addTo(given);
  }

  @Override
  public OptionValues withKafka(OptionValues given) {
    return servers.withKafkaOf(run, given);
  }

  @Override
  public OptionValues withRedis(OptionValues given) {
    return servers.withRedisOf(run, given);
  }

  @Override
  public Instant began() {
    return run.began();
  }

  @Override
  public Path directory() {
    return data.resolve("");
  }

  @Override
  public boolean isOver() {
    return data.isOurs();
  }

  @Override
  public void close() throws IOException {
    try (data;
        servers) {
      // The servers go first.
    }
  }

  @Override
  public String toString() {
    return data.toString();
  }
}
