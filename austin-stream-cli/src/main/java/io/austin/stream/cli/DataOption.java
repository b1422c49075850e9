package io.austin.stream.cli;

import io.austin.stream.cli.platform.LogFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says where a run keeps its data. */
public final class DataOption {
  private static final String DEFAULT = ".austin-stream/local";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where a run keeps its data and logs. Default: " + DEFAULT + " in the project.")
  private @Nullable Path directory;

  /** The directory; a path that is not absolute starts where the command was called. */
  public Path directory(Invocation invocation) {
    return directory == null ? invocation.home().resolve(DEFAULT) : directory.toAbsolutePath();
  }

  /** What another command needs to find the same directory; empty for the default one. */
  public String forOthers() {
    return directory == null ? "" : " --data '" + directory.toAbsolutePath() + "'";
  }

  /** Has this command log there from now on. */
  public static void log(Path directory, String command) throws IOException {
    Files.createDirectories(directory);
    LogFile.open(directory.resolve(command + ".log"));
  }
}
