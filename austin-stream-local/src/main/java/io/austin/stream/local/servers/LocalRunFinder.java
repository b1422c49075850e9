package io.austin.stream.local.servers;

import io.austin.stream.cli.LastRun;
import io.austin.stream.cli.RunFinder;
import io.austin.stream.cli.platform.LocalData;
import io.austin.stream.options.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the last {@code austin-stream local} on some data. */
public final class LocalRunFinder implements RunFinder {
  @Override
  public LastRun find(Path directory, String servers) throws IOException {
    Optional<LocalData> data = LocalData.find(directory);
    Optional<SavedRun> run = data.isPresent() ? SavedRun.in(data.get()) : Optional.empty();
    if (run.isPresent()) {
      return new LastLocalRun(data.get(), run.get());
    }
    if (data.isPresent()) {
      data.get().close();
    }
    throw new UsageException(
        "There is no data of a run in %s: run austin-stream local, or name %s."
            .formatted(directory, servers));
  }
}
