package io.austin.stream.archive;

import io.austin.stream.console.history.Archive;
import io.austin.stream.console.history.ArchiveProvider;
import io.austin.stream.options.OptionValues;
import java.nio.file.Path;
import java.time.Duration;

/** Where the console finds who reads the archive. */
public final class ConsoleArchiveProvider implements ArchiveProvider {
  /** A page of the console waits for 10 s. */
  private static final Duration WITHIN = Duration.ofSeconds(8);

  @Override
  public Archive archive(Path folder, OptionValues options) {
    return new ConsoleArchive(Warehouse.in(folder, options), WITHIN);
  }
}
