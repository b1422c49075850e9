package io.austin.stream.cli;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Finds runs that had servers of their own. The module that starts such runs names its finder in
 * {@code META-INF/services/io.austin.stream.cli.RunFinder}.
 */
public interface RunFinder {
  /**
   * The run in this directory.
   *
   * @param servers the servers to name where there is none
   * @throws io.austin.stream.options.UsageException when there is none
   */
  LastRun find(Path directory, String servers) throws IOException;
}
